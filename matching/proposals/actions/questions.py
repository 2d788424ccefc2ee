"""A CTO asks before answering; the company has two working days, and the CTO's own clock stands meanwhile."""

import logging
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import bounds, clock, workdays
from fractional.accounts.models import User
from fractional.errors import Conflict, DomainError
from fractional.history.actions import record
from matching.proposals import emails
from matching.proposals.actions.locks import lock
from matching.proposals.models import Proposal, Question

logger = logging.getLogger(__name__)
State = Proposal.State
ANSWERED_WITHIN = 2
"""Working days (model.md)."""
REMINDED = 1
"""Working days before the last one on which the company is reminded."""
A_WHOLE_TURN = 5
"""What the CTO has left who asks before their clock began to run."""


class AllAsked(DomainError):
    """Three questions were asked on this proposal."""


@transaction.atomic
def ask(*, proposal: Proposal, by: User, text: str) -> Question:
    """One question, without any contact in it. The days that the CTO has left are kept until it is answered."""
    proposal = lock(proposal)
    if proposal.state not in (State.SENT, State.SEEN):
        raise Conflict(_("Cette étape n’est plus possible : la situation a changé entre-temps."))
    asked = proposal.questions.count()
    if asked >= Question.MOST:
        raise AllAsked(_("Vous avez posé vos trois questions : répondez, le reste se dira de vive voix."))
    today = clock.today()
    if not proposal.questions.waiting().exists():
        days = workdays.working_days_between(today, proposal.due_on) if proposal.due_on else A_WHOLE_TURN
        proposal.clock_left, proposal.due_on = max(days, 1), None
        proposal.save(update_fields=["clock_left", "due_on"])
    question = Question.objects.create(
        proposal=proposal,
        number=asked + 1,
        text=bounds.without_contacts(text, by.first_name, by.last_name),
        due_on=workdays.add_working_days(today, ANSWERED_WITHIN),
    )
    _note(question, "question_asked", by)
    emails.question(question)
    return question


@transaction.atomic
def answer(*, question: Question, by: User, text: str) -> Question:
    """By a member of the company, or by a curator for them; everybody who holds a proposal on the need reads it.

    Late is better than never: a question that our clock has closed may still be answered while its need is open.
    """
    proposal = lock(question.proposal)
    question = Question.objects.select_for_update(no_key=True).get(pk=question.pk)
    if question.answered_at:
        raise Conflict(_("Cette question a déjà sa réponse."))
    if not proposal.need.is_open:
        raise Conflict(_("Ce besoin n’est plus ouvert. Rien n’a été enregistré."))
    waited = question.waits
    question.answer = bounds.without_contacts(text)
    question.answered_by, question.answered_at = by, clock.now()
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    _note(question, "question_answered", by)
    if waited:
        _tell_the_cto(proposal, question)
    return question


def drop_questions(proposal: Proposal) -> None:
    """It was answered, or has ended: nobody owes these an answer any more."""
    Question.objects.waiting().filter(proposal=proposal).update(closed_at=clock.now())


def sweep(today: date) -> None:
    """Remind, then end in silence: the CTO is told, and their clock goes on. Safe to run twice."""
    for question in Question.objects.waiting().select_related("proposal"):
        try:
            _close_in_silence(question) if question.due_on < today else _remind(question, today)
        except Exception:
            logger.exception("question %s could not go on", question.pk)


@transaction.atomic
def _close_in_silence(question: Question) -> None:
    proposal = lock(question.proposal)
    question = Question.objects.select_for_update(no_key=True).get(pk=question.pk)
    if not question.waits:
        return
    question.closed_at = clock.now()
    question.save(update_fields=["closed_at"])
    _note(question, "question_unanswered", None)
    _tell_the_cto(proposal, question)


def _remind(question: Question, today: date) -> None:
    if question.reminders or workdays.working_days_between(today, question.due_on) > REMINDED:
        return
    with transaction.atomic():
        if Question.objects.waiting().filter(pk=question.pk, reminders=0).update(reminders=1):
            emails.question_reminder(question)


def _tell_the_cto(proposal: Proposal, question: Question) -> None:
    """The mail that sets their clock going again, once nothing waits any more."""
    if proposal.state in (State.SENT, State.SEEN):
        emails.question_closed(question)


def _note(question: Question, event: str, by: User | None) -> None:
    record(
        thing="proposal",
        thing_id=question.proposal_id,
        event=event,
        by=by,
        facts={"question": question.number},
    )
