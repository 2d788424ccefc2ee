"""The first question and where it leads, and a rate that one does not know yet (article rows 30 and 41 to 44)."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.urls import reverse

from fractional import clock
from fractional.ctos import actions
from fractional.ctos.band import band
from fractional.ctos.calendar.actions import set_week
from fractional.ctos.calendar.week import Step
from fractional.ctos.models import Cto
from fractional.history.models import Event
from matching.pool.models import Card
from tests.ctos import answers
from tests.ctos.factories import a_complete_cto, a_cto, a_post, a_user

pytestmark = pytest.mark.django_db
PART_TIME = answers.WANTS | {"drawn_by": "part_time"}


def read(response) -> str:
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


@pytest.fixture
def claire():
    return a_user(first_name="Claire", is_curator=True)


@pytest.fixture
def lead_dev() -> Cto:
    """Seven years as a lead dev, and no month as a CTO."""
    cto = a_complete_cto(drawn_by="role")
    a_post(cto, title="lead")
    set_week(cto=cto, steps=[Step(date(2026, 11, 23), [2, 3])], by=cto.user)
    return cto


def test_part_time_alone_has_a_page_of_its_own_and_no_file(log_in):
    user = a_user()
    client = log_in(user)
    answer = client.post(reverse("ctos:start"), PART_TIME, follow=True)
    page = read(answer)
    assert answer.redirect_chain == [(reverse("ctos:freelancing"), 302)]
    assert "votre rôle d’aujourd’hui se vend déjà en indépendant" in page
    assert "83\u00a0600\u00a0€" in page
    assert not Cto.objects.exists()
    assert not Card.objects.exists()
    assert Event.objects.of("user", user.pk).filter(event="freelance_path").count() == 1


def test_one_may_go_on_all_the_same(log_in):
    user = a_user()
    client = log_in(user)
    client.post(reverse("ctos:start"), PART_TIME)
    page = BeautifulSoup(client.get(reverse("ctos:freelancing")).content, "html.parser")
    form = client.get(reverse("ctos:start") + page.select_one("a.btn-primary")["href"].rpartition("/")[2])
    form = BeautifulSoup(form.content, "html.parser")
    assert form.select_one("[name=first_name]")["value"] == "Maël"
    assert form.select_one("[name=drawn_by][checked]")["value"] == "part_time"
    go_on = {"go_on": form.select_one("[name=go_on]")["value"]}
    assert client.post(reverse("ctos:start"), PART_TIME | go_on).url == reverse("ctos:experience")
    assert Cto.objects.get(user=user).drawn_by == "part_time"


def test_the_role_leads_to_the_whole_file(log_in):
    user = a_user()
    assert log_in(user).post(reverse("ctos:start"), answers.WANTS).url == reverse("ctos:experience")
    assert Cto.objects.get(user=user).drawn_by == "role"


def test_no_month_as_a_cto_is_told_before_the_file_is_sent_and_a_person_decides(lead_dev, log_in):
    client = log_in(lead_dev.user)
    assert "Pas encore, et voici le chemin" in read(client.get(reverse("ctos:summary")))
    assert client.post(reverse("ctos:summary"), {}).url == reverse("ctos:home")
    assert Cto.objects.get().state == Cto.State.SUBMITTED


def test_a_month_as_a_cto_says_nothing_of_the_kind(lead_dev, log_in):
    a_post(lead_dev)
    assert "Pas encore" not in read(log_in(lead_dev.user).get(reverse("ctos:summary")))


def test_a_plan_is_three_steps_and_a_date(lead_dev, claire, log_in):
    actions.submit(cto=lead_dev, by=lead_dev.user)
    said = {"reasons": "Sept ans de lead dev, aucun budget encore", "recheck_on": date(2027, 5, 24)}
    actions.orient(cto=lead_dev, by=claire, path=Cto.Path.PLAN, **said)
    page = log_in(lead_dev.user).get(reverse("ctos:home"))
    assert "Trois étapes, puis nous refaisons le point le 24 mai 2027" in read(page)
    assert len(BeautifulSoup(page.content, "html.parser").select("main .prose li")) == 3
    assert "aucun budget encore" in read(page)


def test_freelancing_is_shown_to_whoever_is_pointed_to_it(lead_dev, claire, log_in):
    actions.submit(cto=lead_dev, by=lead_dev.user)
    actions.orient(cto=lead_dev, by=claire, path=Cto.Path.FREELANCE, reasons="Le temps choisi d’abord")
    client = log_in(lead_dev.user)
    assert reverse("ctos:freelancing") in client.get(reverse("ctos:home")).text
    assert "Continuer quand même" not in client.get(reverse("ctos:freelancing")).text


@pytest.mark.parametrize("reasons", ["", " \n"])
def test_nobody_is_told_not_yet_without_reasons(lead_dev, claire, reasons):
    actions.submit(cto=lead_dev, by=lead_dev.user)
    with pytest.raises(actions.NotYet, match="raisons"):
        actions.orient(cto=lead_dev, by=claire, path=Cto.Path.FREELANCE, reasons=reasons)
    fields = {"state": "oriented", "oriented_at": clock.now(), "orientation_path": "A"}
    with pytest.raises(IntegrityError, match="cto_oriented_has_reasons"), transaction.atomic():
        Cto.objects.filter(pk=lead_dev.pk).update(**fields, orientation_reasons=reasons)


# --- A rate one does not know yet -----------------------------------------------------------------------
ANSWERS = {"years": "2", "team": "2", "place": "elsewhere"}


def test_three_questions_give_a_dated_band_and_write_no_rate(log_in):
    cto = a_cto()
    client = log_in(cto.user)
    assert client.post(reverse("ctos:rate_band"), ANSWERS).url == reverse("ctos:rate_band")
    page = read(client.get(reverse("ctos:rate_band")))
    assert "Indicatif" in page
    assert "entre 750\u00a0€ et 1\u00a0250\u00a0€ HT par jour" in page
    assert "relue le 23 novembre 2026" in page
    cto.refresh_from_db()
    assert (cto.target_rate_eur, cto.floor_rate_eur, cto.rates) == (None, None, None)
    assert cto.rate_undecided_at
    assert "à fixer" in read(client.get(reverse("ctos:home")))


@pytest.mark.parametrize(
    ("years", "team", "place", "low", "high"),
    [
        ("0", "0", "elsewhere", 600, 950),
        ("0", "1", "paris", 650, 1050),
        ("1", "1", "elsewhere", 750, 1250),
        ("3", "1", "paris", 850, 1400),
        ("3", "2", "elsewhere", 1000, 1500),
        ("3", "3", "paris", 1100, 1650),
    ],
)
def test_the_band_follows_the_dated_figures(years, team, place, low, high):
    told = band(years=years, team=team, place=place)
    assert (told.low, told.high, told.expired) == (low, high, False)


def test_figures_out_of_date_say_so(log_in):
    assert band(**ANSWERS, on=date(2027, 7, 1)).expired


def test_a_file_may_be_sent_without_a_rate_and_nobody_is_verified_before_it_is_settled(claire):
    cto = a_complete_cto(drawn_by="role", target_rate_eur=None, floor_rate_eur=None, rates=None)
    a_post(cto)
    set_week(cto=cto, steps=[Step(date(2026, 11, 23), [2, 3])], by=cto.user)
    with pytest.raises(actions.Incomplete, match="tarif"):
        actions.submit(cto=cto, by=cto.user)
    cto = actions.leave_rates_open(cto=cto, by=cto.user, **ANSWERS)
    actions.submit(cto=cto, by=cto.user)
    note = dict.fromkeys(("role_held", "team", "business", "first_days", "proof_seen", "reserve"), "Lu")
    with pytest.raises(actions.Incomplete, match="reste à fixer"):
        actions.verify(cto=cto, by=claire, note=note)
    actions.save_rates(cto=cto, by=cto.user, target_rate_eur=1000, floor_rate_eur=800)
    assert Cto.objects.get().rate_undecided_at is None
    assert actions.verify(cto=cto, by=claire, note=note).state == Cto.State.VERIFIED


def test_whoever_has_a_rate_may_look_at_the_band_and_keeps_it(log_in):
    cto = a_complete_cto()
    log_in(cto.user).post(reverse("ctos:rate_band"), ANSWERS)
    cto.refresh_from_db()
    assert (cto.target_rate_eur, cto.rate_undecided_at) == (1000, None)
