"""The week strip and its dated steps, turned into what is closed."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fractional.ctos.calendar.models import HALF_DAYS
from fractional.ctos.calendar.week import BadWeek, Step, checked, closed_periods

MONDAY = date(2026, 11, 23)
JANUARY = date(2027, 1, 4)


@st.composite
def strips(draw) -> list[Step]:
    mondays = draw(st.sets(st.integers(-30, 60), min_size=1, max_size=4))
    subsets = st.sets(st.sampled_from(HALF_DAYS), max_size=10)
    return [Step(MONDAY + timedelta(weeks=n), sorted(draw(subsets))) for n in sorted(mondays)]


@given(strips(), st.integers(0, 6))
def test_closed_is_what_the_step_in_force_leaves_shut(steps, weekday):
    since = MONDAY + timedelta(days=weekday)
    periods = closed_periods(steps, since)
    for n in range(0, 70 * 7, 3):
        day = since + timedelta(days=n)
        begun = [step for step in steps if step.from_on <= day]
        open_now = set(begun[-1].open) if begun else set()
        closed_now = {
            half for half, first, until in periods if first <= day and (until is None or day < until)
        }
        assert closed_now == set(HALF_DAYS) - open_now


@given(strips())
def test_closed_periods_of_one_half_day_never_touch(steps):
    for half_day in HALF_DAYS:
        mine = sorted(p[1:] for p in closed_periods(steps, MONDAY) if p[0] == half_day)
        for (_first, until), (then, _end) in pairwise(mine):
            assert until is not None
            assert until < then


def test_days_from_january_only_are_closed_until_then():
    periods = closed_periods([Step(JANUARY, [2, 3])], MONDAY)
    assert (2, MONDAY, JANUARY) in periods
    assert (0, MONDAY, None) in periods


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([], "Ouvrez au moins une demi-journée."),
        ([Step(MONDAY, [])], "Ouvrez au moins une demi-journée."),
        ([Step(MONDAY + timedelta(days=1), [2])], "Une étape commence un lundi."),
        ([Step(MONDAY, [10])], "Cette demi-journée n’existe pas."),
        ([Step(MONDAY, [2]), Step(MONDAY, [3])], "Deux étapes commencent le même lundi."),
        ([Step(MONDAY, [2], [2])], "Une demi-journée protégée n’est jamais proposée"),
        ([Step(MONDAY + timedelta(weeks=n), [2]) for n in range(5)], "Quatre étapes suffisent"),
    ],
)
def test_a_strip_that_makes_no_sense_is_refused_in_words(steps, message):
    with pytest.raises(BadWeek, match=message):
        checked(steps)
