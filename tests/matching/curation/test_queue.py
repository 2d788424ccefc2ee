"""What waits for a curator, and by when."""

from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from fractional import clock
from fractional.accounts import actions as accounts
from fractional.accounts.models import User
from fractional.companies.models import Company
from fractional.ctos import actions as cto_actions
from fractional.ctos.models import Cto
from fractional.history.models import Event
from fractional.outbox.models import Row
from matching.curation.actions import perform
from matching.curation.models import Pending
from matching.curation.queue import Waiting, everything, waiting
from matching.proposals.models import Proposal
from missions.needs.models import Need
from tests import factories
from tests.conftest import logged_in

pytestmark = pytest.mark.django_db

MONDAY = datetime(2027, 1, 11, 10, tzinfo=clock.PARIS)
UNVERIFIED = {"state": Company.State.UNVERIFIED, "verified_at": None, "verified_by": None}


@pytest.fixture(autouse=True)
def monday():
    with clock.standing_at(MONDAY):
        yield


def rows(kind: str) -> list[Waiting]:
    return [row for row in waiting(clock.today()) if row.kind.label == kind]


def let_it_be_done() -> None:
    """The seconds in which what was decided may be undone pass."""
    with clock.standing_at(MONDAY + timedelta(seconds=10)):
        for pending in Pending.objects.to_come():
            perform(pending_id=pending.pk)


@pytest.fixture
def nameless() -> Company:
    """A company that has not given its SIREN."""
    return factories.make_company(siren="", created_at=MONDAY - timedelta(days=60), **UNVERIFIED)


def test_a_missing_siren_is_to_be_asked_for_once_a_need_waits_for_it(nameless):
    assert rows("SIREN à demander") == []
    need = factories.make_need(company=nameless, state=Need.State.SUBMITTED)
    row = rows("SIREN à demander")[0]
    assert (row.title, row.due_on, row.late) == (nameless.name, date(2027, 1, 13), False)
    page = logged_in(factories.make_curator()).get(row.url).content.decode()
    assert "Le numéro SIREN manque" in page
    assert f"/besoins/{need.public_id}/" in page or str(need.public_id) in page
    assert "verifier" not in page


def test_a_company_is_promised_from_its_need_and_not_from_its_account(nameless):
    Company.objects.filter(pk=nameless.pk).update(siren=factories.siren(4711))
    factories.make_need(company=nameless, state=Need.State.SUBMITTED)
    assert rows("SIREN à demander") == []
    assert [row.due_on for row in rows("Entreprise")] == [date(2027, 1, 13)]


# --- Verified files that have changed -------------------------------------------------------------------
@pytest.fixture
def changed() -> Cto:
    cto = factories.make_cto(user=factories.make_user(first_name="Maël", last_name="Trévidic"))
    cto_actions.change_post(post=cto.posts.get(), by=cto.user, result="Délai divisé par dix", team_led=9)
    return cto


def test_what_a_verified_cto_has_changed_is_to_be_read_within_five_working_days(changed):
    row = rows("Expérience à relire")[0]
    assert (row.title, row.due_on) == ("Maël Trévidic", date(2027, 1, 18))


def test_the_page_shows_both_versions_and_reading_empties_the_row(changed):
    curator = logged_in(factories.make_curator())
    page = curator.get(rows("Expérience à relire")[0].url).content.decode()
    assert "Délai divisé par dix" in page
    assert "Délai de livraison divisé par trois" in page
    assert "Personnes que vous dirigiez</dt><dd>9" in page
    assert "avant : 8" in page
    assert "Stade" not in page.split("<h2>Règles")[0]  # what did not change is not shown again
    answer = curator.post(reverse("curation:read_changes", args=[changed.public_id]))
    assert answer.url.startswith(reverse("curation:queue"))
    assert rows("Expérience à relire") == []
    let_it_be_done()
    assert rows("Expérience à relire") == []
    page = curator.get(reverse("curation:cto", args=[changed.public_id])).content.decode()
    assert "divisé par trois" not in page
    assert "changements relus" in page


def test_a_question_takes_the_row_away_until_the_cto_answers(changed):
    curator = logged_in(factories.make_curator())
    ask = reverse("curation:ask_about_changes", args=[changed.public_id])
    assert curator.post(ask, {"what": ""}).status_code == 422
    assert curator.post(ask, {"what": "Divisé par dix, mesuré comment ?"}).status_code == 302
    let_it_be_done()
    assert rows("Expérience à relire") == []
    page = curator.get(reverse("curation:cto", args=[changed.public_id])).content.decode()
    assert "Divisé par dix, mesuré comment" in page
    cto_actions.change_post(post=changed.posts.get(), by=changed.user, result="Délai divisé par neuf")
    assert len(rows("Expérience à relire")) == 1


# --- Whose row it is, and until when it rests -----------------------------------------------------------
ASKED = {"kind": "abuse", "about": "Un besoin copié", "words": "Ce texte est le nôtre."}


@pytest.fixture
def claire() -> User:
    return factories.make_curator(first_name="Claire")


@pytest.fixture
def file(claire: User) -> Cto:
    return factories.make_cto(state=Cto.State.SUBMITTED, owner_curator=claire)


def titles(client, **query: str) -> list[str]:
    page = BeautifulSoup(client.get(reverse("curation:queue"), query).content, "html.parser")
    return [row.get_text() for row in page.select("[data-row] .name")]


def test_a_row_is_given_to_somebody_else(file: Cto, claire: User):
    paule = factories.make_curator(first_name="Paule")
    clients = {user.first_name: logged_in(user) for user in (claire, paule)}
    care = reverse("curation:care", args=["cto", file.pk])
    assert titles(clients["Claire"], a_qui="moi") == [file.user.full_name]
    assert clients["Claire"].post(care, {"owner": paule.pk}).status_code == 302
    assert titles(clients["Paule"], a_qui="moi") == [file.user.full_name]
    assert titles(clients["Claire"], a_qui="moi") == []
    event = Event.objects.of("cto", file.pk).get(event="assigned")
    assert (event.by_id, event.facts) == (claire.pk, {"to": paule.pk})


def test_no_row_is_without_owner_nor_date(claire: User):
    paule = factories.make_curator(first_name="Paule")
    given_to_who_left = factories.make_user(first_name="Partie")
    for owner in (None, given_to_who_left, None, None, None):
        factories.make_cto(state=Cto.State.SUBMITTED, owner_curator=owner)
    asked = {"kind": "human", "about": "Une sélection", "words": "Pourquoi ces trois profils ?"}
    for curator in (claire, paule):
        accounts.contest(user=curator, **asked)
    first = everything(clock.today())
    assert all(row.owner in (claire, paule) and row.due_on for row in first)
    assert [row.owner for row in everything(clock.today())] == [row.owner for row in first]
    assert [row.owner for row in first if row.kind.label == "Demande à l’équipe"] == [paule, claire]


def test_several_rows_are_taken_over_or_put_off_at_once(file: Cto, claire: User):
    paule, other = factories.make_curator(first_name="Paule"), factories.make_cto(state=Cto.State.SUBMITTED)
    client, act = logged_in(paule), reverse("curation:bulk")
    both = {"row": [f"cto-{file.pk}", f"cto-{other.pk}", "cto-0", "rien"]}
    assert client.post(act, both | {"act": "take"}).status_code == 302
    assert {row.owner for row in waiting(clock.today())} == {paule}
    refused = client.post(act, both | {"act": "snooze", "bulk-until": "2027-01-13", "bulk-reason": ""})
    assert (refused.status_code, refused.content.decode().count(" checked")) == (422, 2)
    said = {"act": "snooze", "bulk-until": "2027-01-13", "bulk-reason": "Attend un appel"}
    assert client.post(act, both | said).status_code == 302
    assert waiting(clock.today()) == []


def test_a_refused_consent_and_a_silent_request_to_join_are_worth_a_call(claire: User):
    company = factories.make_company(owner_curator=claire)
    sent_back = {"state": Need.State.ASKED, "asked_at": MONDAY, "asked_for": "L’accord du CTO en place"}
    need = factories.make_need(company=company, kind="reinforcement", owner_curator=claire, **sent_back)
    asked_on = {"due_on": date(2027, 1, 25), "asked_at": MONDAY}
    need.consents.create(email="en.place@exemple.example", state="refused", answered_at=MONDAY, **asked_on)
    lucie = factories.make_user(first_name="Lucie", last_name="Ferrandet")
    asked = need.company.join_requests.create(user=lucie, **asked_on)
    assert rows("Demande à rejoindre une entreprise") == []
    asked.reminded_at = MONDAY
    asked.save()
    for kind, due_on in (
        ("Accord refusé par le CTO en place", date(2027, 1, 13)),
        ("Demande à rejoindre une entreprise", date(2027, 1, 25)),
    ):
        [row] = rows(kind)
        assert (row.due_on, row.owner) == (due_on, claire)
        page = logged_in(claire).get(row.url)
        assert page.status_code == 200
    assert "Lucie Ferrandet" in page.content.decode()


def test_only_the_team_is_given_rows(file: Cto, claire: User):
    care = reverse("curation:care", args=["cto", file.pk])
    assert logged_in(claire).post(care, {"owner": file.user.pk}).status_code == 422


def test_a_row_rests_until_its_day_with_a_reason_and_its_promise_stays(file: Cto, claire: User):
    client, promise = logged_in(claire), rows("Dossier de CTO")[0].due_on
    care = reverse("curation:care", args=["cto", file.pk])
    assert client.post(care, {"until": "2027-01-13", "reason": ""}).status_code == 422
    assert client.post(care, {"until": "2027-01-26", "reason": "Attend un appel"}).status_code == 422
    assert client.post(care, {"until": "2027-01-13", "reason": "Attend un appel"}).status_code == 302
    assert titles(client) == []
    assert titles(client, a_qui="reportes") == [file.user.full_name]
    assert [row.due_on for row in everything(clock.today())] == [promise]
    with clock.standing_at(MONDAY + timedelta(days=2)):
        assert titles(client) == [file.user.full_name]
    client.post(reverse("curation:wake", args=["cto", file.pk]))
    assert titles(client) == [file.user.full_name]


def test_what_does_not_wait_cannot_be_taken_care_of(claire: User):
    verified = factories.make_cto()
    assert logged_in(claire).get(reverse("curation:care", args=["cto", verified.pk])).status_code == 404


def test_a_report_is_answered_from_the_queue_by_somebody_else_than_its_author(claire: User):
    contest = accounts.contest(user=factories.make_user(), **ASKED)
    own = accounts.contest(user=claire, **ASKED)
    client = logged_in(claire)
    assert titles(client, genre="signalement") == ["Un besoin copié"]
    page = reverse("curation:contest", args=[contest.public_id])
    assert "Ce texte est le nôtre." in client.get(page).content.decode()
    assert client.post(page, {"answer": ""}).status_code == 422
    assert client.post(page, {"answer": "Le besoin est retiré."}).status_code == 302
    assert titles(client, genre="signalement") == []
    assert client.get(page).status_code == 404
    assert client.get(reverse("curation:contest", args=[own.public_id])).status_code == 404


def test_a_turn_reminded_of_and_about_to_end_is_worth_a_call(claire: User):
    proposal = factories.make_proposal(
        need=factories.make_need(), cto=factories.make_cto(), state="sent", due_on=date(2027, 1, 13)
    )
    assert rows("Échange sans réponse") == []
    Proposal.objects.filter(pk=proposal.pk).update(reminders=1)
    row = rows("Échange sans réponse")[0]
    assert (row.due_on, row.about) == (date(2027, 1, 13), f"à {proposal.cto.user.full_name} de répondre")
    page = logged_in(claire).get(row.url).content.decode()
    assert "Au CTO de répondre" in page
    assert proposal.cto.user.email in page


@pytest.fixture
def silent() -> Proposal:
    return factories.make_proposal(
        need=factories.make_need(),
        cto=factories.make_cto(),
        state="sent",
        due_on=date(2027, 1, 13),
        reminders=1,
    )


def test_a_silent_turn_is_reminded_of_by_hand_three_times_at_most(silent: Proposal, claire: User):
    client, poke = logged_in(claire), reverse("curation:poke", args=[silent.public_id])
    for _time in range(2):
        assert client.post(poke).status_code == 302
    mails = Row.objects.mails().filter(kind="reminder", to=silent.cto.user.email)
    assert mails.count() == 2
    assert client.post(poke).status_code == 409
    assert Event.objects.of("proposal", silent.pk).filter(event="poked", by_id=claire.pk).count() == 2


def test_a_turn_is_extended_once_with_a_reason(silent: Proposal, claire: User):
    client, extend = logged_in(claire), reverse("curation:extend", args=[silent.public_id])
    assert client.post(extend, {"reason": ""}).status_code == 422
    assert client.post(extend, {"reason": "En congé jusqu’à jeudi"}).status_code == 302
    silent.refresh_from_db()
    assert silent.due_on == date(2027, 1, 18)
    assert client.post(extend, {"reason": "Encore"}).status_code == 409
    event = Event.objects.of("proposal", silent.pk).get(event="extended")
    assert (event.facts, event.note.text) == ({"until": "2027-01-18"}, "En congé jusqu’à jeudi")


def test_nobody_of_the_company_decides_for_it(silent: Proposal):
    owner = silent.need.created_by
    User.objects.filter(pk=owner.pk).update(is_curator=True)
    owner.refresh_from_db()
    assert logged_in(owner).post(reverse("curation:poke", args=[silent.public_id])).status_code == 422
