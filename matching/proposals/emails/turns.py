"""Which mail opens which turn."""

from fractional.outbox.models import Row
from matching.proposals.models import Proposal, ProposalQuerySet

State = Proposal.State
OPENS_A_TURN = {
    "selection": (State.KEPT,),
    "proposal": (State.SENT, State.SEEN),
    "counter": (State.COUNTERED,),
    "terms_kept": (State.SENT, State.SEEN),
    "question_closed": (State.SENT, State.SEEN),
    "introduction": (State.ACCEPTED,),
    "choice": (State.CHOSEN,),
}
"""Kinds of mail with which the clock of a turn starts, and the states of that turn."""
GOES_ON = "question_closed"
"""The one with which a clock goes on that stood."""


def opened_by(row: Row) -> ProposalQuerySet:
    """The proposals whose turn that mail opens; none when somebody was faster than the mail."""
    waiting = Proposal.objects.filter(state__in=OPENS_A_TURN[row.kind])
    if row.kind == "selection":
        return waiting.filter(selection_id=row.subject_id)
    if row.kind == "introduction" and not row.context["to_company"]:
        return waiting.none()
    return waiting.filter(pk=row.subject_id)
