"""Rows of the article and rules of the law that hold between a CTO's file and what matching makes of it."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.forms import BaseForm, Form

from fractional import clock, workdays
from fractional.accounts.actions import change_preferences
from fractional.ctos import actions
from fractional.ctos.calendar.actions import set_week
from fractional.ctos.calendar.week import Step
from fractional.ctos.models import Cto
from matching.proposals.fit import broken_rules
from matching.proposals.frozen import freeze
from missions.needs.models import Need
from tests.factories import make_cto, make_need

pytestmark = pytest.mark.django_db


def totals(cto: Cto, *needs: Need) -> list[int]:
    return [freeze(need, cto)["cto_total"] for need in needs]


def test_what_a_cto_ticks_changes_the_order_of_needs():
    """Article row 15: the same file and the same two needs, in the order of what counts most."""
    cto = make_cto(kinds_wanted=["standing"])
    rich = make_need(ceiling_eur=1500, kind=Need.Kind.PROJECT, title="Bien payé")
    wanted = make_need(ceiling_eur=1000, kind=Need.Kind.STANDING, title="Souhaité")
    actions.save_rules(cto=cto, by=cto.user, priorities=["situation"])
    assert totals(cto, wanted, rich) == sorted(totals(cto, wanted, rich), reverse=True)
    actions.save_rules(cto=cto, by=cto.user, priorities=["rate"])
    assert totals(cto, rich, wanted) == sorted(totals(cto, rich, wanted), reverse=True)


def test_nobody_is_proposed_before_the_monday_they_gave():
    """Article row 17: notice to work, or a start in three months, is the first date of the week strip."""
    cto = make_cto()
    need = make_need()
    assert not broken_rules(cto, need)
    later = workdays.monday_of(need.start_last_on) + timedelta(weeks=6)
    set_week(cto=cto, steps=[Step(later, list(range(10)))], by=cto.user)
    assert broken_rules(cto, need) == ["calendar"]
    in_time = make_need(start_first_on=later, start_last_on=later + timedelta(weeks=2))
    assert not broken_rules(cto, in_time)


def test_a_step_of_a_later_month_is_read_for_a_mission_of_that_month():
    """Article row 14: one day a week now, two from the fourth step on."""
    cto, today = make_cto(), workdays.monday_of(clock.today())
    monday = [today + timedelta(weeks=weeks) for weeks in (0, 8, 16, 24)]
    opened = [[2, 3], [2, 3, 4], [2, 3, 4, 5], [2, 3, 6, 7]]
    set_week(cto=cto, steps=[Step(*step) for step in zip(monday, opened, strict=True)], by=cto.user)
    soon = make_need(asked_half_days=[2, 3, 6, 7])
    late = make_need(
        asked_half_days=[2, 3, 6, 7], start_first_on=monday[3], start_last_on=monday[3] + timedelta(weeks=1)
    )
    assert broken_rules(cto, soon) == ["calendar"]
    assert not broken_rules(cto, late)


def test_product_is_never_asked_of_whoever_leads_technology_alone():
    """Article row 18: the scope is a rule."""
    need = make_need(scope=Cto.Scope.CPTO)
    technology, both = make_cto(scopes=["cto"]), make_cto(scopes=["cto", "cpto"])
    assert broken_rules(technology, need) == ["scope"]
    assert not broken_rules(both, need)


def test_who_somebody_is_changes_no_score():
    """R08: name, first name, address, phone and the order of typing; the same inputs, the same totals."""
    cto, need = make_cto(), make_need()
    before = freeze(need, cto)
    change_preferences(
        by=cto.user, first_name="Fatoumata", last_name="Nguyễn", phone="+33 6 12 34 56 78", language="en"
    )
    type(cto.user).objects.filter(pk=cto.user.pk).update(email="autre@exemple.example")
    cto.posts.update(company_name="Lycée de filles de Saint-Denis")
    actions.save_wants(
        cto=Cto.objects.get(pk=cto.pk), by=cto.user, drawn_by="role", motives=["time"], source="93200"
    )
    after = freeze(need, Cto.objects.get(pk=cto.pk))
    assert {key: after[key] for key in after if key != "card"} == {
        key: before[key] for key in before if key != "card"
    }


# --- What is never asked (R07) ---------------------------------------------------------------------------
FORBIDDEN = (
    *("birth", "born", "gender", "sex", "photo", "picture", "avatar", "nationality", "citizen", "ethnic"),
    *("religion", "health", "disab", "pregnan", "marital", "married", "children", "family", "union"),
    *("nir", "social_security", "home_address", "street", "postcode", "postal", "school", "diploma", "age"),
)


def _words(name: str) -> set[str]:
    return set(name.split("_")) | {name}


def _asked_names() -> set[str]:
    ours = ("fractional.", "missions.", "matching.")
    models = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith(ours)
        for field in model._meta.get_fields()
    }
    forms = {
        f"{form.__qualname__}.{name}"
        for form in _below(Form)
        if form.__module__.startswith(ours)
        for name in getattr(form, "base_fields", {})
    }
    return models | forms


def _below(form: type[BaseForm]) -> set[type[BaseForm]]:
    return set(form.__subclasses__()).union(*(_below(child) for child in form.__subclasses__()))


def test_nothing_is_stored_or_asked_that_the_law_forbids():
    names = _asked_names()
    assert len(names) > 300
    wrong = {
        name
        for name in names
        if _words(name.rpartition(".")[2]) & set(FORBIDDEN)
        or any(word in name.rpartition(".")[2] for word in FORBIDDEN if len(word) > 5)
    }
    assert not wrong


def test_years_are_asked_as_a_minimum_and_never_as_a_maximum():
    about_years = {name.rpartition(".")[2] for name in _asked_names() if "year" in name.lower()}
    assert about_years <= {"min_cto_years", "years"}, about_years
