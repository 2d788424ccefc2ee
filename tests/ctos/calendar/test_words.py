"""The words that matching reads agree with a walk through the calendar, day after day."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from fractional.ctos.calendar.models import HALF_DAYS
from fractional.ctos.calendar.words import (
    WEEKS,
    Held,
    Limits,
    Load,
    free_half_days,
    loads,
    room,
    weeks_between,
    words,
)

MONDAY = date(2026, 11, 23)


def bit(word: int, week: int) -> bool:
    return bool(word >> week & 1)  # Python keeps the sign for ever: bit 63 of a negative number is 1


def days_of(week: int) -> list[date]:
    return [MONDAY + timedelta(weeks=week, days=n) for n in range(7)]


def holds_on(hold: Held, day: date) -> bool:
    return (hold.first is None or hold.first <= day) and (hold.until is None or day < hold.until)


def held_in_week(holds: list[Held], week: int) -> list[Held]:
    return [hold for hold in holds if any(holds_on(hold, day) for day in days_of(week))]


@st.composite
def a_hold(draw) -> Held:
    start = MONDAY + timedelta(days=draw(st.integers(-100, WEEKS * 7 + 60)))
    until = start + timedelta(days=draw(st.integers(1, 500)))
    kind = draw(st.sampled_from(["closed", "external", "mission"]))
    if kind == "closed" and draw(st.booleans()):
        start = None
    if kind != "mission" and draw(st.booleans()):
        until = None
    holder = f"{kind}:{draw(st.integers(1, 4))}"
    return Held(draw(st.sampled_from(HALF_DAYS)), start, until, kind, holder)


calendars = st.lists(a_hold(), max_size=14)
limits = st.builds(Limits, st.integers(1, 6), st.integers(1, 10))


@settings(max_examples=150)
@given(calendars, limits)
def test_words_agree_with_a_walk_day_by_day(holds, limits):
    free, rooms = words(holds, limits, MONDAY)
    for week in range(WEEKS):
        held = held_in_week(holds, week)
        sold = {hold.half_day for hold in held if hold.kind != "closed"}
        missions = {hold.holder for hold in held if hold.kind == "mission"}
        left = 0 if len(missions) >= limits.missions else max(0, limits.half_days - len(sold))
        assert [bit(word, week) for word in free] == [
            half_day not in {hold.half_day for hold in held} for half_day in HALF_DAYS
        ]
        assert [bit(word, week) for word in rooms] == [left >= k for k in range(1, 11)]


@given(calendars, limits)
def test_words_fit_a_signed_column(holds, limits):
    free, rooms = words(holds, limits, MONDAY)
    assert len(free) == len(rooms) == 10
    assert all(-(2**63) <= word < 2**63 for word in free + rooms)


@given(calendars, limits)
def test_room_for_more_is_room_for_less(holds, limits):
    _free, rooms = words(holds, limits, MONDAY)
    assert all(more & ~less == 0 for less, more in pairwise(rooms))


@given(calendars, st.integers(0, 300), st.integers(1, 300))
def test_a_half_day_free_throughout_is_free_every_day(holds, start, length):
    first = MONDAY + timedelta(days=start)
    until = first + timedelta(days=length)
    days = [first + timedelta(days=n) for n in range(length)]
    assert free_half_days(holds, first, until) == [
        half_day
        for half_day in HALF_DAYS
        if not any(holds_on(hold, day) for hold in holds if hold.half_day == half_day for day in days)
    ]


def test_an_empty_calendar_is_all_free_up_to_the_limit():
    free, rooms = words([], Limits(missions=2, half_days=3), MONDAY)
    assert free == [-1] * 10
    assert rooms == [-1] * 3 + [0] * 7


def test_a_client_found_elsewhere_takes_half_days_but_no_mission():
    outside = [
        Held(2, MONDAY, None, "external", "external:a"),
        Held(3, MONDAY, None, "external", "external:a"),
    ]
    assert loads(outside, MONDAY, 1) == [Load(missions=0, half_days=2)]
    assert room(Load(missions=0, half_days=2), Limits(missions=1, half_days=6)) == 4


def test_every_mission_taken_leaves_no_room_even_with_days_left():
    assert room(Load(missions=2, half_days=2), Limits(missions=2, half_days=8)) == 0


def test_two_half_days_of_one_mission_are_one_mission():
    both = [Held(h, MONDAY, MONDAY + timedelta(days=7), "mission", "mission:1") for h in (2, 3)]
    assert loads(both, MONDAY, 2) == [Load(missions=1, half_days=2), Load(missions=0, half_days=0)]


def test_a_week_begun_counts_as_a_week():
    assert weeks_between(MONDAY, MONDAY + timedelta(days=1)) == 1
    assert weeks_between(MONDAY, MONDAY + timedelta(days=7)) == 1
    assert weeks_between(MONDAY, MONDAY + timedelta(days=8)) == 2
