"""What a CTO says of themself, and that nobody else can say it."""

from datetime import date

import pytest

from fractional.accounts.access import Forbidden
from fractional.ctos import actions, rates
from fractional.ctos.models import Cto, Function, Post, RefusedCompany
from fractional.ctos.signals import cto_changed
from fractional.history.models import Event
from tests.ctos.factories import a_cto, a_post, a_user, a_verified_cto

pytestmark = pytest.mark.django_db


def test_a_file_begins_once_with_the_notice_that_was_read():
    user = a_user()
    cto = actions.start_file(user=user, notice="2026-11")
    assert actions.start_file(user=user, notice="2026-11") == cto
    event = Event.objects.of("cto", cto.pk).get()
    assert (event.event, event.facts) == ("started", {"notice": "2026-11"})
    assert cto.function.code == "cto"


def test_the_first_answers_name_the_person_and_keep_their_motives():
    cto = actions.start_file(
        user=a_user(), drawn_by="part_time", motives=["variety"], first_name="Inès", last_name="Haddour"
    )
    cto.refresh_from_db()
    assert (cto.drawn_by, cto.motives) == ("part_time", ["variety"])
    assert cto.user.full_name == "Inès Haddour"


def test_a_new_function_is_a_row():
    function = Function.objects.create(code="vp_eng", label="VP Engineering", label_en="VP Engineering")
    assert a_verified_cto(function=function).function == function


SAVES = {
    "wants": lambda cto, by: actions.save_wants(cto=cto, by=by, drawn_by="role"),
    "profile": lambda cto, by: actions.save_profile(cto=cto, by=by, headline="CTO"),
    "rates": lambda cto, by: actions.save_rates(cto=cto, by=by, target_rate_eur=1000, floor_rate_eur=900),
    "rules": lambda cto, by: actions.save_rules(cto=cto, by=by, weekly_cap=1),
    "post": lambda cto, by: actions.add_post(cto=cto, by=by, **ROLE),
}
ROLE = {
    "title": "cto",
    "full_time": True,
    "company_name": "Atelier Brumaire",
    "company_description": "éditeur SaaS",
    "sector": "saas",
    "stage": "seed",
    "headcount": 20,
    "started_on": date(2020, 1, 1),
}


@pytest.mark.parametrize("name", SAVES)
@pytest.mark.parametrize("curator", [False, True])
def test_nobody_writes_for_another_not_even_the_team(name, curator):
    cto = a_cto()
    with pytest.raises(Forbidden):
        SAVES[name](cto, a_user(is_curator=curator))
    assert not Event.objects.exists()


@pytest.mark.parametrize("name", SAVES)
def test_each_save_is_written_down_and_told_upwards(name):
    cto, told = a_cto(), []
    cto_changed.connect(lambda cto, **_: told.append(cto.pk), weak=False, dispatch_uid="listens")
    try:
        SAVES[name](cto, cto.user)
    finally:
        cto_changed.disconnect(dispatch_uid="listens")
    assert told == [cto.pk]
    assert Event.objects.of("cto", cto.pk).get().by_id == cto.user.pk


def test_rates_become_a_grid_with_one_step():
    cto = a_cto()
    said = {"target_rate_eur": 1000, "floor_rate_eur": 850, "discount_percent": 8, "from_months": 6}
    cto = actions.save_rates(cto=cto, by=cto.user, **said)
    cto.refresh_from_db()
    assert cto.rates == [1000] * 6 + [920] * 6
    assert rates.step_rate(cto.rates, months=6, half_days=4) == 920


def test_a_target_under_the_floor_is_refused():
    cto = a_cto()
    with pytest.raises(actions.BadRates, match="inférieur à votre plancher"):
        actions.save_rates(cto=cto, by=cto.user, target_rate_eur=800, floor_rate_eur=900)


def test_a_step_under_the_floor_is_refused():
    cto = a_cto()
    said = {"target_rate_eur": 1000, "floor_rate_eur": 950, "discount_percent": 10, "from_months": 6}
    with pytest.raises(actions.BadRates, match="sous votre plancher de 950 €"):
        actions.save_rates(cto=cto, by=cto.user, **said)
    cto.refresh_from_db()
    assert cto.rates is None


def test_refused_companies_are_replaced_as_a_whole():
    cto = a_cto()
    actions.save_rules(cto=cto, by=cto.user, refused=[("732829320", "Fonderie", "refused")])
    actions.save_rules(cto=cto, by=cto.user, refused=[("552100554", "", "competitor")])
    assert list(RefusedCompany.objects.values_list("siren", "why")) == [("552100554", "competitor")]


def test_rules_saved_without_companies_leave_them_alone():
    cto = a_cto()
    actions.save_rules(cto=cto, by=cto.user, refused=[("732829320", "", "refused")])
    actions.save_rules(cto=cto, by=cto.user, weekly_cap=1)
    assert cto.refused_companies.count() == 1


@pytest.mark.parametrize(
    "change", [{"title": "lead"}, {"full_time": False}, {"started_on": date(2014, 1, 1)}]
)
def test_what_was_proved_is_only_declared_once_it_is_said_otherwise(change):
    post = a_post(a_cto(), proof=Post.Proof.DOCUMENT)
    assert actions.change_post(post=post, by=post.cto.user, **change).proof == Post.Proof.DECLARED


def test_a_proof_outlives_a_better_sentence():
    post = a_post(a_cto(), proof=Post.Proof.REFERENCE)
    assert actions.change_post(post=post, by=post.cto.user, result="Deux fois plus vite").proof == "reference"


def test_a_role_is_removed_by_its_owner_alone():
    post = a_post(a_cto())
    with pytest.raises(Forbidden):
        actions.delete_post(post=post, by=a_user())
    actions.delete_post(post=post, by=post.cto.user)
    assert not Post.objects.exists()


def test_twenty_roles_are_enough():
    cto = a_cto()
    for year in range(20):
        a_post(cto, started_on=date(2000 + year, 1, 1), ended_on=date(2000 + year, 12, 31))
    with pytest.raises(actions.TooMany):
        actions.add_post(cto=cto, by=cto.user, **ROLE)


def test_a_history_row_never_holds_what_was_typed():
    cto = a_cto()
    actions.save_profile(cto=cto, by=cto.user, headline="Phrase jamais recopiée")
    assert "Phrase" not in str(list(Event.objects.values()))


def test_the_row_locked_is_the_row_as_it_is_now():
    cto = a_cto()
    Cto.objects.filter(pk=cto.pk).update(headline="Écrite par un autre onglet")
    saved = actions.save_rates(cto=cto, by=cto.user, target_rate_eur=1000, floor_rate_eur=900)
    assert saved.headline == "Écrite par un autre onglet"
