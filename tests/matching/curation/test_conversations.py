"""What the team does between two sides: a wording, a hand, an answer taken down, a proposal taken back."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from fractional import clock
from fractional.accounts.models import Contest, User
from fractional.companies.actions import NotOneself
from fractional.errors import Conflict
from fractional.history.models import Event
from fractional.outbox.models import Row
from matching.curation.actions import perform
from matching.curation.models import Pending
from matching.proposals import links
from matching.proposals.actions import phone
from matching.proposals.models import PhoneAnswer, Proposal
from missions.needs.models import Need
from tests import factories
from tests.conftest import https_client, logged_in

pytestmark = pytest.mark.django_db
MONDAY = datetime(2027, 1, 11, 10, tzinfo=clock.PARIS)
SAID = {"said-source": "call"}


@pytest.fixture(autouse=True)
def monday():
    with clock.standing_at(MONDAY):
        yield


@pytest.fixture
def claire() -> User:
    return factories.make_curator(first_name="Claire")


@pytest.fixture
def sent(claire) -> Proposal:
    need = factories.make_need(title="Livrer chaque semaine", state=Need.State.IN_TALKS, owner_curator=claire)
    return factories.make_proposal(need=need, cto=factories.make_cto(), state="sent")


def url(name: str, *args: object) -> str:
    return reverse(f"curation:{name}", args=args)


def let_it_be_done() -> None:
    with clock.standing_at(MONDAY + timedelta(seconds=10)):
        for pending in Pending.objects.to_come():
            perform(pending_id=pending.pk)


def last_mail(kind: str) -> Row:
    return Row.objects.mails().filter(kind=kind).latest("pk")


def test_another_wording_begins_from_the_text_and_leaves_after_ten_seconds(claire):
    need = factories.make_need(state=Need.State.SUBMITTED, title="Livrer mieux")
    client, page = logged_in(claire), url("need", need.public_id)
    assert "Livrer mieux</textarea>" in client.get(f"{page}?texte=title").content.decode()
    refused = client.post(url("suggest", need.public_id), {"field": "title", "after": "Livrer mieux"})
    assert (refused.status_code, need.rewordings.count()) == (409, 0)
    taken = client.post(url("suggest", need.public_id), {"field": "title", "after": "Livrer chaque semaine"})
    assert (taken.url, need.rewordings.count()) == (page, 0)
    let_it_be_done()
    assert need.rewordings.get().after == "Livrer chaque semaine"
    assert "réponse attendue au plus tard" in client.get(page).content.decode()


def test_a_hand_is_told_why_not_this_time_in_words_that_its_cto_reads(claire):
    hand = factories.make_hand(factories.make_need(), factories.make_cto(), words="J’ai vécu ce problème.")
    client, page = logged_in(claire), url("hand", hand.public_id)
    assert "J’ai vécu ce problème." in client.get(page).content.decode()
    assert client.post(page, {"words": ""}).status_code == 422
    assert client.post(page, {"words": "Une équipe de trente personnes est demandée."}).status_code == 302
    let_it_be_done()
    hand.refresh_from_db()
    assert (hand.answer, hand.answered_by) == ("not_now", claire)
    assert last_mail("hand").context["words"] == "Une équipe de trente personnes est demandée."


def test_a_proposal_is_withdrawn_by_the_team_and_both_sides_read_why(claire, sent):
    client, act = logged_in(claire), url("withdraw", sent.public_id)
    assert client.post(act, {"withdraw-reason": "silence"}).status_code == 422
    said = {"withdraw-reason": "asked_by_company", "withdraw-note": "Appel de ce matin"}
    assert client.post(act, said).status_code == 302
    let_it_be_done()
    sent.refresh_from_db()
    assert (sent.state, sent.ended_by, sent.end_reason) == ("withdrawn", "curator", "asked_by_company")
    told = {row.to for row in Row.objects.mails().filter(kind="ended")}
    assert told == {sent.cto.user.email, sent.need.created_by.email}
    event = Event.objects.of("proposal", sent.pk).get(event="withdrawn")
    assert (event.by_id, event.note.text) == (claire.pk, "Appel de ce matin")


def test_an_answer_by_telephone_is_written_down_in_the_name_of_whoever_gave_it(claire, sent):
    client, page = logged_in(claire), url("note_answer", sent.public_id, "decline")
    cto = sent.cto.user
    assert client.get(url("note_answer", sent.public_id, "want")).status_code == 302
    assert client.post(page, SAID | {"said-person": claire.pk, "reason": "rate"}).status_code == 422
    assert client.post(page, SAID | {"said-person": cto.pk, "reason": "rate"}).status_code == 302
    let_it_be_done()
    sent.refresh_from_db()
    noted = PhoneAnswer.objects.get()
    assert (sent.state, noted.on_behalf_of, noted.by) == ("declined", cto, claire)
    assert noted.contest_until == date(2027, 1, 13)
    assert last_mail("answer_noted").to == cto.email
    journal = client.get(url("journal")).content.decode()
    assert f"au nom de {cto.full_name}" in journal
    assert "contestable jusqu’au" in client.get(url("conversation", sent.public_id)).content.decode()


def test_what_a_company_says_by_telephone_goes_on_like_its_own_answer(claire):
    need = factories.make_need(state=Need.State.SELECTED)
    kept = factories.make_proposal(need=need, cto=factories.make_cto(), state="kept")
    slots = {
        f"slot_{place}_{part}": text
        for place in (1, 2, 3)
        for part, text in ((0, "2027-01-18"), (1, f"{8 + place}:00"))
    }
    said = SAID | {"said-person": need.created_by.pk, "message": "Par où commenceriez-vous ?"} | slots
    assert logged_in(claire).post(url("note_answer", kept.public_id, "want"), said).status_code == 302
    let_it_be_done()
    kept.refresh_from_db()
    assert (kept.state, kept.wanted_by, len(kept.slots)) == ("sent", need.created_by, 3)


def test_other_terms_by_telephone_are_read_as_days_and_rates(claire, sent):
    said = SAID | {"said-person": sent.cto.user_id, "rate_eur": sent.proposal_rate_eur + 50}
    said |= {"half_days": sent.half_days, "starts_on": sent.first_start_on.isoformat()}
    assert logged_in(claire).post(url("note_answer", sent.public_id, "counter"), said).status_code == 302
    let_it_be_done()
    sent.refresh_from_db()
    assert (sent.state, sent.counter_start_on) == ("countered", sent.first_start_on)


@pytest.mark.parametrize(
    ("answer", "stands"),
    [("take", "accepted"), ("keep", "sent"), ("stop", "declined"), ("accept", "countered")],
)
def test_what_a_company_says_of_other_terms_by_telephone_is_its_answer(claire, answer, stands):
    need = factories.make_need(state=Need.State.IN_TALKS, owner_curator=claire)
    terms = factories.make_proposal(need=need, cto=factories.make_cto(), state="countered")
    client, page = logged_in(claire), url("note_answer", terms.public_id, answer)
    said = SAID | {"said-person": need.created_by.pk, "reason": "total_cost"}
    assert client.post(page, said).status_code == 302
    let_it_be_done()
    terms.refresh_from_db()
    assert terms.state == stands
    if answer != "accept":  # not the company's to say
        assert (PhoneAnswer.objects.get().on_behalf_of, last_mail("answer_noted").to) == (
            need.created_by,
            need.created_by.email,
        )


def test_own_terms_are_kept_once_by_telephone_too(claire):
    need = factories.make_need(state=Need.State.IN_TALKS, owner_curator=claire)
    terms = factories.make_proposal(
        need=need, cto=factories.make_cto(), state="countered", counter_kept_once=True
    )
    assert [act.value for act in phone.answers_to(terms)] == ["take", "stop"]


def test_the_person_says_that_it_was_not_their_answer_within_two_working_days(claire, sent):
    said = {"act": "decline", "source": "call", "reason": "rate", "on_behalf_of": sent.cto.user}
    noted = phone.note_answer(proposal=sent, by=claire, **said)
    anybody, page = https_client(), reverse("proposals:not_mine", args=[links.to_contest(noted)])
    assert "Ce n’est pas ma réponse" in anybody.get(page).content.decode()
    assert not Contest.objects.exists()
    for _twice in range(2):
        assert "relit cette réponse" in anybody.post(page).content.decode()
    contest = Contest.objects.get()
    assert (contest.user, contest.due_on > MONDAY.date()) == (sent.cto.user, True)
    noted.contested_at = None
    noted.save(update_fields=["contested_at"])
    with clock.standing_at(MONDAY + timedelta(days=3)), pytest.raises(Conflict):
        phone.contest(noted=noted)


def test_nobody_writes_down_an_answer_to_themselves(claire, sent):
    said = {"act": "decline", "source": "call", "reason": "rate", "on_behalf_of": sent.cto.user}
    with pytest.raises(NotOneself):
        phone.note_answer(proposal=sent, by=sent.cto.user, **said)
    with pytest.raises(Conflict):
        phone.note_answer(proposal=sent, by=claire, **(said | {"on_behalf_of": sent.need.created_by}))
