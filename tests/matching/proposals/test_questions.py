"""Up to three questions before answering: the clock stands meanwhile, everybody asked reads the answer."""

import pytest
from django.urls import reverse

from fractional import clock, workdays
from fractional.errors import Conflict
from matching.proposals.actions import cto, questions, turns
from matching.proposals.models import Proposal, Question
from tests.conftest import logged_in
from tests.matching.proposals.stage import Stage, act, deliver, reach, show, told, working_days_later
from tests.outbox.sink import Sink

ASKED = "Qui décide du budget ? Écrivez-moi à moi@exemple.example."


def again(proposal: Proposal) -> Proposal:
    proposal.refresh_from_db()
    return proposal


def ask(proposal: Proposal, text: str = ASKED) -> Question:
    return questions.ask(proposal=proposal, by=proposal.cto.user, text=text)


@pytest.fixture
def sent(here: Stage, sink: Sink) -> Proposal:
    proposal = reach(here, show(here)[0], "sent")
    deliver()
    return again(proposal)


def test_the_clock_stands_with_the_days_that_are_left_and_goes_on_with_them(here: Stage, sent: Proposal):
    with working_days_later(2):
        question = ask(sent)
        assert (again(sent).due_on, sent.clock_left) == (None, 3)
        assert question.due_on == workdays.add_working_days(clock.today(), 2)
        deliver()
        assert told("question") == [here.owner.email]
    with working_days_later(4):
        questions.answer(question=question, by=here.owner, text="Moi, avec mon associée.")
        deliver()
        assert told("question_closed") == [sent.cto.user.email]
        assert (again(sent).due_on, sent.clock_left) == (workdays.add_working_days(clock.today(), 3), None)


def test_an_answered_question_is_not_said_to_be_with_the_company(here: Stage, sent: Proposal):
    """Nor is the clock said to run before the mail that sets it going."""
    question, reader = ask(sent), logged_in(sent.cto.user)
    pages = [reverse("proposals:inbox"), reverse("proposals:proposal", args=[sent.public_id])]

    def said() -> list[tuple[bool, bool]]:
        texts = [reader.get(page).content.decode() for page in pages]
        return [
            ("question est chez l’entreprise" in text, "repart avec notre e-mail" in text) for text in texts
        ]

    assert said() == 2 * [(True, False)]
    questions.answer(question=question, by=here.owner, text="Moi.")
    assert said() == 2 * [(False, True)]
    deliver()
    assert said() == 2 * [(False, False)]


def test_contacts_are_stripped_from_both(here: Stage, sent: Proposal):
    question = ask(sent)
    questions.answer(question=question, by=here.owner, text="Appelez-moi au 06 12 34 56 78.")
    question.refresh_from_db()
    assert question.text == "Qui décide du budget ? Écrivez-moi à […]."
    assert question.answer == "Appelez-moi au […]."


def test_the_founder_is_reminded_once_then_silence_gives_the_clock_back(here: Stage, sent: Proposal):
    question = ask(sent)
    deliver()
    with working_days_later(1):
        turns.run()
        turns.run()
        assert told("question_reminder") == [here.owner.email]
    with working_days_later(3):
        turns.run()
        question.refresh_from_db()
        assert question.closed_at
        deliver()
        assert told("question_closed") == [sent.cto.user.email]
        assert again(sent).due_on == workdays.add_working_days(clock.today(), 5)
        questions.answer(question=question, by=here.owner, text="Pardon : c’est moi.")
        assert told("question_closed") == [sent.cto.user.email]


def test_three_questions_and_no_more(here: Stage, sent: Proposal):
    for _ in range(3):
        ask(sent)
    with pytest.raises(questions.AllAsked):
        ask(sent)
    assert again(sent).clock_left == 5


def test_the_clock_waits_for_the_last_answer(here: Stage, sent: Proposal):
    first, second = ask(sent), ask(sent, "Et le produit ?")
    questions.answer(question=first, by=here.owner, text="Moi.")
    deliver()
    assert again(sent).due_on is None
    questions.answer(question=second, by=here.curator, text="Une responsable produit.")
    deliver()
    assert again(sent).due_on is not None


def test_an_answer_is_given_once(here: Stage, sent: Proposal):
    question = ask(sent)
    questions.answer(question=question, by=here.owner, text="Moi.")
    with pytest.raises(Conflict, match="déjà sa réponse"):
        questions.answer(question=question, by=here.member, text="Elle.")


def test_a_yes_while_it_waits_owes_no_answer_any_more(here: Stage, sent: Proposal):
    question = ask(sent)
    cto.accept(proposal=sent, by=sent.cto.user)
    question.refresh_from_db()
    assert question.closed_at
    assert again(sent).clock_left is None
    with working_days_later(3):
        turns.run()
    assert told("question_closed") == []


def test_every_holder_of_a_proposal_on_the_need_reads_the_answer_and_nobody_who_asked(here: Stage):
    asking, other = show(here)[:2]
    for proposal in (asking, other):
        reach(here, proposal, "sent")
    question = ask(asking)
    page = reverse("proposals:proposal", args=[other.public_id])
    reader = logged_in(other.cto.user)
    assert "Qui décide" not in reader.get(page).content.decode()
    questions.answer(question=question, by=here.owner, text="Moi, avec mon associée.")
    shown = reader.get(page).content.decode()
    assert "Qui décide" in shown
    assert "Moi, avec mon associée." in shown
    assert asking.cto.user.first_name not in shown


def test_the_pages_ask_and_answer(here: Stage, sent: Proposal):
    cto_page = reverse("proposals:ask", args=[sent.public_id])
    reader = logged_in(sent.cto.user)
    assert reader.post(cto_page, {"ask-text": ""}).status_code == 422
    assert reader.post(cto_page, {"ask-text": "Qui décide ?"}).status_code == 302
    question = sent.questions.get()
    page = reverse("proposals:question", args=[question.public_id])
    founder = logged_in(here.owner)
    listed = founder.get(reverse("proposals:selection", args=[here.need.public_id])).content.decode()
    assert page in listed
    assert founder.get(page).status_code == 200
    assert founder.post(page, {"text": "Moi."}).status_code == 302
    assert reader.get(page).status_code == 404
    assert "Moi." in founder.get(page).content.decode()


class TestLater:
    def test_no_reminder_before_the_day_and_the_last_day_stays(self, here: Stage, sent: Proposal):
        last_day = sent.due_on
        with working_days_later(2):
            cto.snooze(proposal=sent, by=sent.cto.user, days=2)
        with working_days_later(3):
            turns.run()
            assert told("reminder_to_cto") == []
        with working_days_later(4):
            turns.run()
            assert told("reminder_to_cto") == [sent.cto.user.email]
        assert again(sent).due_on == last_day

    def test_not_beyond_the_last_day(self, here: Stage, sent: Proposal):
        page = reverse("proposals:snooze", args=[sent.public_id])
        with working_days_later(4):
            client = logged_in(sent.cto.user)
            assert client.post(page, {"snooze-days": "3"}).status_code == 422
            assert client.post(page, {"snooze-days": "1"}).status_code == 302
        act(here, sent, "decline")
