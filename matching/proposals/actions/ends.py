"""How a proposal ends: always with a side, a coded reason, and an answer to whoever waits for one."""

from collections.abc import Iterable

from django.db import transaction

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.history.moves import move
from matching.proposals import emails
from matching.proposals.actions.questions import drop_questions
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
    on_behalf_of: User | None = None,
    note: str = "",
) -> Proposal:
    """End ``proposal`` in state ``to`` and tell the sides that took part, in the caller's transaction.

    Raises ``Conflict`` when it has ended or moved on meanwhile.
    """
    _close(proposal, to=to, side=side, reason=reason, by=by, on_behalf_of=on_behalf_of, note=note)
    _owe_new_names([proposal.need])
    return proposal


def _close(
    proposal: Proposal,
    *,
    to: Proposal.State,
    side: Proposal.Side,
    reason: str,
    by: User | None = None,
    on_behalf_of: User | None = None,
    note: str = "",
) -> None:
    was = proposal.state
    move(
        proposal,
        to,
        by=by,
        on_behalf_of=on_behalf_of,
        reason=reason,
        note=note,
        ended_at=clock.now(),
        ended_by=side,
        end_reason=reason,
        turn="",
        due_on=None,
        clock_left=None,
    )
    if proposal.sent_at:
        drop_questions(proposal)
    emails.ended(proposal, was=was)
    if proposal.slot and proposal.slot > clock.now():
        emails.meeting_off(proposal)


def end_all(proposals: ProposalQuerySet, *, to: Proposal.State, side: Proposal.Side, reason: str) -> None:
    """All of them, in the order of every lock."""
    # Mostly there is none: only then is it worth asking who would have to be told.
    ids = list(proposals.values_list("pk", flat=True))
    if not ids:
        return
    ended = list(Proposal.objects.filter(pk__in=ids).whole().order_by("pk"))
    for proposal in ended:
        _close(proposal, to=to, side=side, reason=reason)
    _owe_new_names([proposal.need for proposal in ended])


@transaction.atomic
def withdraw_open(*, need: Need, reason: str) -> None:
    """A need that closes takes its open proposals with it and says why (decision 25)."""
    prepared = need.selections.filter(state__in=(Selection.State.DRAFT, Selection.State.LEAVING))
    for selection in prepared:
        move(selection, Selection.State.CANCELLED, by=None, reason=reason)
    open_ones = Proposal.objects.filter(need=need).open()
    end_all(open_ones, to=Proposal.State.WITHDRAWN, side=Proposal.Side.COMPANY, reason=reason)


def _owe_new_names(needs: Iterable[Need]) -> None:
    """Nobody left in the running: the need goes back to its curator with a date."""
    waiting = {need.pk: need for need in needs if need.state in (Need.State.SELECTED, Need.State.IN_TALKS)}
    if not waiting:
        return
    running = Proposal.objects.filter(need__in=waiting, state__in=(*Proposal.OPEN, Proposal.State.CONFIRMED))
    for need_id in set(running.shown().values_list("need_id", flat=True)):
        del waiting[need_id]
    promised_on = workdays.add_working_days(clock.today(), NEW_NAMES_WITHIN)
    for need in waiting.values():
        need.promised_on = promised_on
    Need.objects.filter(pk__in=waiting).update(promised_on=promised_on)
