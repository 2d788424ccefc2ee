"""Every turn has an owner and a last day; silence ends by itself, with a reason (promise 5).

A turn's clock starts when the mail that opens it was sent. A mail that failed leaves the clock
standing and stays in the curators' queue.
"""

from django.db import transaction

from fractional import clock, workdays
from fractional.errors import Conflict
from fractional.outbox.models import Row
from fractional.outbox.models import State as MailState
from matching.proposals import emails
from matching.proposals.actions.company import leave, lock, withdraw_unfit
from matching.proposals.actions.ends import end
from matching.proposals.fit import broken_rules
from matching.proposals.models import Proposal

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


def start_clock(row: Row) -> None:
    """After a mail of ``emails.OPENS_A_TURN``: the turn it opens runs from now on."""
    proposals = emails.opened_by(row).filter(due_on__isnull=True)
    for proposal in proposals:
        if row.state == MailState.SENT:
            proposal.due_on = workdays.add_working_days(clock.today(), DAYS[State(proposal.state)])
            proposal.save(update_fields=["due_on"])
        elif row.state == MailState.SUPPRESSED:
            withdraw_unfit(proposal=proposal)


def may_leave(row: Row) -> str | None:
    """Last check before a proposal's mail leaves (promise 1): a reason not to send it, or ``None``."""
    proposal = Proposal.objects.select_related("cto", "need").get(pk=row.subject_id)
    if proposal.state not in (State.SENT, State.SEEN):
        return "no_longer_open"
    return "no_longer_fits" if broken_rules(proposal.cto, proposal.need) else None


def run() -> None:
    """Let go what waited for Monday, end what is overdue, remind who is late. Safe to run twice."""
    today = clock.today()
    waiting = Proposal.objects.filter(state=State.WANTED, leaves_on__lte=today)
    for proposal in waiting:
        leave(proposal=proposal)
    for proposal in Proposal.objects.overdue(today).exclude(state=State.WANTED):
        _end_in_silence(proposal)
    for proposal in Proposal.objects.open().filter(due_on__gte=today).exclude(state=State.WANTED):
        _remind(proposal)


@transaction.atomic
def _end_in_silence(proposal: Proposal) -> None:
    proposal = lock(proposal)
    if not proposal.is_open or proposal.due_on is None or proposal.due_on >= clock.today():
        return
    to, side = SILENCE[State(proposal.state)]
    try:
        end(proposal=proposal, to=to, side=side, reason="silence", by=None)
    except Conflict:
        return  # answered in this very second: the answer wins


@transaction.atomic
def _remind(proposal: Proposal) -> None:
    steps = REMIND[State(proposal.state)]
    if proposal.reminders >= len(steps):
        return
    proposal = lock(proposal)
    if not proposal.is_open or proposal.due_on is None or proposal.reminders >= len(steps):
        return
    if workdays.working_days_between(clock.today(), proposal.due_on) <= steps[proposal.reminders]:
        proposal.reminders += 1
        proposal.save(update_fields=["reminders"])
        emails.reminder(proposal)
