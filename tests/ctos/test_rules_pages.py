"""The pages of a CTO’s rules: week, clients elsewhere, rates; what may not be is said in words."""

from datetime import date

import pytest
from django.urls import reverse

from fractional.ctos.calendar.actions import book_mission, hold_external
from fractional.ctos.calendar.models import Hold
from tests.ctos import answers
from tests.ctos.factories import a_cto
from tests.ctos.test_pages import read, summary_of

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)
HTMX = {"HX-Request": "true"}


def test_rules_change_after_verification_without_leaving_the_page(log_in, verified):
    response = log_in(verified.user).post(reverse("ctos:rules"), answers.RULES, follow=True)
    assert response.redirect_chain == [(reverse("ctos:rules"), 302)]
    assert "C’est enregistré." in response.text
    verified.refresh_from_db()
    assert verified.weekly_cap == 1


def test_closing_an_engaged_day_is_refused_with_its_end(log_in, verified):
    book_mission(cto=verified, half_days=[2, 3], first=MONDAY, until=date(2027, 7, 1), holder="mission:1")
    said = {"open": ["6", "7"], "from_on": "2026-11-23"}
    response = log_in(verified.user).post(reverse("ctos:week"), said)
    assert "Votre mardi est engagé jusqu’au 30 juin 2027" in summary_of(response)


def test_the_week_shows_what_is_engaged_and_what_remains(log_in, verified):
    book_mission(cto=verified, half_days=[2, 3], first=MONDAY, until=date(2027, 7, 1), holder="mission:1")
    text = read(log_in(verified.user).get(reverse("ctos:week"))).get_text(" ", strip=True)
    assert "mardis, jusqu’au 30 juin 2027" in text
    assert "Libre : jeudis" in text.replace("\u00a0", " ")


def test_an_outside_client_is_noted_then_removed(log_in, verified):
    client = log_in(verified.user)
    said = {"label": "Fonderie Lamart", "half_days": ["6"], "first": "2026-11-23", "last": ""}
    assert client.post(reverse("ctos:clients"), said).status_code == 302
    assert "Fonderie Lamart" in client.get(reverse("ctos:clients")).text
    holder = Hold.objects.get(label="Fonderie Lamart").holder
    client.post(reverse("ctos:client_remove"), {"holder": holder})
    assert not Hold.objects.filter(label="Fonderie Lamart").exists()


@pytest.mark.parametrize(
    "change", [{"last": "2026-11-20"}, {"half_days": []}, {"label": ""}, {"first": "0000-00-00"}]
)
def test_a_senseless_outside_client_is_refused(log_in, verified, change):
    said = {"label": "Fonderie", "half_days": ["6"], "first": "2026-11-23", "last": ""} | change
    assert log_in(verified.user).post(reverse("ctos:clients"), said).status_code == 422
    assert not Hold.objects.filter(kind="external").exists()


def test_an_outside_client_on_a_sold_day_is_refused_in_words(log_in, verified):
    book_mission(cto=verified, half_days=[2], first=MONDAY, until=date(2027, 7, 1), holder="mission:1")
    said = {"label": "Fonderie", "half_days": ["2"], "first": "2026-11-23", "last": ""}
    response = log_in(verified.user).post(reverse("ctos:clients"), said)
    assert "mardi matin vient d’être engagé" in summary_of(response)


def test_a_mission_is_not_given_back_by_hand(log_in, verified):
    book_mission(cto=verified, half_days=[2], first=MONDAY, until=date(2027, 7, 1), holder="mission:1")
    log_in(verified.user).post(reverse("ctos:client_remove"), {"holder": "mission:1"})
    assert verified.holds.sold().count() == 1


def test_nobody_removes_the_client_of_another(log_in, verified):
    holder = hold_external(
        cto=verified, half_days=[6], first=MONDAY, until=None, label="Fonderie", by=verified.user
    )
    log_in(a_cto().user).post(reverse("ctos:client_remove"), {"holder": holder})
    assert verified.holds.filter(holder=holder).exists()
