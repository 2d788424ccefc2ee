"""Every turn has an owner and a last day; silence ends by itself, with a reason (promise 5).

A turn's clock starts when the mail that opens it was sent. A mail that failed leaves the clock
standing and stays in the curators' queue.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from fractional import clock, workdays
from fractional.outbox.models import Row
from fractional.outbox.models import State as MailState
from matching.proposals import emails
from matching.proposals.actions import hands, questions
from matching.proposals.actions.company import MORNING, leave, withdraw
from matching.proposals.actions.ends import end
from matching.proposals.actions.locks import lock
from matching.proposals.actions.silences import note_silence
from matching.proposals.fit import broken_by
from matching.proposals.models import Proposal, ProposalQuerySet, Question

logger = logging.getLogger(__name__)
State = Proposal.State
Side = Proposal.Side

DAYS = {
    State.KEPT: 5,
    State.SENT: 5,
    State.SEEN: 5,
    State.COUNTERED: 3,
    State.ACCEPTED: 15,
    State.CHOSEN: 3,
}
"""Working days of each turn (model.md)."""
REMIND = {
    State.KEPT: (2,),
    State.SENT: (2,),
    State.SEEN: (2,),
    State.COUNTERED: (1,),
    State.ACCEPTED: (10, 5),
    State.CHOSEN: (1,),
}
"""Working days before the last one on which the owner of the turn is reminded."""
SILENCE = {
    State.KEPT: (State.LAPSED, Side.COMPANY),
    State.SENT: (State.EXPIRED, Side.CTO),
    State.SEEN: (State.EXPIRED, Side.CTO),
    State.COUNTERED: (State.LAPSED, Side.COMPANY),
    State.ACCEPTED: (State.LAPSED, Side.COMPANY),
    State.CHOSEN: (State.LAPSED, Side.CTO),
}
"""What silence makes of each turn, and whose silence it was."""
AFTER_STANDING = 3
"""Working days that a company has at least once it can act again."""

SLEEP = timedelta(hours=MORNING.hour)
"""Into Monday: nobody is written to in the night because a week has begun."""


def start_clock(row: Row) -> None:
    """After a mail of ``emails.OPENS_A_TURN``: the turn it opens runs from now on."""
    if row.state == MailState.SENT:
        _run_from_today(row)
    elif row.state == MailState.SUPPRESSED and row.kind == "proposal":
        for proposal in emails.opened_by(row).filter(due_on__isnull=True):
            _withdraw_unasked(proposal, "no_longer_fits" if row.error == "no_longer_fits" else "unreachable")


def _run_from_today(row: Row) -> None:
    opened = emails.opened_by(row).filter(due_on__isnull=True)
    if row.kind == emails.GOES_ON:
        _let_go_on(opened)
    else:
        last_day = workdays.add_working_days(clock.today(), DAYS[emails.OPENS_A_TURN[row.kind][0]])
        opened.filter(clock_left__isnull=True).update(due_on=last_day)


def _let_go_on(answered: ProposalQuerySet) -> None:
    """The clock that stood while a question waited has the days that were left, once none waits any more."""
    waiting = Question.objects.waiting().filter(proposal=OuterRef("pk"))
    for proposal in answered.filter(~Exists(waiting), clock_left__isnull=False):
        last_day = workdays.add_working_days(clock.today(), proposal.clock_left or 1)
        Proposal.objects.filter(pk=proposal.pk).update(due_on=last_day, clock_left=None)


def may_leave(row: Row) -> str | None:
    """Last check before a proposal's mail leaves (promise 1): a reason not to send it, or ``None``."""
    proposal = Proposal.objects.select_related("cto", "need__company").get(pk=row.subject_id)
    if proposal.state not in emails.OPENS_A_TURN[row.kind]:
        return "no_longer_open"
    return "no_longer_fits" if broken_by(proposal) else None


def still_awaited(row: Row) -> str | None:
    """Before a reminder leaves, which a full week may hold back a day: the turn that it speaks of still runs."""
    about = {"selection_id" if row.template.endswith("selection_reminder") else "pk": row.subject_id}
    waits = Proposal.objects.open().filter(state=row.context["state"], **about)
    return None if waits.exists() else "answered"


def run() -> None:
    """Let go what waited for Monday, hold what cannot go on, end what is overdue, remind. Safe to run twice."""
    today, week_begun = clock.today(), (clock.now().astimezone(clock.PARIS) - SLEEP).date()
    waiting = Proposal.objects.filter(state=State.WANTED, leaves_on__lte=week_begun).order_by(
        "wanted_at", "pk"
    )
    running = Proposal.objects.exclude(state=State.WANTED)
    _each(waiting, lambda proposal: leave(proposal=proposal))
    questions.sweep(today)
    hands.sweep(today)
    _let_stand(today)
    _each(running.overdue(today), _end_in_silence)
    late = running.open().filter(due_on__gte=today).exclude(pk__in=Proposal.objects.standing())
    # A reader gets so many reminders a week: what ends soonest is told first.
    _each(late.order_by("due_on", "pk"), _remind)


def _let_stand(today: date) -> None:
    """Who cannot act does not run out of time, and is not reminded."""
    least = workdays.add_working_days(today, AFTER_STANDING)
    Proposal.objects.standing().filter(due_on__lt=least).update(due_on=least, reminders=0)


def _each(proposals: Iterable[Proposal], act: Callable[[Proposal], object]) -> None:
    """One proposal that cannot go on is logged and tried again next time; it does not keep the others waiting."""
    for proposal in proposals:
        try:
            act(proposal)
        except Exception:
            logger.exception("proposal %s could not go on", proposal.pk)


def note_taken(row: Row) -> None:
    """A curator has dealt with a mail that did not leave, by telephone for example: its turn runs from now on."""
    if row.kind in emails.OPENS_A_TURN:
        _run_from_today(row)


@transaction.atomic
def _withdraw_unasked(proposal: Proposal, reason: str) -> None:
    """Its mail did not leave, for a reason that stands: whoever asked is told."""
    proposal = lock(proposal)
    if proposal.state in emails.OPENS_A_TURN["proposal"]:
        withdraw(proposal=proposal, reason=reason)


@transaction.atomic
def _end_in_silence(proposal: Proposal) -> None:
    proposal = lock(proposal)
    if proposal.is_open and proposal.due_on and proposal.due_on < clock.today():
        to, side = SILENCE[State(proposal.state)]
        end(proposal=proposal, to=to, side=side, reason="silence", by=None)
        if to == State.EXPIRED:
            note_silence(proposal.cto)


@transaction.atomic
def _remind(proposal: Proposal) -> None:
    """Once for each step reached since the last one: a clock that jumps writes one mail, not two."""
    put_off = proposal.snoozed_until and proposal.snoozed_until > clock.today()
    if put_off or _steps_reached(proposal) <= proposal.reminders:
        return
    proposal = lock(proposal)
    reached = _steps_reached(proposal)
    if reached > proposal.reminders:
        proposal.reminders = reached
        proposal.save(update_fields=["reminders"])
        emails.reminder(proposal)


def _steps_reached(proposal: Proposal) -> int:
    if not proposal.is_open or proposal.due_on is None:
        return 0
    left = workdays.working_days_between(clock.today(), proposal.due_on)
    return sum(left <= step for step in REMIND[State(proposal.state)])
