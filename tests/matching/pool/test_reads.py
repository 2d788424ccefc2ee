"""Reads at random while everything is edited at random: nobody is shown who breaks a rule in what the read has seen."""

import os
import random
import threading
import time
from pathlib import Path

import pytest
from django.db import connection, transaction

from fractional.ctos.models import Cto
from matching.pool.actions import write_card
from matching.pool.finder import find, ranked_pool
from matching.pool.requests import request_of, siren_of
from matching.pool.sql import ranked
from tests.factories import make_cto, make_need
from tests.matching.pool.test_keeper import eventually, found, kept

pytestmark = pytest.mark.django_db(transaction=True)

READS, MINUTES = int(os.environ.get("POOL_READS", "1000")), float(os.environ.get("POOL_MINUTES", "0"))
"""How many, and over how long at least."""
CTOS = 30
SHOWN = 20


def test_no_read_shows_somebody_who_breaks_a_rule(tmp_path: Path, settings):
    settings.POOL_FILE = str(tmp_path / "pool")
    ctos = [make_cto(references=number % 4, target=900, floor=800) for number in range(CTOS)]
    need = make_need()
    request, siren = request_of(need), siren_of(need)
    done, turn = threading.Event(), random.Random(20261123)
    editor = threading.Thread(target=_edit_until, args=(done, [cto.pk for cto in ctos]), daemon=True)
    with kept(Path(settings.POOL_FILE)):
        eventually(lambda: len(found(Path(settings.POOL_FILE))) == CTOS)
        editor.start()
        wrong_in_the_file, began = 0, time.monotonic()
        try:
            for number in range(READS):
                time.sleep(max(0, began + 60 * MINUTES * number / READS - time.monotonic()))
                limit = turn.choice([SHOWN, None])
                with transaction.atomic():
                    _one_moment_for_all_that_follows()
                    fits = {row.cto_id for row in ranked(request, siren=siren)}
                    before = set(find(request, siren=siren, limit=limit).cto_id.tolist())
                    pool, order = ranked_pool(request, siren=siren, limit=limit)
                    shown = pool.cto_id[order.rows].tolist()
                    assert set(shown) <= fits
                    wrong_in_the_file += not before <= fits
        finally:
            done.set()
            editor.join(10)
        assert wrong_in_the_file, "edits overtook some reads, or nothing was tried"
        eventually(lambda: _agrees(request, siren))


def _one_moment_for_all_that_follows() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _edit_until(done: threading.Event, cto_ids: list[int]) -> None:
    """Dearer, cheaper, busier, paused and back: whoever fits may fit no more a moment later."""
    turn = random.Random(1)
    try:
        while not done.is_set():
            floor, k = turn.choice([700, 800, 1200]), turn.choice([1, 5, 9])
            state = turn.choice([Cto.State.VERIFIED] * 4 + [Cto.State.PAUSED])
            with transaction.atomic():
                cto = Cto.objects.select_for_update(no_key=True).get(pk=turn.choice(cto_ids))
                cto.floor_rate_eur, cto.target_rate_eur, cto.rates = floor, floor, [floor] * 12
                cto.min_half_days, cto.max_half_days, cto.state = k, 10, state
                cto.save()
                write_card(cto)
    finally:
        connection.close()


def _agrees(request, siren: int) -> bool:
    """Once nobody edits any more, the file finds whom the cards say."""
    return find(request, siren=siren).cto_id.tolist() == [row.cto_id for row in ranked(request, siren=siren)]
