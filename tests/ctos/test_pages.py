"""The pages of a CTO, without JavaScript first, then the fragments that htmx asks for."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from fractional import clock
from fractional.ctos import actions
from fractional.ctos.calendar.actions import hold_external, set_week
from fractional.ctos.calendar.week import Step
from fractional.ctos.models import Cto, Post
from fractional.ctos.notice import WARNING
from fractional.history.models import Event
from fractional.outbox.models import Row
from tests.ctos import answers
from tests.ctos.factories import a_complete_cto, a_cto, a_post, a_user

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)
HTMX = {"HX-Request": "true"}


def read(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def summary_of(response) -> str:
    assert response.status_code == 422
    return read(response).select_one(".summary").get_text(" ", strip=True)


def test_a_file_is_written_from_the_first_question_to_the_sending(log_in):
    user = a_user()
    client = log_in(user)

    def post(name, said, then):
        response = client.post(reverse(f"ctos:{name}"), said)
        assert response.status_code == 302, summary_of(response)
        assert response.url == reverse(f"ctos:{then}")

    post("start", answers.WANTS, "experience")
    post("post_add", answers.ROLE, "experience")
    post("post_add", answers.SECOND_ROLE, "experience")
    page = read(client.get(reverse("ctos:experience")))
    assert "13 ans et 9 mois" in page.get_text()  # March 2013 to today, the overlap of 2019 counted once
    post("profile", answers.PROFILE, "rates")
    post("rates", answers.RATES, "week")
    post("week", answers.WEEK, "rules")
    post("rules", answers.RULES, "summary")
    page = read(client.get(reverse("ctos:summary"))).get_text(" ", strip=True)
    assert "au plus tard lundi 30 novembre 2026" in page
    assert "Atelier Brumaire" not in page
    assert "Maël" not in page
    assert "850" not in page
    post("summary", {}, "home")

    cto = Cto.objects.get(user=user)
    assert cto.state == Cto.State.SUBMITTED
    assert cto.user.full_name == "Maël Trévidic"
    assert cto.rates == [1000] * 6 + [920] * 6
    assert set(cto.zones) == {"69", "75", "77", "78", "91", "92", "93", "94", "95"}
    assert dict(cto.refused_companies.values_list("siren", "why")) == {
        "732829320": "refused",
        "552100554": "competitor",
    }
    assert [(step.from_on, step.open) for step in cto.week_steps.all()] == [
        (MONDAY, [2, 3, 6, 7]),
        (date(2027, 1, 4), [2, 3, 5, 6, 7]),
    ]
    assert Post.objects.get(company_name="Atelier Brumaire").ended_on == date(2019, 8, 31)
    assert "Votre dossier est en relecture" in client.get(reverse("ctos:home")).text


def test_the_notice_on_matching_stands_before_the_first_field(log_in):
    page = read(log_in(a_user()).get(reverse("ctos:start")))
    assert page.select_one("#notice")
    assert "une personne de l’équipe lit, choisit et signe" in page.get_text()


def test_the_warning_stands_above_the_button_and_its_version_is_kept(log_in):
    cto = a_complete_cto(drawn_by="role")
    a_post(cto)
    set_week(cto=cto, steps=[Step(MONDAY, [2, 3, 6, 7])], by=cto.user)
    client = log_in(cto.user)
    page = read(client.get(reverse("ctos:summary")))
    assert "n’est pas plus simple" in page.select_one("section[aria-labelledby=send]").get_text()
    client.post(reverse("ctos:summary"))
    [event] = Event.objects.of("cto", cto.pk).filter(to_state="submitted")
    assert event.facts == {"warning": WARNING}


def test_a_saved_step_is_there_when_one_comes_back(log_in):
    cto = a_cto()
    client = log_in(cto.user)
    client.post(reverse("ctos:rates"), answers.RATES)
    page = read(client.get(reverse("ctos:rates")))
    assert {
        name: page.select_one(f"[name={name}]").get("value")
        for name in ("target_rate_eur", "discount_percent")
    } == {"target_rate_eur": "1000", "discount_percent": "8"}
    assert page.select_one("[name=from_months] option[selected]")["value"] == "6"


@pytest.mark.parametrize(
    ("name", "said", "told"),
    [
        ("wants", answers.WANTS | {"drawn_by": "money"}, "Choisissez une réponse de la liste"),
        ("wants", answers.WANTS | {"first_name": "\u200b"}, "aucun caractère visible"),
        ("post_add", answers.ROLE | {"ended_on": "2012-01"}, "se termine avant d’avoir commencé"),
        ("post_add", answers.ROLE | {"started_on": "0000-00"}, "Indiquez un mois"),
        ("post_add", answers.ROLE | {"started_on": "2030-01"}, "Indiquez un mois jusqu’à 11/2026"),
        ("post_add", answers.ROLE | {"team_led": "31"}, "que l’entreprise n’en comptait"),
        ("post_add", answers.ROLE | {"headcount": "1e400"}, "nombre entier"),
        ("post_add", answers.ROLE | {"problems": ["debt", "nope"]}, "Choisissez des réponses de la liste"),
        ("post_add", answers.ROLE | {"company_name": "=cmd|' /C calc'!A0"}, "Commencez ce texte"),
        ("profile", answers.PROFILE | {"headline": "\x00"}, "invisibles"),
        ("rates", answers.RATES | {"target_rate_eur": "0"}, "au moins 100"),
        ("rates", answers.RATES | {"target_rate_eur": "9" * 5000}, "nombre entier"),
        ("rates", answers.RATES | {"target_rate_eur": "800"}, "inférieur à votre plancher"),
        ("rates", answers.RATES | {"discount_percent": "20"}, "sous votre plancher de 850"),
        ("rates", answers.RATES | {"from_months": ""}, "À partir de quelle durée"),
        ("rates", answers.RATES | {"discount_percent": ""}, "De combien"),
        ("week", answers.WEEK | {"open": []}, "Cochez au moins une demi-journée"),
        ("week", answers.WEEK | {"open": ["2", "4"]}, "Ouverte et protégée à la fois"),
        ("week", answers.WEEK | {"open": ["12"]}, "Sélectionnez un choix valide"),
        ("week", answers.WEEK | {"from_on": "9999-12-31"}, "Indiquez une date jusqu’au"),
        ("week", answers.WEEK | {"later_open": []}, "Quelles demi-journées ouvrez-vous"),
        ("week", answers.WEEK | {"later_on": ""}, "À partir de quand"),
        ("week", answers.WEEK | {"later_on": "2026-11-25"}, "commence après la précédente"),
        ("rules", answers.RULES | {"kinds_accepted": []}, "obligatoire"),
        ("rules", answers.RULES | {"kinds_wanted": ["project"]}, "que vous n’acceptez pas"),
        ("rules", answers.RULES | {"max_half_days": "1", "min_half_days": "4"}, "inférieur au moins"),
        ("rules", answers.RULES | {"priorities": ["rate", "days", "place"]}, "Choisissez-en au plus 2"),
        ("rules", answers.RULES | {"refused": "732829320\n123456789"}, "Ligne 2"),
        ("rules", answers.RULES | {"refused": "000000000"}, "Ligne 1"),
        ("rules", answers.RULES | {"zones": ["2Z"]}, "Choisissez des réponses de la liste"),
        ("rules", answers.RULES | {"weekly_cap": "4"}, "choix valide"),
    ],
)
def test_a_bad_answer_is_said_beside_its_field_and_kept(log_in, name, said, told):
    cto = a_cto()
    response = log_in(cto.user).post(reverse(f"ctos:{name}"), said)
    assert told in summary_of(response)
    cto.refresh_from_db()
    assert (cto.rates, cto.headline, cto.kinds_accepted, cto.drawn_by) == (None, "", [], "")
    assert not cto.posts.exists()
    assert not cto.week_steps.exists()


def test_what_was_typed_stands_after_a_refusal(log_in):
    cto = a_cto()
    response = log_in(cto.user).post(reverse("ctos:rules"), answers.RULES | {"weekly_cap": "9"})
    page = read(response)
    assert page.select_one("[name=refused]").get_text().strip() == "732 829 320 Fonderie Lamart"
    assert page.select_one("[name=zones][value='69']").has_attr("checked")
    assert page.select_one("details#zone-84").has_attr("open")
    assert page.select_one(".summary")["tabindex"] == "-1"


def test_a_file_that_lacks_something_says_what_and_where(log_in):
    cto = a_complete_cto(drawn_by="role")
    client = log_in(cto.user)
    links = [a["href"] for a in read(client.get(reverse("ctos:summary"))).select("#lacks ~ ul a")]
    assert links == [reverse("ctos:experience"), reverse("ctos:week")]
    response = client.post(reverse("ctos:summary"))
    assert response.status_code == 422
    assert "Il manque encore à votre dossier" in response.text


def test_an_answer_goes_back_with_the_file(log_in):
    cto = a_complete_cto(drawn_by="role")
    a_post(cto)
    set_week(cto=cto, steps=[Step(MONDAY, [2])], by=cto.user)
    actions.submit(cto=cto, by=cto.user)
    curator = a_user(first_name="Claire", is_curator=True)
    actions.ask(cto=cto, by=curator, what="Qui tenait le budget ?")
    client = log_in(cto.user)
    assert "Claire vous demande" in client.get(reverse("ctos:home")).text
    assert client.post(reverse("ctos:summary"), {"answer": "Moi, depuis 2016."}).status_code == 302
    from fractional.history.models import Note

    assert "Moi, depuis 2016." in Note.objects.values_list("text", flat=True)


def test_somebody_elses_role_does_not_exist(log_in):
    post = a_post(a_cto())
    client = log_in(a_cto().user)
    assert client.get(reverse("ctos:post", args=[post.public_id])).status_code == 404
    assert client.post(reverse("ctos:post_remove", args=[post.public_id])).status_code == 404
    assert Post.objects.filter(pk=post.pk).exists()


def test_without_a_file_there_is_no_home_but_a_start(log_in):
    client = log_in(a_user())
    assert client.get(reverse("ctos:home")).status_code == 404
    assert client.get(reverse("ctos:start")).status_code == 200


def test_availability_is_confirmed_in_one_click(log_in, verified):
    Cto.objects.filter(pk=verified.pk).update(availability_confirmed_on=MONDAY - timedelta(days=50))
    client = log_in(verified.user)
    assert "toujours d’actualité" in client.get(reverse("ctos:home")).text
    client.post(reverse("ctos:confirm"))
    verified.refresh_from_db()
    assert verified.availability_confirmed_on == MONDAY


def test_a_pause_is_taken_and_ended(log_in, verified):
    client = log_in(verified.user)
    assert client.post(reverse("ctos:pause"), {"until": "2026-11-23"}).status_code == 422
    assert client.post(reverse("ctos:pause"), {"until": "2027-01-04"}).status_code == 302
    assert "Aucune proposition avant le 4 janvier 2027" in client.get(reverse("ctos:home")).text
    client.post(reverse("ctos:resume"))
    verified.refresh_from_db()
    assert verified.state == Cto.State.VERIFIED


def test_a_second_resume_is_a_clear_refusal(log_in, verified):
    response = log_in(verified.user).post(reverse("ctos:resume"))
    assert response.status_code == 409
    assert "n’est plus possible" in response.text


def test_a_file_is_closed_with_its_reason(log_in, verified):
    client = log_in(verified.user)
    assert client.post(reverse("ctos:leave"), {}).status_code == 422
    assert client.post(reverse("ctos:leave"), {"reason": "full_time"}).status_code == 302
    assert "Votre dossier est clos" in client.get(reverse("ctos:home")).text


@pytest.mark.parametrize("state", ["draft", "submitted", "asked", "oriented", "verified", "paused", "left"])
@pytest.mark.parametrize(
    "name", ["home", "experience", "profile", "rates", "week", "clients", "rules", "summary", "pause"]
)
def test_every_page_opens_in_every_state(log_in, name, state):
    fields = {
        "asked_at": clock.now(),
        "asked_until": clock.today(),
        "asked_for": "Qui tenait le budget ?",
        "oriented_at": clock.now(),
        "orientation_path": "C",
        "orientation_reasons": "Un premier rôle",
        "recheck_on": date(2027, 5, 24),
        "paused_until": date(2027, 1, 4),
        "left_on": MONDAY,
        "left_reason": "other",
    }
    now = clock.now()
    verified = {
        "submitted_at": now,
        "verified_at": now,
        "verified_by": a_user(),
        "availability_confirmed_on": MONDAY,
    }
    cto = a_complete_cto(state=state, **fields | verified)
    a_post(cto)
    set_week(cto=cto, steps=[Step(MONDAY, [2, 3])], by=cto.user)
    assert log_in(cto.user).get(reverse(f"ctos:{name}")).status_code == 200


@pytest.mark.parametrize(
    ("name", "queries"),
    [("home", 9), ("experience", 7), ("rates", 7), ("week", 8), ("rules", 8), ("summary", 8), ("clients", 8)],
)
def test_a_page_asks_little_of_the_database(log_in, verified, name, queries, django_assert_max_num_queries):
    for number in range(6):
        a_post(verified, company_name=f"Maison {number}")
    for half_day in (6, 7):
        hold_external(
            cto=verified, half_days=[half_day], first=MONDAY, until=None, label="x", by=verified.user
        )
    client = log_in(verified.user)
    with django_assert_max_num_queries(queries):
        client.get(reverse(f"ctos:{name}"))


def test_removing_a_role_redraws_the_list_and_its_months(log_in):
    cto = a_cto()
    a_post(cto)
    gone = a_post(cto, company_name="Mérou", started_on=date(2020, 1, 1), ended_on=date(2020, 12, 31))
    client = log_in(cto.user)
    fragment = client.post(reverse("ctos:post_remove", args=[gone.public_id]), headers=HTMX)
    page = read(client.get(reverse("ctos:experience"))).select_one("#roles")
    swapped = read(fragment).select_one("#roles")
    swapped.select_one("#toasts").decompose()
    assert swapped.get_text(" ", strip=True) == page.get_text(" ", strip=True)
    assert "5 ans" in swapped.get_text()


def test_months_are_counted_while_they_are_typed(log_in):
    cto = a_cto()
    first = a_post(cto)  # five years
    client = log_in(cto.user)
    said = {"title": "cto", "full_time": "True", "started_on": "2019-07", "ended_on": "2020-06"}

    def told(**more):
        return read(client.get(reverse("ctos:months"), said | more)).select_one("#months .figure").get_text()

    assert told() == "5 ans et 6 mois"
    assert told(post=first.public_id) == "1 an"
    assert told(title="lead") == "5 ans"
    assert told(started_on="n’importe quoi") == "5 ans"
    assert told(post="\x00") == "5 ans et 6 mois"


def test_rate_steps_are_drawn_while_they_are_typed(log_in):
    client = log_in(a_cto().user)
    drawn = read(client.get(reverse("ctos:rates_preview"), answers.RATES)).get_text(" ", strip=True)
    assert "dès 6 mois 920" in drawn.replace("\u00a0", " ")
    assert "s’affichent ici" in client.get(reverse("ctos:rates_preview"), {"target_rate_eur": "0"}).text


def test_no_file_appears_in_the_outbox_of_somebody_else(log_in, verified):
    log_in(verified.user).post(reverse("ctos:confirm"))
    assert set(Row.objects.mails().values_list("to", flat=True)) == {verified.user.email}
