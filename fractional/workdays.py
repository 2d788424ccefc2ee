"""French working days: Monday to Friday without the public holidays of metropolitan France.

Promises are counted in them (« au plus tard mercredi 25 novembre »), and end with that day in Paris.
"""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import overload

import holidays

from fractional.clock import PARIS

ONE_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Monday to Friday and not a public holiday."""
    if isinstance(day, datetime):
        raise TypeError("A working day is a date: take the date in Paris first.")
    return day.weekday() < 5 and day not in public_holidays(day.year)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> dict[date, str]:
    """The public holidays of metropolitan France in that year, with their French names."""
    return dict(holidays.country_holidays("FR", years=year, language="fr"))


@overload
def add_working_days(day: datetime, n: int) -> datetime: ...
@overload
def add_working_days(day: date, n: int) -> date: ...
def add_working_days(day, n):
    """The n-th working day after `day` (before it when n is negative), of the same type.

    A datetime is read in Paris and gives the last second of the day reached: a turn ends with its day.
    """
    if isinstance(day, datetime):
        return end_of_day(add_working_days(day.astimezone(PARIS).date(), n))
    step = ONE_DAY if n > 0 else -ONE_DAY
    left = abs(n)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start`, up to and with `end`; so 0 on the same day.

    The inverse of `add_working_days`: 5 working days lie between a day and the fifth working day after it.
    """
    return sum(is_working_day(start + ONE_DAY * i) for i in range(1, (end - start).days + 1))


def end_of_day(day: date) -> datetime:
    """The last second of that day in Paris."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=PARIS)


def monday_of(day: date) -> date:
    """The Monday of that day's week."""
    return day - ONE_DAY * day.weekday()


def next_monday(day: date) -> date:
    """The Monday after that day, never the day itself."""
    return monday_of(day) + ONE_DAY * 7


def last_day(first: date, months: int) -> date:
    """The last day, included, of so many calendar months: from 30 November, six months end on 29 May."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    day = min(first.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)


WEEKS_PER_MONTH_X100 = 433
"""A month counts 4.33 weeks, as French day rates do."""


def half_days_a_week(days_per_month: int) -> int:
    """Half-days a week that a monthly rhythm books: ceil(2n / 4.33); 3 days a month are 2 half-days a week."""
    return -(-200 * days_per_month // WEEKS_PER_MONTH_X100)
