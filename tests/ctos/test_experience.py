"""Months of full-time CTO: computed from dated roles, by day, overlaps counted once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fractional.ctos.experience import days_covered, full_time_months, months
from fractional.ctos.models import Post

TODAY = date(2026, 11, 23)


def held(first: date, last: date | None, title: str = Post.Title.CTO, *, full_time: bool = True) -> Post:
    return Post(title=title, full_time=full_time, started_on=first, ended_on=last)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2019, 1, 1), date(2019, 12, 31), 12),
        (date(2019, 1, 1), date(2019, 6, 30), 6),
        (date(2019, 2, 1), date(2019, 2, 28), 1),
        (date(2019, 1, 1), date(2019, 1, 14), 0),
        (date(2015, 1, 1), date(2024, 12, 31), 120),
        (date(2025, 11, 24), None, 12),
    ],
)
def test_a_role_counts_its_calendar_months(first, last, expected):
    assert full_time_months([held(first, last)], TODAY) == expected


def test_two_roles_at_once_count_once():
    both = [held(date(2019, 1, 1), date(2020, 12, 31)), held(date(2020, 1, 1), date(2021, 12, 31))]
    assert full_time_months(both, TODAY) == 36


def test_a_gap_counts_nothing():
    apart = [held(date(2016, 1, 1), date(2016, 12, 31)), held(date(2019, 1, 1), date(2019, 12, 31))]
    assert full_time_months(apart, TODAY) == 24


@pytest.mark.parametrize("title", sorted(set(Post.Title) - set(Post.CTO_TITLES)))
def test_only_a_cto_title_counts(title):
    assert full_time_months([held(date(2010, 1, 1), date(2020, 1, 1), title)], TODAY) == 0


def test_a_part_time_role_does_not_count():
    assert full_time_months([held(date(2010, 1, 1), date(2020, 1, 1), full_time=False)], TODAY) == 0


def test_a_role_that_has_not_begun_does_not_count_yet():
    assert full_time_months([held(TODAY + timedelta(days=1), None)], TODAY) == 0


def test_an_end_in_the_future_counts_until_today():
    assert full_time_months([held(date(2025, 11, 24), date(2028, 1, 1))], TODAY) == 12


days = st.dates(date(1995, 1, 1), date(2030, 1, 1))
periods = st.lists(st.tuples(days, days).map(sorted).map(tuple), max_size=8)


@given(periods)
def test_covered_days_are_those_a_day_by_day_walk_counts(drawn):
    walked = {first + timedelta(days=n) for first, last in drawn for n in range((last - first).days + 1)}
    assert days_covered(drawn) == len(walked)


@given(periods, st.randoms())
def test_the_order_of_roles_changes_nothing(drawn, rng):
    shuffled = drawn[:]
    rng.shuffle(shuffled)
    assert days_covered(shuffled) == days_covered(drawn)


@given(st.lists(st.tuples(days, days).map(sorted).map(tuple), min_size=1, max_size=8))
def test_one_more_role_never_takes_experience_away(drawn):
    posts = [held(first, last) for first, last in drawn]
    assert full_time_months(posts[1:], TODAY) <= full_time_months(posts, TODAY)


@given(days, st.integers(1, 400), st.integers(1, 400))
def test_a_role_told_in_two_parts_counts_as_one(first, one, two):
    cut, last = first + timedelta(days=one), first + timedelta(days=one + two)
    whole = full_time_months([held(first, last)], date(2035, 1, 1))
    parts = [held(first, cut), held(cut + timedelta(days=1), last)]
    assert full_time_months(parts, date(2035, 1, 1)) == whole


@given(st.integers(0, 20_000), st.integers(0, 400))
def test_more_days_never_say_fewer_months(few, more):
    assert 0 <= months(few) <= months(few + more)
