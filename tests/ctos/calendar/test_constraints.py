"""What the database itself refuses about half-days, whoever writes to it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from fractional.ctos.calendar.models import Hold, WeekStep
from tests.ctos.factories import a_cto

pytestmark = pytest.mark.django_db

SPRING = DateRange(date(2027, 1, 4), date(2027, 7, 1))


def refused(name: str, write) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


def hold(cto, kind="mission", half_day=2, period=SPRING, holder="mission:1"):
    return Hold.objects.create(cto=cto, half_day=half_day, period=period, kind=kind, holder=holder)


@pytest.mark.parametrize("first", ["closed", "external", "mission"])
@pytest.mark.parametrize("second", ["closed", "external", "mission"])
def test_no_half_day_is_held_twice_whatever_holds_it(first, second):
    cto = a_cto()
    hold(cto, first)
    refused("half_day_held_once", lambda: hold(cto, second, holder="mission:2"))


def test_closing_a_sold_half_day_is_refused():
    cto = a_cto()
    hold(cto, "mission")
    refused("half_day_held_once", lambda: hold(cto, "closed", period=DateRange(date(2026, 1, 1), None)))


def test_selling_a_closed_half_day_is_refused():
    cto = a_cto()
    hold(cto, "closed", period=DateRange(None, None))
    refused("half_day_held_once", lambda: hold(cto, "mission"))


def test_a_half_day_may_follow_another_without_a_gap():
    cto = a_cto()
    hold(cto)
    hold(cto, period=DateRange(date(2027, 7, 1), date(2027, 9, 1)), holder="mission:2")


def test_other_half_days_and_other_people_are_free():
    cto = a_cto()
    hold(cto)
    hold(cto, half_day=3)
    hold(a_cto())


def test_an_empty_period_is_refused():
    same = date(2027, 1, 4)
    refused("hold_period_not_empty", lambda: hold(a_cto(), "closed", period=DateRange(same, same)))


def test_the_week_has_ten_half_days():
    refused("hold_half_day_known", lambda: hold(a_cto(), half_day=10))


def test_a_hold_has_a_known_kind():
    refused("hold_kind_known", lambda: hold(a_cto(), kind="holiday"))


@pytest.mark.parametrize("kind", ["mission", "external"])
def test_what_is_sold_begins_on_a_date(kind):
    refused("hold_sold_from_a_date", lambda: hold(a_cto(), kind, period=DateRange(None, date(2027, 7, 1))))


def test_a_mission_ends():
    refused("hold_mission_ends", lambda: hold(a_cto(), period=DateRange(date(2027, 1, 4), None)))


def step(cto, from_on=date(2027, 1, 4), **half_days):
    return WeekStep.objects.create(cto=cto, from_on=from_on, **half_days)


def test_a_step_begins_on_a_monday():
    refused("week_step_from_a_monday", lambda: step(a_cto(), date(2027, 1, 5), open=[2]))


def test_two_steps_never_begin_the_same_week():
    cto = a_cto()
    step(cto, open=[2])
    refused("week_step_once_a_week", lambda: step(cto, open=[3]))


@pytest.mark.parametrize("field", ["open", "protected"])
def test_a_step_knows_ten_half_days(field):
    refused("week_step_half_days_known", lambda: step(a_cto(), **{field: [10]}))


def test_a_protected_half_day_is_never_open():
    refused("week_step_protected_is_not_open", lambda: step(a_cto(), open=[2, 3], protected=[3]))
