"""The pages of needs: told without a script, saved as typed with one, read by the company alone."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from fractional import clock
from fractional.companies.models import Member
from missions.needs import actions, panels
from missions.needs.models import Need
from tests.missions.conftest import tell
from tests.missions.needs.test_forms import BUDGET, PLACE, PROBLEM, TEAM, rhythm

pytestmark = pytest.mark.django_db

STEPS = {"probleme": PROBLEM, "equipe": TEAM, "place": PLACE, "rythme": rhythm, "budget": BUDGET}
LEAD_DEV = {
    "problem_words": "Il nous faut quelqu’un qui code tous les jours, avec deux juniors.",
    "team_devs": 2,
    "committee_seat": False,
    "hands_on": 2,
}
ACTS = ["maintain", "submit", "later", "confirm", "resume", "copy"]
PAGES = ["need", "brief", "opinion", "pause", "withdraw"]


def url(name: str, need: Need, *more) -> str:
    return reverse(f"needs:{name}", args=[need.public_id, *more])


def text(answer) -> str:
    """The page with every blank, no-break ones too, as one space."""
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def client(log_in, solene):
    return log_in(solene)


# --- Told ----------------------------------------------------------------------------------------------
def test_a_need_is_told_and_submitted_without_a_script(client, function, kelvio, solene):
    assert client.get(reverse("needs:new")).status_code == 200
    answer = client.post(reverse("needs:new"), {"read": "on"})
    need = Need.objects.get()
    for slug, data in STEPS.items():
        assert answer.url == url("step", need, slug)
        assert client.get(answer.url).status_code == 200
        answer = client.post(answer.url, data() if callable(data) else data)
    assert answer.url == url("opinion", need)
    assert "Notre avis : un CTO part-time peut vous aider" in text(client.get(answer.url)).replace(
        "\u00a0", " "
    )
    answer = client.post(url("submit", need))
    assert answer.url == url("need", need)
    page = text(client.get(answer.url))
    need.refresh_from_db()
    assert need.state == "submitted"
    assert "relit votre besoin" in page


def test_a_person_without_company_opens_its_account_first(log_in, stranger):
    answer = log_in(stranger).get(reverse("needs:new"))
    assert answer.url == "/entreprise/creer/?next=%2Fbesoins%2Fnouveau%2F"
    assert log_in(stranger).get(reverse("needs:list")).url == reverse("needs:new")


def test_a_visit_begins_no_need(client, kelvio):
    client.get(reverse("needs:new"))
    assert not Need.objects.exists()


@pytest.mark.parametrize("slug", STEPS)
def test_an_empty_step_is_answered_422_and_saves_nothing(client, draft, slug):
    answer = client.post(url("step", draft, slug), {})
    assert answer.status_code == 422
    assert "il reste à corriger" in text(answer)


def test_wrong_answers_are_kept_beside_their_messages(client, draft):
    answer = client.post(url("step", draft, "probleme"), PROBLEM | {"goal_1_metric": ""})
    assert answer.status_code == 422
    page = text(answer)
    assert "Un objectif se mesure" in page
    assert "elles en prennent six" in page
    draft.refresh_from_db()
    assert draft.problem_words == ""


def test_a_step_is_saved_as_it_is_typed(client, draft):
    answer = client.post(
        url("step", draft, "probleme"),
        {"problem_words": PROBLEM["problem_words"], "goal_1_result": "Livrer"},
        headers={"hx-request": "true"},
    )
    assert answer.status_code == 200
    page = text(answer)
    assert "Enregistré à" in page
    assert "<html" not in page
    draft.refresh_from_db()
    assert draft.problem_words == PROBLEM["problem_words"]
    assert not draft.goals.exists()


def test_saved_as_typed_is_the_same_page_as_saved_and_read_again(client, told):
    """The fragment that a script swaps in says what a fresh page would say."""
    answer = client.post(
        url("step", told, "budget"), BUDGET | {"ceiling_eur": "900"}, headers={"hx-request": "true"}
    )
    figures = re.search(r'<p><span class="figure">.*?</dl>', text(answer)).group()
    assert "7 794" in figures
    assert figures in text(client.get(url("step", told, "budget")))


def test_a_kind_brings_its_own_question_as_it_is_chosen(client, draft):
    answer = client.post(
        url("step", draft, "place"), PLACE | {"kind": "transition"}, headers={"hx-request": "true"}
    )
    assert 'id="own-questions" hx-swap-oob="true"' in text(answer)
    assert "id_cto_leaves_on" in text(answer)


def test_a_contradiction_is_flagged_as_it_is_typed_and_blocks_nothing(client, told):
    told_so = PLACE | {"hands_on": "2", "nature": "mixed"}
    answer = client.post(url("step", told, "place"), told_so, headers={"hx-request": "true"})
    assert "l’un chassera l’autre" in text(answer)
    assert client.post(url("step", told, "place"), told_so).status_code == 302


def test_a_badly_taken_word_is_hinted_on_the_page(client, told, solene):
    actions.save_step(need=told, by=solene, fields={"if_nothing_changes": "Il faudra un jeune CTO."})
    assert "« jeune CTO » : à reformuler" in text(client.get(url("step", told, "probleme"))).replace(
        "\u00a0", " "
    )


def test_an_unknown_step_does_not_exist(client, draft):
    assert client.get(url("step", draft, "paiement")).status_code == 404


def test_a_published_need_is_edited_whole_and_not_as_typed(client, published):
    target = url("step", published, "rythme")
    client.post(target, rhythm(months="9"), headers={"hx-request": "true"})
    published.refresh_from_db()
    assert published.months == 6
    assert client.post(target, rhythm(months="9")).url == url("need", published)
    published.refresh_from_db()
    assert published.months == 9
    assert "Le classement est refait" in text(client.get(url("need", published)))


def test_a_frozen_need_sends_back_to_its_page(client, published):
    need = actions.mark_selected(need=published, by=None)
    assert client.get(url("step", need, "rythme")).url == url("need", need)
    assert client.post(url("step", need, "rythme"), rhythm(months="9")).url == url("need", need)


# --- Our opinion ---------------------------------------------------------------------------------------
def test_our_opinion_quotes_the_founder_and_may_be_maintained(client, draft, solene):
    need = tell(draft, solene, **LEAD_DEV)
    page = text(client.get(url("opinion", need)))
    assert "un lead dev vous aiderait davantage qu’un CTO" in page
    assert "« Il nous faut quelqu’un qui code tous les jours, avec deux juniors »" in page
    assert "Envoyer mon besoin" not in page
    assert client.post(url("submit", need)).url == url("opinion", need)
    assert client.post(url("maintain", need), {"why": "Nous avons déjà un lead."}).url == url("opinion", need)
    assert "Envoyer mon besoin" in text(client.get(url("opinion", need)))
    assert client.post(url("submit", need)).url == url("need", need)


def test_an_unfinished_need_has_no_opinion_yet(client, draft):
    assert client.get(url("opinion", draft)).url == url("step", draft, "probleme")
    assert client.post(url("submit", draft)).url == url("step", draft, "probleme")


def test_not_yet_comes_with_a_dated_reminder(client, draft, solene):
    need = tell(draft, solene, team_devs=0, half_days=1, asked_half_days=[], ceiling_eur=500)
    assert "Me le rappeler ce jour-là" in text(client.get(url("opinion", need)))
    assert client.post(url("later", need)).url == url("opinion", need)


def test_every_rule_of_our_opinion_says_where_its_quote_was_given():
    from missions.needs import advice, triage

    rules = {rule.code for table in triage.TABLE.values() for rule in table}
    assert rules == set(advice.SOURCES)
    assert set(triage.KINDS) == {*advice.AGREED, *advice.OTHERWISE}


# --- The page of a need ----------------------------------------------------------------------------------
def test_a_published_need_promises_a_day_and_says_who_keeps_it(client, published):
    page = text(client.get(url("need", published)))
    assert "Claire choisit vos profils" in page
    assert "Au plus tard" in page
    assert "Toujours d’actualité" in page


def test_a_question_is_read_as_written(client, submitted, claire):
    need = actions.ask(need=submitted, by=claire, what="Qui signe ?")
    assert "Qui signe ?" in text(client.get(url("need", need)))


def test_an_upper_layer_hangs_its_panel_on_the_page(client, published, monkeypatch):
    monkeypatch.setattr(panels, "_sources", [])
    panels.register(
        lambda request, need: panels.Panel("components/empty.html", {"of": need}, ranked_at=clock.now())
    )
    answer = client.get(url("need", published))
    assert answer.context["panels"][0].context == {"of": published}
    assert [row["state"] for row in answer.context["progress"]] == ["done", "done", "done", "done", "current"]


def test_a_panel_is_registered_once(monkeypatch):
    monkeypatch.setattr(panels, "_sources", [])

    def nothing(request, need):
        return None

    panels.register(nothing)
    panels.register(nothing)
    assert panels._sources == [nothing]


def test_a_company_confirms_pauses_resumes_withdraws_and_takes_up_again(client, published):
    assert client.post(url("confirm", published)).url == url("need", published)
    until = (clock.today() + timedelta(days=30)).isoformat()
    assert client.get(url("pause", published)).status_code == 200
    assert client.post(url("pause", published), {"until": until}).url == url("need", published)
    assert "Relancer dès maintenant" in text(client.get(url("need", published)))
    assert client.post(url("resume", published)).url == url("need", published)
    assert client.get(url("withdraw", published)).status_code == 200
    assert client.post(url("withdraw", published), {"reason": "budget"}).url == reverse("needs:list")
    assert "Le budget n’est plus là" in text(client.get(url("need", published)))
    answer = client.post(url("copy", published))
    twin = Need.objects.latest("pk")
    assert answer.url == url("step", twin, "probleme")
    assert twin.copied_from == published


@pytest.mark.parametrize(
    ("name", "data"), [("pause", {"until": "jamais"}), ("withdraw", {"reason": "caprice"})]
)
def test_a_wrong_ending_is_answered_422(client, published, name, data):
    assert client.post(url(name, published), data).status_code == 422


@pytest.mark.parametrize("name", ["confirm", "resume"])
def test_an_act_that_came_too_late_is_answered_409(client, told, name):
    assert client.post(url(name, told)).status_code == 409


def test_the_printable_brief_holds_what_was_told(client, told):
    page = text(client.get(url("brief", told)))
    assert "Livrer chaque semaine" in page


# --- The list ------------------------------------------------------------------------------------------
def test_the_list_says_whose_turn_it_is(client, draft, published):
    page = text(client.get(reverse("needs:list")))
    assert "Claire choisit vos profils" in page


def test_the_list_costs_the_same_for_one_need_and_for_twenty(
    client, told, solene, kelvio, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        client.get(reverse("needs:list"))
    for _number in range(19):
        actions.copy(need=told, by=solene)
    with django_assert_max_num_queries(10):
        answer = client.get(reverse("needs:list"))
    assert len(answer.context["under_way"]) == 20


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_few_queries(client, published, name, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr(panels, "_sources", [])
    with django_assert_max_num_queries(12):
        client.get(url(name, published))


# --- Access ----------------------------------------------------------------------------------------------
def test_any_member_tells_and_submits(log_in, colleague, told):
    client = log_in(colleague)
    assert client.post(url("step", told, "equipe"), TEAM | {"team_devs": "9"}).status_code == 302
    assert client.post(url("submit", told)).url == url("need", told)


@pytest.mark.parametrize("name", PAGES)
def test_a_foreign_need_does_not_exist(log_in, stranger, published, name):
    client = log_in(stranger)
    assert client.get(url(name, published)).status_code == 404
    assert client.get(reverse(f"needs:{name}", args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize("name", ACTS)
def test_nobody_acts_on_a_foreign_need(log_in, stranger, published, name):
    assert log_in(stranger).post(url(name, published)).status_code == 404


@pytest.mark.parametrize("slug", STEPS)
def test_nobody_edits_a_foreign_need(log_in, stranger, draft, slug):
    client = log_in(stranger)
    assert client.get(url("step", draft, slug)).status_code == 404
    assert client.post(url("step", draft, slug), {}).status_code == 404


@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_never_a_visit(client, published, name):
    assert client.get(url(name, published)).status_code == 405


def test_who_left_the_company_sees_its_needs_no_more(log_in, solene, published):
    Member.objects.filter(user=solene).update(left_on=clock.today())
    assert log_in(solene).get(url("need", published)).status_code == 404
