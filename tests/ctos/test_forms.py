"""What a file asks for, and no more; the week in four steps; a limit said by the month."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.urls import reverse

from fractional.ctos import actions
from fractional.ctos.calendar.actions import book_mission, set_week
from fractional.ctos.calendar.week import MAX_STEPS, Step
from fractional.ctos.forms import ProfileForm, RatesForm, RulesForm, WantsForm, WeekForm
from fractional.ctos.models import Cto
from fractional.errors import Conflict
from fractional.workdays import half_days_a_week
from missions.needs import ceiling
from tests.ctos import answers
from tests.ctos.factories import a_complete_cto, a_cto, a_post, a_user

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def left_to_fill(form: forms.Form) -> set[str]:
    """Inputs that a person must fill: required, and empty when the page opens."""
    return {
        name
        for name, field in form.fields.items()
        if field.required and form.get_initial_for_field(field, name) in (None, "", [])
    }


def test_a_file_asks_for_nine_answers_at_most_beside_the_roles():
    cto = a_cto(user=a_user())
    pages = [
        WantsForm(initial=WantsForm.initial_of(cto.user, None)),
        ProfileForm(initial=ProfileForm.initial_of(cto)),
        RatesForm(initial=RatesForm.initial_of(cto)),
        WeekForm(initial=WeekForm.initial_of([])),
        RulesForm(initial=RulesForm.initial_of(cto)),
    ]
    asked = set().union(*(left_to_fill(page) for page in pages))
    assert asked == {
        *("drawn_by", "motives", "first_name", "last_name", "headline"),
        *("target_rate_eur", "floor_rate_eur", "open", "kinds_accepted"),
    }


def test_everybody_says_why(log_in):
    """Article row 4: the motive of every CTO is stored."""
    answer = log_in(a_user()).post(reverse("ctos:start"), answers.WANTS | {"motives": []})
    assert answer.status_code == 422
    assert not Cto.objects.exists()


def test_the_rate_is_empty_by_default_and_its_help_names_no_statistics(log_in):
    """Article row 82: 1 000 € is an example, never a suggestion typed for somebody."""
    cto = a_cto()
    page = BeautifulSoup(log_in(cto.user).get(reverse("ctos:rates")).content, "html.parser")
    assert [
        page.select_one(f"[name={name}]").get("value") for name in ("target_rate_eur", "floor_rate_eur")
    ] == [
        None,
        None,
    ]
    assert "1\u00a0000\u00a0€" in page.get_text()
    assert "moyenne" not in page.get_text()


# --- The week in four steps ------------------------------------------------------------------------------
FOUR = {
    "open": ["2", "3"],
    "from_on": "2026-11-23",
    "later_on": "2027-01-06",
    "later_open": ["2", "3", "4"],
    "third_on": "2027-03-01",
    "third_open": ["2", "3", "4", "5"],
    "fourth_on": "2027-09-06",
    "fourth_open": ["0", "1", "2", "3", "4", "5"],
}


def test_a_ramp_has_up_to_four_steps_and_comes_back_as_it_was_drawn(log_in):
    cto = a_cto()
    client = log_in(cto.user)
    assert client.post(reverse("ctos:week"), FOUR).status_code == 302
    steps = [(step.from_on, step.open) for step in cto.week_steps.all()]
    assert len(steps) == MAX_STEPS
    assert steps[1] == (date(2027, 1, 4), [2, 3, 4])
    assert steps[3] == (date(2027, 9, 6), [0, 1, 2, 3, 4, 5])
    page = BeautifulSoup(client.get(reverse("ctos:week")).content, "html.parser")
    assert page.select_one("[name=fourth_on]")["value"] == "2027-09-06"
    assert page.select_one("details#step-3[open]")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"third_on": "2027-01-04"}, "Chaque étape commence après la précédente"),
        ({"third_open": []}, "Quelles demi-journées ouvrez-vous"),
        ({"fourth_on": ""}, "À partir de quand"),
        ({"protected": ["5"]}, "Ouverte et protégée à la fois"),
    ],
)
def test_a_step_that_says_half_is_refused_where_it_stands(log_in, said, told):
    cto = a_cto()
    answer = log_in(cto.user).post(reverse("ctos:week"), FOUR | said)
    assert answer.status_code == 422
    page = BeautifulSoup(answer.content, "html.parser")
    assert told in page.get_text()
    assert page.select_one("[name=later_on]")["value"]
    assert not cto.week_steps.exists()


# --- By the month ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("days", "half_days"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (9, 5), (20, 10)])
def test_days_a_month_are_the_half_days_a_week_that_they_book(log_in, days, half_days):
    """Article row 9 and decision 12: one formula for both sides."""
    assert half_days_a_week(days) == ceiling.half_days_a_week(days) == half_days
    cto = a_complete_cto()
    said = answers.RULES | {"max_days_per_month": days, "max_half_days_in_all": "10", "min_half_days": "1"}
    assert log_in(cto.user).post(reverse("ctos:rules"), said).status_code == 302
    cto.refresh_from_db()
    assert (cto.max_days_per_month, cto.max_half_days_in_all) == (days, half_days)


def test_a_limit_by_the_month_is_kept_when_half_days_are_sold():
    """R06: what was said by the month binds as what was said by the week."""
    cto = a_complete_cto()
    set_week(cto=cto, steps=[Step(MONDAY, list(range(10)))], by=cto.user)
    actions.save_rules(cto=cto, by=cto.user, max_days_per_month=3, max_half_days_in_all=half_days_a_week(3))
    first, until = date(2027, 1, 4), date(2027, 3, 1)
    book_mission(cto=cto, half_days=[2, 3], first=first, until=until, holder="mission:1")
    with pytest.raises(Conflict):
        book_mission(cto=cto, half_days=[4], first=first, until=until, holder="mission:2")


def test_days_a_week_alone_forget_the_month(log_in):
    cto = a_complete_cto(max_days_per_month=3)
    log_in(cto.user).post(reverse("ctos:rules"), answers.RULES)
    cto.refresh_from_db()
    assert (cto.max_days_per_month, cto.max_half_days_in_all) == (None, 8)


# --- Two cases -------------------------------------------------------------------------------------------
def test_two_cases_are_advised_and_never_demanded(log_in):
    """Article row 22."""
    cto = a_complete_cto(drawn_by="role")
    first = a_post(cto, first_days="Trois équipes qui s’attendaient ; une seule feuille de route")
    client = log_in(cto.user)
    assert "Deux cas racontés" in client.get(reverse("ctos:summary")).text
    a_post(cto, first_days="Aucun test ; les livraisons arrêtées deux semaines")
    assert "Deux cas racontés" not in client.get(reverse("ctos:summary")).text
    assert first.cto_id == cto.pk
