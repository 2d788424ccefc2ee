"""Writes to the half-days: what is booked, what is refused, and in which words."""

from datetime import date, datetime, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import translation

from fractional import clock
from fractional.ctos.calendar.actions import book_mission, hold_external, release, set_week
from fractional.ctos.calendar.models import Hold
from fractional.ctos.calendar.queries import held_by
from fractional.ctos.calendar.week import Step
from fractional.ctos.calendar.words import free_half_days
from fractional.ctos.signals import cto_changed
from fractional.errors import Conflict
from fractional.history.models import Event
from tests.ctos.factories import a_cto

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)
JANUARY = date(2027, 1, 4)
JULY = date(2027, 7, 1)
TUESDAY, THURSDAY = [2, 3], [6, 7]


@pytest.fixture(autouse=True)
def a_monday():
    with clock.standing_at(datetime(2026, 11, 23, 9, 0, tzinfo=clock.PARIS)):
        yield


@pytest.fixture
def heard():
    told = []

    def listen(cto, **_):
        told.append(cto.pk)

    cto_changed.connect(listen)
    yield told
    cto_changed.disconnect(listen)


def open_week(cto, half_days=(*TUESDAY, *THURSDAY), **kwargs):
    set_week(cto=cto, steps=[Step(MONDAY, list(half_days), **kwargs)], by=cto.user)


def book(cto, half_days=TUESDAY, first=JANUARY, until=JULY, number=1):
    return book_mission(cto=cto, half_days=half_days, first=first, until=until, holder=f"mission:{number}")


def test_a_mission_takes_its_half_days_until_its_last_day():
    cto = a_cto()
    open_week(cto)
    book(cto)
    assert {(h.half_day, h.period) for h in cto.holds.sold()} == {
        (h, DateRange(JANUARY, JULY)) for h in TUESDAY
    }
    assert free_half_days(held_by(cto), JANUARY, JULY) == THURSDAY
    assert free_half_days(held_by(cto), JULY, JULY + timedelta(days=30)) == [*TUESDAY, *THURSDAY]


def test_a_half_day_taken_meanwhile_is_refused_with_its_name_and_its_end():
    cto = a_cto()
    open_week(cto)
    book(cto)
    with pytest.raises(Conflict) as refusal:
        book(cto, number=2)
    assert str(refusal.value) == (
        "Votre mardi vient d’être engagé jusqu’au 30 juin 2027. "
        "Rien n’a été enregistré : choisissez un autre jour."
    )
    assert cto.holds.sold().count() == 2


def test_several_days_taken_are_all_named():
    cto = a_cto()
    open_week(cto)
    book(cto, [2, 6, 7])
    with pytest.raises(
        Conflict, match="Vos mardi matin et jeudi viennent d’être engagés jusqu’au 30 juin 2027"
    ):
        book(cto, [*TUESDAY, *THURSDAY], number=2)


def test_the_refusal_speaks_the_readers_language():
    cto = a_cto()
    open_week(cto)
    book(cto)
    with translation.override("en"), pytest.raises(Conflict, match="30 June 2027"):
        book(cto, number=2)


def test_a_closed_half_day_is_not_sold():
    cto = a_cto()
    open_week(cto)
    with pytest.raises(Conflict, match="Votre lundi est fermé dans votre semaine"):
        book(cto, [0, 1])


def test_a_protected_half_day_is_not_sold():
    cto = a_cto()
    open_week(cto, TUESDAY, protected=THURSDAY)
    with pytest.raises(Conflict, match="Votre jeudi est fermé"):
        book(cto, THURSDAY)


def test_days_from_january_only_are_not_sold_before():
    cto = a_cto()
    set_week(cto=cto, steps=[Step(JANUARY, TUESDAY)], by=cto.user)
    with pytest.raises(Conflict, match="Votre mardi est fermé"):
        book(cto, first=MONDAY)
    book(cto)


def test_one_mission_too_many_is_refused_though_days_remain():
    cto = a_cto(max_missions=1, max_half_days_in_all=8)
    open_week(cto)
    book(cto)
    with pytest.raises(Conflict, match="Vous avez déjà 1 mission sur cette période"):
        book(cto, THURSDAY, number=2)


def test_half_a_day_too_much_is_refused_though_a_mission_remains():
    cto = a_cto(max_missions=2, max_half_days_in_all=3)
    open_week(cto)
    book(cto)
    with pytest.raises(Conflict, match="dépasserait votre limite de 1,5 jour par semaine"):
        book(cto, THURSDAY, number=2)
    book(cto, [6], number=2)


def test_missions_that_follow_one_another_do_not_add_up():
    cto = a_cto(max_missions=1)
    open_week(cto)
    book(cto, until=date(2027, 3, 1))
    book(cto, first=date(2027, 3, 1), number=2)


def test_a_client_found_elsewhere_uses_days_but_no_mission():
    cto = a_cto(max_missions=1, max_half_days_in_all=3)
    open_week(cto)
    hold_external(cto=cto, half_days=TUESDAY, first=JANUARY, until=None, label="Fonderie", by=cto.user)
    with pytest.raises(Conflict, match="dépasserait votre limite"):
        book(cto, THURSDAY)
    book(cto, [6])


def test_an_outside_client_without_an_end_is_named_without_a_date():
    cto = a_cto()
    open_week(cto)
    hold_external(cto=cto, half_days=TUESDAY, first=JANUARY, until=None, label="Fonderie", by=cto.user)
    with pytest.raises(Conflict, match=r"Votre mardi vient d’être engagé\. Rien"):
        book(cto)


def test_an_outside_client_cannot_take_a_sold_half_day():
    cto = a_cto()
    open_week(cto)
    book(cto)
    with pytest.raises(Conflict, match="Votre mardi matin vient d’être engagé jusqu’au 30 juin 2027"):
        hold_external(cto=cto, half_days=[2], first=MONDAY, until=None, label="Fonderie", by=cto.user)


def test_an_engaged_half_day_stays_open():
    cto = a_cto()
    open_week(cto)
    book(cto)
    with pytest.raises(Conflict) as refusal:
        open_week(cto, THURSDAY)
    assert str(refusal.value) == (
        "Votre mardi est engagé jusqu’au 30 juin 2027 : gardez-le ouvert jusque-là. Rien n’a été enregistré."
    )
    assert free_half_days(held_by(cto), MONDAY, JANUARY) == [*TUESDAY, *THURSDAY]


def test_an_engaged_half_day_may_close_once_its_mission_is_over():
    cto = a_cto()
    open_week(cto)
    book(cto)
    after = date(2027, 7, 5)
    steps = [Step(MONDAY, [*TUESDAY, *THURSDAY]), Step(after, THURSDAY)]
    set_week(cto=cto, steps=steps, by=cto.user)
    assert free_half_days(held_by(cto), after, after + timedelta(days=7)) == THURSDAY


def test_a_mission_that_is_over_never_hinders_a_new_week():
    cto = a_cto()
    open_week(cto)
    book(cto, first=MONDAY, until=date(2026, 12, 3))
    with clock.standing_at(datetime(2026, 12, 3, 9, 0, tzinfo=clock.PARIS)):
        set_week(cto=cto, steps=[Step(date(2026, 11, 30), THURSDAY)], by=cto.user)
    assert cto.holds.sold().count() == 2


def test_release_gives_everything_back():
    cto = a_cto()
    open_week(cto)
    book(cto)
    release(cto=cto, holder="mission:1")
    book(cto, number=2)


def test_release_from_a_day_on_keeps_what_was_worked():
    cto = a_cto()
    open_week(cto)
    book(cto)
    release(cto=cto, holder="mission:1", from_on=date(2027, 3, 1))
    assert {h.period for h in cto.holds.sold()} == {DateRange(JANUARY, date(2027, 3, 1))}


def test_release_never_opens_the_week():
    cto = a_cto()
    open_week(cto)
    release(cto=cto, holder="week")
    assert cto.holds.filter(kind=Hold.Kind.CLOSED).count() == 6


def test_every_write_is_told_and_written_down(heard):
    cto = a_cto()
    open_week(cto)
    book(cto)
    holder = hold_external(cto=cto, half_days=[6], first=JANUARY, until=None, label="Fonderie", by=cto.user)
    release(cto=cto, holder=holder, by=cto.user)
    assert heard == [cto.pk] * 4
    events = Event.objects.of("cto", cto.pk).values_list("event", flat=True)
    assert list(events) == ["week_set", "half_days_booked", "half_days_held", "half_days_released"]


def test_the_private_name_of_a_client_is_not_in_history():
    cto = a_cto()
    open_week(cto)
    hold_external(cto=cto, half_days=[6], first=JANUARY, until=None, label="Fonderie", by=cto.user)
    assert "Fonderie" not in str(list(Event.objects.values_list("facts", flat=True)))
