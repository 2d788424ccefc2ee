"""The pool's file beside PostgreSQL and polars: one need, many needs, one CTO, freshness, bytes.

    python -m fractional.local exec python -m bench.matching [CTOS]

All engines in one process, over the same cards, in random turns; processor time of whoever does the work.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from django.core.management import call_command
from django.db import connection

from bench import by_polars, market, measure, plot
from fractional.local import services
from fractional.local.processes import Process, stop_all, wait_until
from matching.pool import layout, search, sql
from matching.pool.actions import note_exposure
from matching.pool.file import PoolFile
from matching.pool.writer import Writer
from matching.scoring.columns import Pool, Request, Requests
from matching.scoring.rank import needs_of, rank, score
from matching.scoring.weights import V1

SHOWN = 50
NEEDS, BY_ALL = 200, {10_000: 200, 100_000: 200, 1_000_000: 40}
OPEN_NEEDS = 10_000
EDITS = 300
TUNED = [
    *("function", "scopes", "full_time_months", "gate_lifted", "kinds_accepted", "contracts", "pro_bono"),
    *("floor", "min_half_days", "max_half_days", "sectors_refused", "zones_a", "zones_b", "languages"),
    *("min_months", "hands_on"),
]
"""Columns of the hard rules, which the tuned query reads from a narrow table of their own."""
Engine = Callable[[Request], list[int]]


def main() -> int:
    count = measure.asked_size()
    print(f"Matching: writing {count} cards …", flush=True)
    call_command("migrate", verbosity=0)
    told = market.columns(count)
    market.write(told)
    requests = market.requests(NEEDS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cards"
        began = time.perf_counter()
        Writer(path)
        figures: measure.Figures = {"n": count, "rebuild_s": round(time.perf_counter() - began, 2)}
        file = PoolFile(path)
        figures |= _one_need(file, Pool(**told), requests, BY_ALL.get(count, NEEDS))
        figures |= _many_needs(file, requests, count)
        figures |= _bytes(path, count)
        figures |= _fresh(path, count)
    some = Pool(**{name: column[:2_000] for name, column in told.items()})
    figures |= _explanation(some, requests) | _one_cto(some)
    figures["load_average"] = measure.load_average()
    print(measure.table((f"{count} CTOs", ""), list(figures.items())))
    print(measure.save("matching", figures, by="n"))
    print(plot.draw())
    return 0


def _one_need(file: PoolFile, pool: Pool, requests: list[Request], by_all: int) -> measure.Figures:
    """The same needs by each engine, in random turns."""
    _narrow_table()
    backend, turn = measure.backend(), random.Random(market.SEED)
    engines: dict[str, Engine] = {
        "file": lambda request: _by_file(file, request),
        "postgres": lambda request: [row.cto_id for row in sql.ranked(request, limit=SHOWN)],
        "tuned": _by_tuned_sql,
        "polars": partial(by_polars.best, by_polars.frame(pool), limit=SHOWN),
    }
    spent: dict[str, list[float]] = {name: [] for name in engines}
    same, limits = 0, []
    bandwidth = _bandwidth(len(file.arrays["word"]) * layout.BYTES)
    for number, request in enumerate(requests):
        names = list(engines) if number < by_all else ["file"]
        turn.shuffle(names)
        found = {}
        for name in names:
            cpu = -time.process_time() - measure.cpu_of_thread(backend)
            found[name] = engines[name](request)
            spent[name].append(cpu + time.process_time() + measure.cpu_of_thread(backend))
        same += number < by_all and all(found[name] == found["file"] for name in engines)
        limits.append(spent["file"][-1] / (_least_bytes(file, request) / bandwidth))
    ours = spent["file"]
    return {
        "needs": len(requests),
        "cpu_ms_p50": _ms(measure.percentile(ours, 50)),
        "cpu_ms_p99": _ms(measure.percentile(ours, 99)),
        "postgres_cpu_ms_p50": _ms(measure.percentile(spent["postgres"], 50)),
        "tuned_postgres_cpu_ms_p50": _ms(measure.percentile(spent["tuned"], 50)),
        "polars_cpu_ms_p50": _ms(measure.percentile(spent["polars"], 50)),
        "postgres_ratio_p50": _ratio(spent["postgres"], ours),
        "tuned_postgres_ratio_p50": _ratio(spent["tuned"], ours),
        "polars_ratio_p50": _ratio(spent["polars"], ours),
        "same_top50_share": round(same / min(by_all, len(requests)), 4),
        "limit_ratio": round(median(limits), 1),
        "read_gb_per_s": round(bandwidth / 1e9, 1),
    }


def _by_file(file: PoolFile, request: Request) -> list[int]:
    return file.look(
        lambda columns, rows: search.best(columns, rows, request, limit=SHOWN)[0]
    ).cto_id.tolist()


def _narrow_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE narrow_card AS SELECT cto_id, {', '.join(TUNED)} FROM pool_card")
        cursor.execute("VACUUM ANALYZE narrow_card")
        # One processor does the work, so that its time can be compared; compiling costs more than it brings here.
        cursor.execute("SET jit = off")
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SET work_mem = '256MB'")


def _by_tuned_sql(request: Request) -> list[int]:
    """The same query with its rules asked of the narrow table; the wide rows are read of those who keep them."""
    head, _, rest = sql.QUERY.partition("    WHERE card.function")
    rules, _, tail = rest.partition("\n),\n")
    for name in TUNED:
        rules = rules.replace(f"card.{name} ", f"narrow.{name} ").replace(f"card.{name})", f"narrow.{name})")
    head = head.replace(
        "FROM pool_card AS card\n", "FROM narrow_card AS narrow JOIN pool_card AS card USING (cto_id)\n"
    )
    query = f"{head}    WHERE narrow.function{rules}\n),\n{tail}"
    with connection.cursor() as cursor:
        cursor.execute(query, sql.parameters(request, V1) | {"siren": 0, "limit": SHOWN})
        return [row[0] for row in cursor.fetchall()]


def _least_bytes(file: PoolFile, request: Request) -> int:
    """What has to be read whatever one does: the columns of the rules, then the records of those who keep them."""
    rows = layout.passing(file.arrays, request, slice(0, file.rows))
    columns = sum(layout.COLUMNS[name].itemsize for name in ("word", "floor", "full_time_months", "function"))
    fitting = _by_file_all(file, request)
    sellable = layout.COLUMNS["sellable"].itemsize + layout.COLUMNS["week_zero"].itemsize
    return file.rows * columns + len(rows) * sellable + fitting * layout.RECORD.itemsize


def _by_file_all(file: PoolFile, request: Request) -> int:
    return search.best(file.arrays, file.rows, request, limit=1)[1]


def _bandwidth(size: int) -> float:
    """Bytes per second at which one core reads an array of that size, best of seven."""
    array = np.ones(max(1, size // 8), np.int64)
    return size / min(_seconds(array.max) for _ in range(7))


def _many_needs(file: PoolFile, requests: list[Request], count: int) -> measure.Figures:
    cpu = -time.process_time()
    for request in requests:
        _by_file(file, request)
    cpu += time.process_time()
    return {"batch_ns_per_pair": round(cpu * 1e9 / (len(requests) * count), 1)}


def _bytes(path: Path, count: int) -> measure.Figures:
    return {
        "bytes_per_profile": layout.BYTES,
        "file_bytes_per_profile": round(path.stat().st_blocks * 512 / count, 1),
    }


def _fresh(path: Path, count: int) -> measure.Figures:
    """Milliseconds from the return of a commit until this process sees it in the file that another one keeps."""
    path.unlink()
    environment = dict(os.environ) | {"POOL_FILE": str(path)}
    writer = Process("pool writer", [sys.executable, *services.pool_writer()], env=environment)
    writer.start()
    try:
        wait_until(path.exists, seconds=120, what="The file")
        time.sleep(1)
        file, waited, turn = PoolFile(path), [], random.Random(1)
        records = file.arrays["record"]["exposures_30d"]
        for _ in range(EDITS):
            row = turn.randrange(count)
            before = int(records[row])
            note_exposure([int(file.arrays["cto_id"][row])])
            began = time.perf_counter()
            while int(records[row]) == before:
                if time.perf_counter() - began > 10:
                    raise SystemExit("a commit never came")
            waited.append(time.perf_counter() - began)
    finally:
        stop_all([writer])
    return {
        "fresh_ms_p50": _ms(measure.percentile(waited, 50)),
        "fresh_ms_p99": _ms(measure.percentile(waited, 99)),
    }


def _explanation(pool: Pool, requests: list[Request]) -> measure.Figures:
    """Every part of both sides of fifty, again."""
    spent = []
    for request in requests[:50]:
        order = rank(pool, request, limit=SHOWN)
        some = pool.take(order.rows)
        spent.append(min(_seconds(lambda: score(some, request, order.openings, V1)) for _ in range(3)))  # noqa: B023  called here
    return {"explain_ms": _ms(median(spent))}


def _one_cto(pool: Pool) -> measure.Figures:
    needs = Requests.of(market.requests(OPEN_NEEDS))
    spent = [min(_seconds(lambda: needs_of(pool.take([row]), needs)) for _ in range(3)) for row in range(100)]  # noqa: B023  called here
    return {"reverse_ms": _ms(median(spent))}


def _seconds(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 3)


def _ratio(slow: list[float], quick: list[float]) -> float:
    """Of each need its own ratio, then the middle one."""
    return round(median(one / other for one, other in zip(slow, quick, strict=False)), 1)


if __name__ == "__main__":
    sys.exit(main())
