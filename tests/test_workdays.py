"""Promises are counted in French working days and end with their day in Paris."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fractional import workdays
from fractional.workdays import add_working_days, end_of_day, is_working_day, working_days_between

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "n", "reached"),
    [
        (date(2026, 11, 18), 5, date(2026, 11, 25)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # a Saturday
        (date(2026, 11, 10), 1, date(2026, 11, 12)),  # 11 November
        (date(2026, 12, 24), 2, date(2026, 12, 29)),  # Christmas on a Friday
        (date(2027, 5, 14), 1, date(2027, 5, 18)),  # Whit Monday
        (date(2026, 11, 25), -5, date(2026, 11, 18)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_a_turn_ends_after_its_working_days(day: date, n: int, reached: date) -> None:
    assert add_working_days(day, n) == reached


@pytest.mark.parametrize(("year", "days"), [(2026, 252), (2027, 254), (2028, 251)])
def test_a_year_has_as_many_working_days_as_the_reference_counts(year: int, days: int) -> None:
    assert working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == days


def test_each_month_of_2027_has_as_many_working_days_as_the_reference_counts() -> None:
    ends = [date(2027, month, 1) - timedelta(days=1) for month in range(1, 13)] + [date(2027, 12, 31)]
    counts = [working_days_between(start, end) for start, end in pairwise(ends)]
    assert counts == [20, 20, 22, 22, 19, 22, 21, 22, 22, 21, 20, 23]


@given(DAYS, st.integers(1, 40))
def test_counting_undoes_adding(day: date, n: int) -> None:
    reached = add_working_days(day, n)
    assert is_working_day(reached)
    assert working_days_between(day, reached) == n


@given(DAYS, st.integers(1, 40))
def test_going_back_from_a_working_day_undoes_adding(day: date, n: int) -> None:
    start = add_working_days(day, 1)
    assert add_working_days(add_working_days(start, n), -n) == start


@given(DAYS)
def test_the_next_monday_is_after_the_day_and_within_a_week(day: date) -> None:
    monday = workdays.next_monday(day)
    assert monday.weekday() == workdays.monday_of(day).weekday() == 0
    assert timedelta(0) < monday - day <= timedelta(days=7)
    assert workdays.monday_of(day) <= day


def test_a_moment_ends_with_the_last_second_of_its_day_in_paris() -> None:
    late = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)  # already Thursday in Paris
    assert add_working_days(late, 5) == end_of_day(date(2026, 11, 26))
    assert end_of_day(date(2027, 3, 28)).isoformat() == "2027-03-28T23:59:59+02:00"


def test_a_moment_is_no_day() -> None:
    with pytest.raises(TypeError):
        is_working_day(datetime(2026, 11, 23, tzinfo=UTC))
