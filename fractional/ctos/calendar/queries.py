"""What the calendar's pure functions read: rows as periods, rules as limits."""

from collections.abc import Iterable
from datetime import date

from fractional.ctos.calendar.models import Hold
from fractional.ctos.calendar.words import Held, Limits
from fractional.ctos.models import Cto


def limits_of(cto: Cto) -> Limits:
    return Limits(missions=cto.max_missions, half_days=cto.max_half_days_in_all)


def as_held(rows: Iterable[Hold]) -> list[Held]:
    return [Held(row.half_day, row.period.lower, row.period.upper, row.kind, row.holder) for row in rows]


def held_by(cto: Cto, *, since: date | None = None, until: date | None = None) -> list[Held]:
    """What holds the half-days of this CTO on any day of ``[since, until)``; without bounds, ever."""
    return as_held(cto.holds.filter(period__overlap=(since, until)))
