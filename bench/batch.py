"""The night's batch by real workers: all open needs against the whole pool, undisturbed and with workers killed.

    python -m fractional.local exec python -m bench.batch [CTOS [NEEDS]]

Two Celery workers take chunks from the broker; matches are written by COPY. The second run begins without a match and
loses a worker twice, by SIGKILL in the middle: its matches are compared with those of the first, row by row.
"""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

from django.db import connection
from django.db.models import Sum

from bench import measure, product, world
from bench.world import World
from bench.world.crowd import write_crowd
from fractional import clock
from fractional.local.processes import Process
from fractional.outbox.models import Channel, Row, State
from matching.pool.models import Batch, Chunk
from matching.proposals import batches
from matching.proposals.matches import COLUMNS
from matching.proposals.models import Match, Ranking
from missions.needs.models import Need

WHOLE, WORKERS = 100, 2
"""CTOs with all that belongs to them, the others being a crowd; workers that rank."""
KILLS = (1 / 3, 2 / 3)
"""When a worker is killed: at these shares of the chunks."""
PATIENCE = 1800
"""Seconds after which something is broken."""


def main() -> int:
    ctos = measure.asked_size()
    asked = int(sys.argv[2]) if len(sys.argv) > 2 else ctos // world.CTOS_PER_NEED
    print(f"Batch: writing {ctos} CTOs and {asked} needs …", flush=True)
    written = world.begin(WHOLE, asked)
    write_crowd(Random(world.SEED), written.curator, max(0, ctos - WHOLE))
    _open(written)
    _note_the_night()
    world.settle()
    needs = Need.objects.rankable().count()
    figures: measure.Figures = {"ctos": ctos, "needs": needs, "workers": WORKERS}
    with tempfile.TemporaryDirectory() as folder, product.rankers(Path(folder), WORKERS) as processes:
        _done(batches.begin())  # from here on all are at work, and chunks have their size
        _forget()
        figures |= _undisturbed(processes, ctos * needs)
        undisturbed = _matches()
        figures |= {"again_s": _seconds(lambda: _done(batches.begin())), "matches": len(undisturbed)}
        _forget()
        figures["killed_twice_s"] = _seconds(lambda: _killing(processes))
        figures["other_rows_after_kills"] = len(undisturbed ^ _matches())
    figures["load_average"] = measure.load_average()
    print(measure.table((f"{ctos} CTOs", ""), list(figures.items())))
    print(measure.save("batch", figures))
    return 0 if figures["other_rows_after_kills"] == 0 else 1


def _open(written: World) -> None:
    """Published as if the team had read them; what their publication would tell people is left out."""
    today = clock.today()
    Need.objects.filter(state=Need.State.SUBMITTED).update(
        state=Need.State.PUBLISHED,
        published_at=clock.now(),
        published_by=written.curator,
        confirmed_on=today,
        promised_on=today + timedelta(days=7),
    )


def _note_the_night() -> None:
    """Cards are written anew once a day, from files that the crowd has only half of: not while this runs."""
    now = clock.now()
    for day in (now, now + timedelta(days=1)):
        key = f"daily:matching.refresh_all:{day.astimezone(clock.PARIS).date()}"
        Row.objects.create(
            channel=Channel.JOB,
            key=key,
            kind="matching.refresh_all",
            queue="match",
            due_at=now,
            finished_at=now,
            state=State.DONE,
        )


def _forget() -> None:
    Match.objects.all().delete()
    Ranking.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE proposals_match")


def _undisturbed(processes: list[Process], pairs: int) -> measure.Figures:
    cpu = -_cpu(processes)
    began = time.perf_counter()
    batch = batches.begin()
    _done(batch)
    seconds = time.perf_counter() - began
    cpu += _cpu(processes)
    spent = batch.chunks.aggregate(all=Sum("seconds"), writing=Sum("writing_seconds"))
    return {
        "chunks": batch.chunks.count(),
        "seconds": round(seconds, 1),
        "ns_per_pair": round(seconds * 1e9 / pairs, 2),
        "cpu_ns_per_pair": round(cpu * 1e9 / pairs, 2),
        "writing_share": round(spent["writing"] / spent["all"], 3),
    }


def _killing(processes: list[Process]) -> None:
    batch = batches.begin()
    chunks = batch.chunks.count()
    for process, share in zip(processes, KILLS, strict=True):
        _until(lambda: _done_of(batch) >= share * chunks)  # noqa: B023  called here
        os.killpg(process.pid or 0, signal.SIGKILL)
        process.wait()
        process.start()
    _done(batch)


def _done(batch: Batch) -> None:
    chunks = batch.chunks.count()
    _until(lambda: _done_of(batch) == chunks)


def _done_of(batch: Batch) -> int:
    return Chunk.objects.filter(batch=batch).exclude(done_at=None).count()


def _until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > until:
            raise SystemExit("the batch never ended")
        time.sleep(0.1)


def _matches() -> set[str]:
    """Every row but its number and its moment."""
    return {repr(row) for row in Match.objects.values_list(*COLUMNS).iterator()}


def _cpu(processes: list[Process]) -> float:
    """Of the workers and of PostgreSQL."""
    return sum(measure.cpu_of_tree(process.pid or 0) for process in processes) + measure.cpu_of_tree(
        measure.postmaster()
    )


def _seconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return round(time.perf_counter() - began, 1)


if __name__ == "__main__":
    sys.exit(main())
