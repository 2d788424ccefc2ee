"""Nobody fits: what could change, kept on watch, and one mail the day somebody does."""

import pytest
from django.test import Client
from django.urls import reverse

from fractional import clock, workdays
from fractional.outbox.models import Row
from matching.proposals.models import Ranking
from matching.proposals.ranking import rank_need
from missions.needs.models import Need
from tests import factories
from tests.conftest import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def need(db) -> Need:
    """Too little is offered for anybody."""
    factories.make_cto()
    need = factories.make_need(state=Need.State.PUBLISHED, ceiling_eur=450)
    rank_need(need.pk)
    return need


@pytest.fixture
def founder(need: Need) -> Client:
    return logged_in(need.created_by)


def press(client: Client, need: Need, what: str):
    return client.post(reverse(f"proposals:{what}", args=[need.public_id]))


def page(client: Client, need: Need) -> str:
    return client.get(reverse("needs:need", args=[need.public_id])).content.decode()


def raise_the_ceiling(need: Need, ceiling: int = 1000) -> None:
    Need.objects.filter(pk=need.pk).update(ceiling_eur=ceiling)
    rank_need(need.pk)


def found() -> list[str]:
    return [row.to for row in Row.objects.filter(kind="watch").order_by("pk")]


def test_nobody_fits_and_the_page_says_so(founder: Client, need: Need):
    assert Ranking.objects.get(need=need).eligible == 0
    said = page(founder, need)
    assert "Personne ne tient dans vos critères" in said
    assert "Garder en veille" in said


def test_where_enough_fit_nothing_of_it_is_said(founder: Client, need: Need):
    for _each in range(3):
        factories.make_cto()
    raise_the_ceiling(need)
    assert Ranking.objects.get(need=need).eligible >= 3
    assert "vos critères" not in page(founder, need)


def test_one_or_two_are_told_as_few_and_need_no_watch(founder: Client, need: Need):
    raise_the_ceiling(need)
    said = page(founder, need)
    assert "Très peu de profils" in said
    assert "Garder en veille" not in said


def test_the_day_somebody_fits_the_company_is_written_to_once(founder: Client, need: Need):
    press(founder, need, "watch")
    assert "Gardé en veille depuis" in page(founder, need)
    rank_need(need.pk)
    assert found() == []
    for _each in range(2):
        raise_the_ceiling(need)
    assert found() == [need.created_by.email]
    need.refresh_from_db()
    assert need.watched_at is None
    assert need.promised_on == workdays.add_working_days(clock.today(), 2)


def test_it_may_be_watched_again_after_that(founder: Client, need: Need):
    press(founder, need, "watch")
    raise_the_ceiling(need)
    raise_the_ceiling(need, 450)
    press(founder, need, "watch")
    with clock.standing_at(workdays.add_working_days(clock.now(), 3)):
        raise_the_ceiling(need)
    assert len(found()) == 2


def test_who_does_not_want_to_be_told_is_not(founder: Client, need: Need):
    press(founder, need, "watch")
    press(founder, need, "unwatch")
    raise_the_ceiling(need)
    assert found() == []


def test_a_need_that_nobody_asked_to_watch_is_silent(need: Need):
    raise_the_ceiling(need)
    assert found() == []


def test_what_would_bring_more_is_told_in_fives_with_the_step_to_change(need: Need, founder: Client):
    for _each in range(10):
        factories.make_cto()
    rank_need(need.pk)
    said = page(founder, need)
    assert "ils seraient au moins 10" in said
    assert reverse("needs:step", args=[need.public_id, "budget"]) in said
