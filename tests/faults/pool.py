"""Worker, writer and PostgreSQL killed in the middle of the night's batch and of a new file: nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.db import Error, connection

from bench.world.crowd import write_crowd
from fractional.accounts.models import User
from fractional.outbox.models import Row, State
from matching.pool.file import PoolFile
from matching.pool.finder import find
from matching.pool.models import Batch, Card, Chunk
from matching.pool.requests import request_of, siren_of
from matching.pool.sql import ranked
from matching.proposals import batches
from matching.proposals.models import Match
from matching.proposals.ranking import readable
from missions.needs.models import Need
from tests.browser.product import eventually
from tests.faults import acts
from tests.faults.bench import MATCH, POSTGRES, WRITER, Bench
from tests.faults.figures import Figure, at_least, exactly, told
from tests.faults.moments import Moment, arrive, held
from tests.faults.ranking import SEED, result

CROWD = 20_000
"""So that a new file takes its time."""
VICTIMS = {"ranking worker": MATCH, "writer": WRITER, "PostgreSQL": POSTGRES}
NEARLY_DONE = Moment("a chunk is nearly done", "pool_chunk", "NEW.done_at IS NOT NULL AND NEW.id % 6 = 3")
REBUILDS = 3
"""Times that each is killed while a file is written."""
PATIENCE = 240


def run(product: Bench) -> Iterator[Figure]:
    path = product.folder / "demo" / "pool" / "cards"
    settings.POOL_FILE = str(path)
    eventually(_the_night_is_over, "the work of the night is done", seconds=PATIENCE)
    write_crowd(Random(SEED), User.objects.filter(is_curator=True)[0], CROWD)
    eventually(lambda: _is_whole(path), "the crowd is in the file", seconds=PATIENCE)
    needs = list(readable(Need.objects.rankable().order_by("pk")))
    batches.MOST = max(1, len(needs) // 12)  # a dozen of chunks, so that there is a middle
    _until_done(_begun())
    undisturbed = _results(needs)
    _until_done(_begun())
    yield exactly("needs whose matches differ, done twice undisturbed", _differing(needs, undisturbed), 0)
    yield at_least("needs of the undisturbed batch", len(needs), 20)
    yield at_least("matches of the undisturbed batch", sum(map(len, undisturbed)) - len(needs), 500)

    for name, word in VICTIMS.items():
        batch = _killed_in_a_batch(product, word)
        began = time.monotonic()
        _until_done(batch)
        yield told(f"{name} killed in a batch: s until it is done", round(time.monotonic() - began, 1))
        yield exactly("  needs whose matches differ", _differing(needs, undisturbed), 0)

    for name, word in VICTIMS.items():
        caught = 0
        for _ in range(REBUILDS):
            caught += _killed_in_a_rebuild(product, path, word)
        yield at_least(f"{name} killed while a file was written", caught, 1)
        eventually(lambda: _is_whole(path), "a whole file again", seconds=PATIENCE)
        yield exactly("  needs for which file and cards differ", _wrong(needs), 0)
        yield exactly("  files left half-written", len(_half_written(path)), 0)
        _until_done(_begun())
        yield exactly("  needs whose matches differ", _differing(needs, undisturbed), 0)
    yield exactly("jobs given up", len(acts.rows_in(State.DEAD)), 0)


def _the_night_is_over() -> bool:
    """Cards are written anew once a day, from files that the crowd has only half of: not after it came."""
    done = Row.objects.jobs().filter(kind="matching.refresh_all", state=State.DONE)
    return done.exists() and not Chunk.objects.filter(done_at=None).exists()


def _begun() -> Batch:
    """Every match has to be written again."""
    Match.objects.all().delete()
    return batches.begin()


def _until_done(batch: Batch) -> None:
    left = Chunk.objects.filter(batch=batch, done_at=None)
    eventually(lambda: _asked(left.exists) is False, "the batch is done", seconds=PATIENCE)


def _asked(question: Callable[[], Any]) -> Any:
    """None while PostgreSQL is away."""
    with suppress(Error):
        return question()
    connection.close()
    return None


def _results(needs: list[Need]) -> list[list[dict[str, Any]]]:
    return [result(need) for need in needs]


def _differing(needs: list[Need], undisturbed: list[list[dict[str, Any]]]) -> int:
    found = eventually(lambda: _asked(lambda: _results(needs)), "the matches are read", seconds=PATIENCE)
    return sum(one != other for one, other in zip(found, undisturbed, strict=True))


def _killed_in_a_batch(product: Bench, word: str) -> Batch:
    """Some chunks are done, and the matches of the next one written but not committed."""
    with suppress(Error), held(NEARLY_DONE):  # PostgreSQL takes with it what held it
        batch = _begun()
        arrive(NEARLY_DONE)
        victim = product.kill(word)
    product.started_again(word, victim)
    connection.close()
    eventually(lambda: _asked(_let_go), "PostgreSQL answers", seconds=PATIENCE)
    return batch


def _let_go() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS held ON pool_chunk")
    return True


def _killed_in_a_rebuild(product: Bench, path: Path, word: str) -> bool:
    """A writer that begins anew writes a file: whether the victim was killed before it had its name."""
    before = path.stat().st_ino
    victim = product.found(word)
    number = product.kill(WRITER)
    deadline = time.monotonic() + PATIENCE
    while not _half_written(path):
        assert time.monotonic() < deadline, "no file is written"
    if word == WRITER:
        product.started_again(WRITER, number)
    product.kill(word)
    caught = path.stat().st_ino == before
    product.started_again(word, victim)
    eventually(lambda: _asked(Card.objects.count), "PostgreSQL answers", seconds=PATIENCE)
    eventually(lambda: path.stat().st_ino != before, "a new file has its name", seconds=PATIENCE)
    return caught


def _half_written(path: Path) -> list[Path]:
    return list(path.parent.glob(f"{path.name}.*"))


def _is_whole(path: Path) -> bool:
    """Everybody who has a card has a row that can be found, and nobody else."""
    file = PoolFile.of(path)
    if file is None or _half_written(path):
        return False
    found = file.arrays["cto_id"][: file.rows][file.arrays["word"][: file.rows] != 0]
    return set(found.tolist()) == set(
        _asked(lambda: list(Card.objects.values_list("cto_id", flat=True))) or []
    )


def _wrong(needs: list[Need]) -> int:
    """Needs for which the file finds others than the cards, or in another order."""
    return sum(
        find(request_of(need), siren=siren_of(need)).cto_id.tolist()
        != [row.cto_id for row in ranked(request_of(need), siren=siren_of(need))]
        for need in needs
    )
