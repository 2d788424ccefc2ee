"""How a proposal ends: always with a side, a coded reason, and an answer to whoever waits for one."""

from django.db import transaction

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.history.moves import move
from matching.proposals import emails
from matching.proposals.models import Proposal, ProposalQuerySet, Selection
from missions.needs.models import Need

NEW_NAMES_WITHIN = 2
"""Working days in which a curator owes new names when every CTO asked has said no (model.md)."""


def end(
    *,
    proposal: Proposal,
    to: Proposal.State,
    side: Proposal.Side,
    reason: str,
    by: User | None,
    note: str = "",
) -> Proposal:
    """End ``proposal`` in state ``to`` and tell the sides that took part, in the caller's transaction.

    Raises ``Conflict`` when it has ended or moved on meanwhile.
    """
    was = proposal.state
    move(
        proposal,
        to,
        by=by,
        reason=reason,
        note=note,
        ended_at=clock.now(),
        ended_by=side,
        end_reason=reason,
        turn="",
        due_on=None,
    )
    emails.ended(proposal, was=was)
    _owe_new_names(proposal.need)
    return proposal


def end_all(proposals: ProposalQuerySet, *, to: Proposal.State, side: Proposal.Side, reason: str) -> None:
    """All of them, in the order of every lock."""
    # Mostly there is none: only then is it worth asking who would have to be told.
    ids = list(proposals.values_list("pk", flat=True))
    for proposal in Proposal.objects.filter(pk__in=ids).whole().order_by("pk") if ids else ():
        end(proposal=proposal, to=to, side=side, reason=reason, by=None)


@transaction.atomic
def withdraw_open(*, need: Need, reason: str) -> None:
    """A need that closes takes its open proposals with it and says why (decision 25)."""
    prepared = need.selections.filter(state__in=(Selection.State.DRAFT, Selection.State.LEAVING))
    for selection in prepared:
        move(selection, Selection.State.CANCELLED, by=None, reason=reason)
    open_ones = Proposal.objects.filter(need=need).open()
    end_all(open_ones, to=Proposal.State.WITHDRAWN, side=Proposal.Side.COMPANY, reason=reason)


def _owe_new_names(need: Need) -> None:
    """Nobody left in the running: the need goes back to its curator with a date."""
    if need.state not in (Need.State.SELECTED, Need.State.IN_TALKS):
        return
    running = (*Proposal.OPEN, Proposal.State.CONFIRMED)
    if not Proposal.objects.filter(need=need, state__in=running).shown().exists():
        need.promised_on = workdays.add_working_days(clock.today(), NEW_NAMES_WITHIN)
        need.save(update_fields=["promised_on"])
