"""Many last yeses at once, each on a connection of its own, for fewer half-days than are asked.

python -m fractional.local exec python -m tests.ctos.calendar.race --calls 1000 --connections 20
"""

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

import django
from django.test.utils import setup_databases, teardown_databases

WEEKS = 26
SEED = 20

# Half-days open, missions and half-days at most: what binds is the week, the missions, the half-days in turn.
PROFILES = [(3, 6, 10), (8, 2, 10), (8, 6, 5)]


@dataclass(frozen=True)
class Result:
    calls: int
    connections: int
    seconds: float
    fit: int
    """Bookings that the calendars can hold, known beforehand."""
    booked: int
    refused: int
    failed: list[str]
    """What ended neither booked nor in a clear refusal."""
    oversold: int
    """Weeks of CTOs with a half-day sold twice, a mission or a half-day too many."""

    @property
    def per_second(self) -> float:
        return self.calls / self.seconds


def race(*, calls: int, connections: int, ctos: int = 30) -> Result:
    """Call ``book_mission`` so many times at once, one half-day each, every half-day asked for many times."""
    from fractional.ctos.calendar.actions import book_mission
    from fractional.errors import Conflict

    first = _next_month()
    until = first + timedelta(weeks=WEEKS)
    people = [_a_cto(*PROFILES[n % len(PROFILES)]) for n in range(ctos)]
    asked = [(people[n % ctos], n // ctos % 8, f"mission:{n}") for n in range(calls)]
    random.Random(SEED).shuffle(asked)

    def confirm(call) -> str:
        cto, half_day, holder = call
        try:
            book_mission(cto=cto, half_days=[half_day], first=first, until=until, holder=holder)
        except Conflict:
            return "refused"
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        return "booked"

    with _threads(connections) as pool:
        start = time.perf_counter()
        answers = Counter(pool.map(confirm, asked))
        seconds = time.perf_counter() - start
    return Result(
        calls=calls,
        connections=connections,
        seconds=seconds,
        fit=_that_fit(asked),
        booked=answers.pop("booked", 0),
        refused=answers.pop("refused", 0),
        failed=list(answers),
        oversold=sum(_oversold(cto, first) for cto in people),
    )


def _next_month() -> date:
    from fractional import clock
    from fractional.workdays import monday_of

    return monday_of(clock.today()) + timedelta(weeks=5)


def _a_cto(open_half_days: int, missions: int, half_days: int):
    from fractional import clock
    from fractional.ctos.calendar.actions import set_week
    from fractional.ctos.calendar.week import Step
    from fractional.workdays import monday_of
    from tests.ctos.factories import a_cto

    cto = a_cto(max_missions=missions, max_half_days_in_all=half_days)
    step = Step(monday_of(clock.today()), range(open_half_days))
    set_week(cto=cto, steps=[step], by=cto.user)
    return cto


def _that_fit(asked) -> int:
    per_cto: dict[int, set[int]] = {}
    limits = {}
    for cto, half_day, _holder in asked:
        opened = {half for half in range(10) if not cto.holds.filter(kind="closed", half_day=half).exists()}
        per_cto.setdefault(cto.pk, set()).update({half_day} & opened)
        limits[cto.pk] = min(cto.max_missions, cto.max_half_days_in_all)
    return sum(min(len(half_days), limits[pk]) for pk, half_days in per_cto.items())


def _oversold(cto, first: date) -> int:
    """Counted from the rows, week by week, by other means than the code under test."""
    bad = 0
    for week in range(WEEKS):
        day = first + timedelta(weeks=week)
        rows = list(cto.holds.filter(period__contains=day))
        sold = [row for row in rows if row.kind == "mission"]
        twice = len({row.half_day for row in rows}) < len(rows)
        missions = len({row.holder for row in sold})
        bad += twice or missions > cto.max_missions or len(sold) > cto.max_half_days_in_all
    return bad


@contextmanager
def _threads(connections: int) -> Iterator[ThreadPoolExecutor]:
    """A pool whose every thread opens one connection, closed at the end."""
    from django.db import connection

    with ThreadPoolExecutor(connections) as pool:
        yield pool
        list(pool.map(lambda _: (time.sleep(0.01), connection.close()), range(connections * 4)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--connections", type=int, default=20)
    arguments = parser.parse_args()

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fractional.settings")
    django.setup()
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        result = race(calls=arguments.calls, connections=arguments.connections)
    finally:
        teardown_databases(databases, verbosity=0)
    sys.stdout.write(
        f"{result.calls} confirmations on {result.connections} connections in {result.seconds:.1f} s "
        f"({result.per_second:.0f} a second)\n"
        f"booked {result.booked} of {result.fit} that fit, refused {result.refused}, "
        f"failed {len(result.failed)}, oversold {result.oversold}\n"
    )
    sys.stderr.writelines(f"  {failure}\n" for failure in result.failed[:5])
    return bool(result.oversold or result.failed or result.booked != result.fit)


if __name__ == "__main__":
    raise SystemExit(main())
