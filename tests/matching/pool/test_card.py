"""A card is written with the change it tells of, and never tells of anybody who is not verified."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from fractional import clock
from fractional.companies.models import Member
from fractional.ctos import actions as cto_actions
from fractional.ctos.calendar.actions import book_mission, hold_external
from fractional.ctos.models import Cto, RefusedCompany
from fractional.ctos.signals import cto_changed
from fractional.workdays import monday_of, next_monday
from matching.pool.actions import note_exposure, refresh_all, write_card
from matching.pool.models import Card
from tests.factories import make_company, make_cto, make_curator, make_user

pytestmark = pytest.mark.django_db


def changed(cto: Cto) -> Card | None:
    cto_changed.send(sender=Cto, cto=cto)
    return Card.objects.filter(cto=cto).first()


def test_a_verified_cto_has_a_card_that_says_what_they_said():
    cto = make_cto(
        target=1000, floor=850, years=8, references=2, zones=["01", "976"], kinds_accepted=["project"]
    )
    card = Card.objects.get(cto=cto)
    assert (card.rates[0], card.floor) == (1000, 850)
    assert card.full_time_months == 96
    assert (card.references, card.references_positive) == (2, 2)
    assert card.kinds_accepted == 0b1000
    assert card.week_zero == monday_of(clock.today()).toordinal()
    assert (card.headcount_min, card.headcount_max, card.max_team_led) == (30, 30, 8)
    assert card.zones_a.bit_count() == 1
    assert card.zones_b.bit_count() == 1


def test_a_card_counts_what_a_curator_has_read_of_the_roles():
    cto = make_cto(years=8)
    post = cto.posts.get()
    cto_actions.change_post(
        post=post, by=cto.user, started_on=post.started_on - timedelta(days=3650), team_led=25
    )
    told = {name: getattr(post, name) for name in ("full_time", "company_description", "stage", "headcount")}
    role = {
        "title": "cto",
        "company_name": "Nouvelle Maison",
        "sector": "health",
        "started_on": clock.today(),
    }
    cto_actions.add_post(cto=cto, by=cto.user, **told | role)
    card = Card.objects.get(cto=cto)
    assert (card.full_time_months, card.max_team_led, card.sectors.bit_count()) == (96, 8, 1)
    cto_actions.read_changes(cto=cto, by=make_curator())
    card.refresh_from_db()
    assert (card.full_time_months, card.max_team_led, card.sectors.bit_count()) == (216, 25, 2)


def test_a_role_taken_back_leaves_the_card_at_once():
    cto = make_cto(years=8)
    cto_actions.delete_post(post=cto.posts.get(), by=cto.user)
    assert Card.objects.get(cto=cto).full_time_months == 0


def test_a_half_day_is_free_where_nothing_holds_it():
    cto = make_cto(open_half_days=(0, 1), max_half_days_in_all=2)
    first = next_monday(clock.today())
    book_mission(cto=cto, half_days=[0], first=first, until=first + timedelta(weeks=3), holder="mission:1")
    card = Card.objects.get(cto=cto)
    assert card.free[0] == ~0b1110
    assert card.free[1] == -1
    assert card.free[2] == 0
    assert card.room[0] == -1
    assert card.room[1] == ~0b1110


def test_the_card_follows_the_ledger_in_the_same_transaction():
    cto = make_cto()
    first = next_monday(clock.today())
    before = Card.objects.get(cto=cto).free
    with transaction.atomic():
        hold_external(cto=cto, half_days=[4], first=first, until=None, label="Client", by=cto.user)
        assert Card.objects.get(cto=cto).free != before
        transaction.set_rollback(True)
    assert Card.objects.get(cto=cto).free == before


def test_a_pause_drops_the_card_and_a_return_brings_it_back():
    cto = make_cto()
    Cto.objects.filter(pk=cto.pk).update(state=Cto.State.PAUSED)
    assert changed(cto) is None
    Cto.objects.filter(pk=cto.pk).update(state=Cto.State.VERIFIED)
    assert changed(cto) is not None


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_a_card_of_a_cto_who_is_not_verified():
    cto = make_cto(state=Cto.State.DRAFT)
    verified = make_cto()
    copy = Card.objects.get(cto=verified)
    copy.cto_id = cto.pk
    with pytest.raises(IntegrityError, match="card_cto_is_verified"), transaction.atomic():
        copy.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_to_pause_a_cto_and_leave_the_card():
    cto = make_cto()
    with pytest.raises(IntegrityError, match="card_cto_is_verified"), transaction.atomic():
        Cto.objects.filter(pk=cto.pk).update(state=Cto.State.PAUSED)
    with transaction.atomic():
        Cto.objects.filter(pk=cto.pk).update(state=Cto.State.PAUSED)
        write_card(cto)
    assert not Card.objects.filter(cto=cto).exists()


def test_a_card_cannot_say_another_state():
    cto = make_cto()
    with pytest.raises(IntegrityError, match="card_only_of_a_verified_cto"), transaction.atomic():
        Card.objects.filter(cto=cto).update(cto_state="paused")


def test_refused_companies_and_ones_own_of_the_last_two_years_are_never_asked():
    cto = make_cto()
    today = clock.today()
    now, recent, old = make_company(), make_company(), make_company()
    Member.objects.create(company=now, user=cto.user, role=Member.Role.MEMBER)
    Member.objects.create(
        company=recent, user=cto.user, role=Member.Role.MEMBER, left_on=today - timedelta(days=600)
    )
    Member.objects.create(
        company=old, user=cto.user, role=Member.Role.MEMBER, left_on=today - timedelta(days=760)
    )
    RefusedCompany.objects.create(cto=cto, siren="542051180")
    assert changed(cto).refused_sirens == sorted([542051180, int(now.siren), int(recent.siren)])


def test_whoever_opens_a_companys_account_is_never_proposed_to_it():
    from fractional.companies.actions import create_company, update

    cto = make_cto()
    company = create_company(user=cto.user, name="Maison", stage="seed", sector="saas", headcount=4)
    assert Card.objects.get(cto=cto).refused_sirens == []
    update(company=company, by=cto.user, siren="542051180")
    assert Card.objects.get(cto=cto).refused_sirens == [542051180]


def test_the_night_rebases_every_card_and_counts_who_was_shown():
    shown, other = make_cto(), make_cto()
    note_exposure([other.pk])
    with clock.shifted(timedelta(weeks=2)):
        assert refresh_all(exposures={shown.pk: 3}) == 2
        this_monday = monday_of(clock.today()).toordinal()
    cards = {card.cto_id: card for card in Card.objects.all()}
    assert {card.week_zero for card in cards.values()} == {this_monday}
    assert (cards[shown.pk].exposures_30d, cards[other.pk].exposures_30d) == (3, 0)


def test_a_rewritten_card_keeps_its_exposures():
    cto = make_cto()
    note_exposure([cto.pk])
    write_card(cto)
    assert Card.objects.get(cto=cto).exposures_30d == 1


def test_one_card_or_a_hundred_cost_the_same_queries(django_assert_num_queries):
    cto = make_cto()
    with django_assert_num_queries(11):
        write_card(cto)
    for _ in range(3):
        make_cto()
    with django_assert_num_queries(12):
        refresh_all()


def test_a_draft_has_no_card():
    user = make_user()
    cto = Cto.objects.create(user=user)
    assert changed(cto) is None
    assert connection.in_atomic_block
