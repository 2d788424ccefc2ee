"""Hands, questions and meetings in the queue: whoever waits for them was promised a day."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from fractional import clock
from fractional.history.models import Event
from matching.curation.queue import Waiting, waiting
from matching.proposals.actions import hands, questions, selections
from matching.proposals.models import Hand, Proposal, Question
from tests import factories
from tests.conftest import logged_in

pytestmark = pytest.mark.django_db
MONDAY = datetime(2027, 1, 11, 10, tzinfo=clock.PARIS)


@pytest.fixture(autouse=True)
def monday():
    with clock.standing_at(MONDAY):
        yield


def rows(kind: str) -> list[Waiting]:
    return [row for row in waiting(clock.today()) if row.kind.label == kind]


def opens(row: Waiting, view: str, public_id) -> bool:
    page = logged_in(factories.make_curator()).get(row.url)
    return page.status_code == 200 and row.url == reverse(f"curation:{view}", args=[public_id])


@pytest.fixture
def hand() -> Hand:
    claire = factories.make_curator(first_name="Claire")
    return factories.make_hand(factories.make_need(owner_curator=claire), factories.make_cto())


@pytest.fixture
def question() -> Question:
    sent = factories.make_proposal(need=factories.make_need(), cto=factories.make_cto(), state="sent")
    return factories.make_question(sent)


def test_a_raised_hand_leads_to_its_page_by_the_day_promised_to_the_cto(hand: Hand):
    [row] = rows("Main levée")
    assert (row.title, row.about) == (hand.need.title, hand.cto.user.full_name)
    assert (row.due_on, row.owner) == (date(2027, 1, 18), hand.need.owner_curator)
    assert opens(row, "hand", hand.public_id)


def test_saying_why_not_takes_the_hand_away_and_keeping_a_profile_in_a_draft_does_not(hand: Hand):
    other = factories.make_hand(hand.need, factories.make_cto())
    claire = hand.need.owner_curator
    hands.answer(hand=other, by=claire, answer="not_now", words="Une équipe plus grande est demandée.")
    selections.keep(need=hand.need, cto=hand.cto, by=claire, note="A déjà remis une équipe à livrer.")
    assert [row.thing_id for row in rows("Main levée")] == [hand.pk]


def test_a_hand_rests_alone_and_not_with_the_selection_of_its_need(hand: Hand):
    care = reverse("curation:care", args=["hand", hand.pk])
    client = logged_in(hand.need.owner_curator)
    assert client.post(care, {"until": "2027-01-13", "reason": "Attend un appel"}).status_code == 302
    assert rows("Main levée") == []
    assert [row.title for row in rows("Sélection à envoyer")] == [hand.need.title]
    event = Event.objects.of("hand", hand.pk).get(event="snoozed")
    assert "Main levée" in client.get(reverse("curation:journal")).content.decode()
    assert event.note.text == "Attend un appel"


def test_a_question_is_a_row_once_the_company_is_reminded_and_while_it_is_late(question: Question):
    assert rows("Question sans réponse") == []
    Question.objects.update(reminders=1)
    factories.make_question(question.proposal, reminders=1)
    [row] = rows("Question sans réponse")
    proposal = question.proposal
    assert row.about == f"{proposal.need.company.name} · {proposal.cto.user.full_name}"
    assert (row.due_on, row.late) == (date(2027, 1, 13), False)
    assert opens(row, "conversation", proposal.public_id)
    with clock.standing_at(MONDAY + timedelta(days=3)):
        questions.sweep(clock.today())
        assert [row.late for row in rows("Question sans réponse")] == [True]
        for asked in proposal.questions.all():
            questions.answer(question=asked, by=proposal.need.created_by, text="Moi.")
        assert rows("Question sans réponse") == []


def test_a_question_is_nobodys_once_the_cto_has_answered(question: Question):
    Question.objects.update(reminders=1)
    Proposal.objects.update(state="accepted", accepted_at=clock.now(), turn="company")
    assert rows("Question sans réponse") == []


def test_three_slots_that_passed_are_a_meeting_to_help_with():
    slots = [MONDAY + timedelta(days=day) for day in (1, 2, 3)]
    talks = factories.make_proposal(
        need=factories.make_need(), cto=factories.make_cto(), state="accepted", slots=slots
    )
    assert rows("Rencontre sans date") == []
    with clock.standing_at(slots[-1] + timedelta(hours=1)):
        [row] = rows("Rencontre sans date")
        assert (row.title, row.due_on) == (talks.need.title, date(2027, 1, 15))
        assert opens(row, "conversation", talks.public_id)
        Proposal.objects.update(slot=slots[0], slot_picked_at=clock.now())
        assert rows("Rencontre sans date") == []
