"""The night's batch: in chunks, by whoever is there, twice, at once or interrupted, always the same matches."""

import threading
from pathlib import Path

import pytest
from django.db import connection, transaction

from fractional.ctos.models import Cto
from fractional.outbox.management.commands.drain_outbox import drain
from fractional.outbox.models import Row
from matching.pool.actions import drop_card, write_card
from matching.pool.columns import load
from matching.pool.models import Batch, Chunk
from matching.pool.requests import request_of, siren_of
from matching.pool.writer import Writer
from matching.proposals import batches, ranking
from matching.proposals.models import Match, Ranking
from matching.scoring.rank import rank
from missions.needs.models import Need
from tests.factories import make_cto, make_need
from tests.matching.ranking.copies import clone
from tests.matching.ranking.test_jobs import one_function, stored

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["one_function"]


@pytest.fixture
def needs(monkeypatch) -> list[Need]:
    """Six needs, two in a chunk, and seventy CTOs, so that not all of them are stored."""
    monkeypatch.setattr(batches, "FIRST", 2)
    for references in range(5):
        make_cto(references=references, target=900 + 20 * references)
    clone(make_cto(references=1), 60)
    return [make_need(ceiling_eur=900 + 50 * step) for step in range(6)]


def demand_true(needs: list[Need]) -> None:
    """The matches of each need are the best of the cards."""
    for need in needs:
        pool = load(siren=siren_of(need))
        order = rank(pool, request_of(need), limit=ranking.KEPT)
        expected = list(zip(pool.cto_id[order.rows].tolist(), order.scores.value.tolist(), strict=True))
        assert [(row[1], row[2]) for row in stored(need)] == expected
        assert Ranking.objects.get(need=need).eligible == rank(pool, request_of(need)).eligible


def test_a_batch_ranks_everything_in_chunks_and_is_closed_by_the_sweep(needs):
    batch = batches.begin()
    batches.close_batches()
    assert Batch.objects.get(pk=batch.pk).closed_at is None
    assert Row.objects.filter(kind="matching.rank_chunk").count() == batch.chunks.count() == 3
    drain()
    demand_true(needs)
    batches.close_batches()
    batch.refresh_from_db()
    assert batch.closed_at is not None
    assert (batch.needs, batch.changed) == (6, 6)
    assert batch.seconds > 0
    assert batches.chunk_size() > 2, "measured by now"


def test_done_twice_it_is_done_once(needs):
    batches.begin()
    drain()
    rows = list(Match.objects.order_by("pk").values())
    for chunk in Chunk.objects.all():
        batches.rank_chunk(chunk.pk)
    again = batches.begin()
    drain()
    batches.close_batches()
    again.refresh_from_db()
    assert again.changed == 0
    assert list(Match.objects.order_by("pk").values()) == rows, "not one row is written again"


def test_by_two_at_once_each_chunk_is_done_once(needs):
    batch, faults = batches.begin(), []

    def work() -> None:
        try:
            for chunk in batch.chunks.all():
                batches.rank_chunk(chunk.pk)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert not faults
    demand_true(needs)
    batches.close_batches()
    batch.refresh_from_db()
    assert batch.changed == 6


def test_interrupted_while_it_writes_nothing_is_half_done(needs, monkeypatch):
    batch, whole = batches.begin(), ranking.write

    def killed(rows, now) -> None:
        whole(rows, now)
        raise SystemExit

    monkeypatch.setattr(ranking, "write", killed)
    with pytest.raises(SystemExit):
        batches.rank_chunk(batch.chunks.first().pk)
    assert not Match.objects.exists()
    assert not Ranking.objects.exists()
    monkeypatch.setattr(ranking, "write", whole)
    drain()
    demand_true(needs)


def test_a_file_behind_the_cards_leaves_nobody_out(needs, tmp_path: Path, settings):
    settings.POOL_FILE = str(tmp_path / "pool")
    writer = Writer(tmp_path / "pool")
    batches.begin()
    drain()
    demand_true(needs)
    first, second, dear = Cto.objects.order_by("pk")[:3]
    newcomer = make_cto(references=5)
    with transaction.atomic():
        drop_card(first)
        second.min_half_days, second.max_half_days = 9, 10
        second.save()
        write_card(second)
        dear.target_rate_eur = dear.floor_rate_eur = 1000
        dear.rates = [1000] * 12
        dear.save()
        write_card(dear)
    for cto in (first, second, dear, newcomer):
        ranking.rank_cto(cto.pk)
    for need in needs:
        pool = load(siren=siren_of(need))
        order = rank(pool, request_of(need), limit=ranking.KEPT)
        assert [row[1] for row in stored(need)] == pool.cto_id[order.rows].tolist()
    writer.catch_up()
    batches.begin()
    drain()
    demand_true(needs)


@pytest.mark.parametrize("best", [0, 1, 60])
def test_who_left_since_the_file_was_written_is_not_counted(needs, tmp_path: Path, settings, best):
    """Whether one alone fits, or more than are read again."""
    settings.POOL_FILE = str(tmp_path / "pool")
    if best < 60:
        for cto in Cto.objects.order_by("pk")[1:]:
            drop_card(cto)
    Writer(tmp_path / "pool")
    pool = load(siren=siren_of(needs[-1]))
    fitting = pool.cto_id[rank(pool, request_of(needs[-1])).rows].tolist()
    if best != 1:
        drop_card(Cto.objects.get(pk=fitting[0]))
    ranking.rank_need(needs[-1].pk)
    demand_true(needs[-1:])
