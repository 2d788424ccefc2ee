"""An answer given by telephone, by mail or face to face: a curator writes it down, and the person may contest it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock, workdays
from fractional.accounts import actions as accounts
from fractional.accounts.models import Contest, User
from fractional.companies.actions import NotOneself
from fractional.errors import Conflict
from fractional.history.actions import record
from matching.proposals import emails, people
from matching.proposals.actions.company import pass_over, want
from matching.proposals.actions.counter import counter, keep_terms, stop, take_terms
from matching.proposals.actions.cto import accept, decline
from matching.proposals.models import PhoneAnswer, Proposal

State = Proposal.State
Act = PhoneAnswer.Act
CONTESTED_WITHIN = 2
"""Working days."""
ANSWERS: Mapping[str, tuple[Act, ...]] = {
    State.KEPT: (Act.WANT, Act.PASS),
    State.SENT: (Act.ACCEPT, Act.DECLINE, Act.COUNTER),
    State.SEEN: (Act.ACCEPT, Act.DECLINE, Act.COUNTER),
    State.COUNTERED: (Act.TAKE, Act.KEEP, Act.STOP),
}
"""What may be answered otherwise than on a page; the last yes never is."""
DO: Mapping[Act, Callable[..., Proposal]] = {
    Act.WANT: want,
    Act.PASS: pass_over,
    Act.ACCEPT: accept,
    Act.DECLINE: decline,
    Act.COUNTER: counter,
    Act.TAKE: take_terms,
    Act.KEEP: keep_terms,
    Act.STOP: stop,
}


def answers_to(proposal: Proposal) -> tuple[Act, ...]:
    answers = ANSWERS.get(proposal.state, ())
    return tuple(act for act in answers if not (act == Act.KEEP and proposal.counter_kept_once))


def who_may_answer(proposal: Proposal) -> list[User]:
    """Whose answer is awaited: anybody of the company, or the CTO."""
    if proposal.state in (State.KEPT, State.COUNTERED):
        return people.members(proposal.need)
    return [proposal.cto.user] if answers_to(proposal) else []


@transaction.atomic
def note_answer(
    *, proposal: Proposal, by: User, on_behalf_of: User, act: str, source: str, **said: Any
) -> PhoneAnswer:
    """Do what that person answered, in their name; they are told, and have two working days to contest it.

    Raises NotOneself for a curator who is of one of the two sides, Conflict when it is not theirs to answer any more.
    """
    both = {proposal.cto.user_id, *(member.pk for member in people.members(proposal.need))}
    if by.pk in both:
        raise NotOneself
    if act not in answers_to(proposal) or on_behalf_of not in who_may_answer(proposal):
        raise Conflict(_("Cette réponse n’est plus attendue : la situation a changé entre-temps."))
    DO[Act(act)](proposal=proposal, by=by, on_behalf_of=on_behalf_of, **said)
    noted = PhoneAnswer.objects.create(
        proposal=proposal,
        act=act,
        on_behalf_of=on_behalf_of,
        by=by,
        source=source,
        contest_until=workdays.add_working_days(clock.today(), CONTESTED_WITHIN),
    )
    emails.answer_noted(noted)
    return noted


@transaction.atomic
def contest(*, noted: PhoneAnswer) -> PhoneAnswer:
    """The person says that it was not their answer: a curator reads it as a request. Nothing happens twice."""
    rows = PhoneAnswer.objects.select_for_update(no_key=True, of=("self",))
    noted = rows.select_related("proposal__need", "on_behalf_of", "by").get(pk=noted.pk)
    if noted.contested_at:
        return noted
    if not noted.may_be_contested(clock.today()):
        raise Conflict(_("Ce délai est passé : écrivez-nous depuis votre compte."))
    noted.contested_at = clock.now()
    noted.save(update_fields=["contested_at"])
    told = {"act": noted.get_act_display(), "name": noted.by.first_name}
    accounts.contest(
        user=noted.on_behalf_of,
        kind=Contest.Kind.HUMAN,
        about=noted.proposal.need.title[:120],
        words=_("La réponse notée par %(name)s (%(act)s) n’est pas la mienne.") % told,
    )
    record(
        thing="proposal",
        thing_id=noted.proposal_id,
        event="answer_contested",
        by=noted.on_behalf_of,
        facts={"act": noted.act},
    )
    return noted
