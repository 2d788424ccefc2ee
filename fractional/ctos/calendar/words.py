"""The calendar of a CTO as bits, one per week: what matching reads of it.

A *word* is 64 weeks from a Monday on, bit 0 being that Monday's week. A half-day is free in a week when
nothing holds it on any of the seven days: a mission may then begin or end on any of them.

Two limits of the CTO bind on top (article row 16): so many missions at once, so many half-days in all.
A client found elsewhere takes half-days out of the second limit but is not one of the missions of the
first: that number is what a CTO says about missions found here.

Everything here is a pure function of periods and limits; nothing asks the database.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from fractional.ctos.calendar.models import HALF_DAYS, Hold

WEEKS = 64


class Held(NamedTuple):
    """A half-day held over ``[first, until)``; None is an end that is not known."""

    half_day: int
    first: date | None
    until: date | None
    kind: str
    holder: str = ""

    def touches(self, first: date | None, until: date | None) -> bool:
        """Whether it holds at least one day of ``[first, until)``."""
        begins = self.first is None or until is None or self.first < until
        return begins and (self.until is None or first is None or self.until > first)


class Limits(NamedTuple):
    """What a CTO takes on at most in any one week."""

    missions: int
    half_days: int


class Load(NamedTuple):
    """What a CTO already does in one week."""

    missions: int
    half_days: int


def words(holds: Sequence[Held], limits: Limits, week_zero: date) -> tuple[list[int], list[int]]:
    """Ten words of free half-days and ten of room, as signed 64-bit integers.

    ``free[h]`` bit w: half-day h is free in week w. ``room[k - 1]`` bit w: the limits let k more half-days
    be sold in week w; no bit where every mission is taken.
    """
    left = [room(load, limits) for load in loads(holds, week_zero, WEEKS)]
    free = [~held for held in _held_weeks(holds, week_zero, WEEKS)]
    rooms = [sum(1 << week for week, count in enumerate(left) if count >= k) for k in range(1, 11)]
    return [_signed(word) for word in free], [_signed(word) for word in rooms]


def loads(holds: Iterable[Held], week_zero: date, weeks: int) -> list[Load]:
    """Missions and half-days taken, week by week. Closed half-days take nothing."""
    sold = [0] * len(HALF_DAYS)
    missions: dict[str, int] = {}
    for hold in holds:
        if hold.kind == Hold.Kind.CLOSED:
            continue
        span = _span(hold, week_zero, weeks)
        sold[hold.half_day] |= span
        if hold.kind == Hold.Kind.MISSION:
            missions[hold.holder] = missions.get(hold.holder, 0) | span
    return [Load(_count(missions.values(), week), _count(sold, week)) for week in range(weeks)]


def room(load: Load, limits: Limits) -> int:
    """How many more half-days the limits let a CTO sell in a week of that load."""
    if load.missions >= limits.missions:
        return 0
    return max(0, limits.half_days - load.half_days)


def free_half_days(holds: Iterable[Held], first: date, until: date) -> list[int]:
    """The half-days that nothing holds on any day of ``[first, until)``."""
    taken = {hold.half_day for hold in holds if hold.touches(first, until)}
    return [half_day for half_day in HALF_DAYS if half_day not in taken]


def weeks_between(first: date, until: date) -> int:
    """Weeks of which ``[first, until)`` holds at least one day; `first` is a Monday."""
    return -(-(until - first).days // 7)


def _held_weeks(holds: Iterable[Held], week_zero: date, weeks: int) -> list[int]:
    held = [0] * len(HALF_DAYS)
    for hold in holds:
        held[hold.half_day] |= _span(hold, week_zero, weeks)
    return held


def _span(hold: Held, week_zero: date, weeks: int) -> int:
    """The bits of the weeks that a hold touches."""
    start = 0 if hold.first is None else max(0, (hold.first - week_zero).days // 7)
    end = weeks if hold.until is None else min(weeks, weeks_between(week_zero, hold.until))
    return (1 << end) - (1 << start) if end > start else 0


def _count(words: Iterable[int], week: int) -> int:
    return sum(word >> week & 1 for word in words)


def _signed(word: int) -> int:
    """The low 64 bits, read as PostgreSQL and numpy read a signed integer."""
    word &= (1 << WEEKS) - 1
    return word - (1 << WEEKS) if word >> (WEEKS - 1) else word
