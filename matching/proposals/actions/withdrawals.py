"""Somebody takes a proposal back before the last yes: whoever else knew of it is told why (decision 25)."""

from django.db import transaction
from django.utils.translation import gettext as _

from fractional.accounts.models import User
from fractional.errors import Conflict
from matching.proposals.actions.ends import end
from matching.proposals.actions.locks import lock
from matching.proposals.models import Proposal

State = Proposal.State
Side = Proposal.Side

TAKEN_BACK = (State.WANTED, State.SENT, State.SEEN, State.CHOSEN)
"""What a company has asked or chosen, the answer still awaited: the rest it passes, answers or decides."""


@transaction.atomic
def withdraw(
    *,
    proposal: Proposal,
    by: User,
    side: Proposal.Side,
    reason: str,
    note: str = "",
    on_behalf_of: User | None = None,
) -> Proposal:
    """End it for `side` (company or curator) with a coded reason; `note` is kept in its history alone.

    A company takes back what it asked or chose, a curator anything open. Raises Conflict elsewhere: the answer
    may have come in this very second.
    """
    proposal = lock(proposal)
    if side == Side.COMPANY and proposal.state not in TAKEN_BACK:
        raise Conflict(_("Cette étape n’est plus possible : la situation a changé entre-temps."))
    return end(
        proposal=proposal,
        to=State.WITHDRAWN,
        side=side,
        reason=reason,
        by=by,
        note=note,
        on_behalf_of=on_behalf_of,
    )
