"""The CTO's side: read, accept, decline, confirm, take back."""

from datetime import timedelta

from django.db import transaction

from fractional import clock
from fractional.accounts.models import User
from fractional.ctos.actions import confirm_availability
from fractional.ctos.calendar.models import Hold
from fractional.ctos.models import Cto
from fractional.history.moves import move
from matching.proposals import emails
from matching.proposals.actions.company import lock
from matching.proposals.actions.ends import end, end_all
from matching.proposals.fit import broken_rules
from matching.proposals.models import Proposal
from missions.engagements.actions import start_mission
from missions.engagements.models import Mission
from missions.needs.actions import mark_filled, mark_in_talks
from missions.needs.models import Need


@transaction.atomic
def see(*, proposal: Proposal, by: User) -> Proposal:
    """The CTO has opened the proposal. Nothing happens the second time."""
    proposal = lock(proposal)
    if proposal.state == Proposal.State.SENT:
        move(proposal, Proposal.State.SEEN, by=by, seen_at=clock.now())
    return proposal


@transaction.atomic
def accept(*, proposal: Proposal, by: User) -> Proposal:
    """The second yes: names open for these two only. Says again that the days are still free."""
    proposal = lock(proposal)
    move(
        proposal,
        Proposal.State.ACCEPTED,
        by=by,
        accepted_at=clock.now(),
        turn=Proposal.Side.COMPANY,
        due_on=None,
        reminders=0,
    )
    if proposal.cto.is_stale(clock.today()):
        confirm_availability(cto=proposal.cto, by=by)
    if proposal.need.state == Need.State.SELECTED:
        mark_in_talks(need=proposal.need, by=by)
    emails.introduction(proposal)
    return proposal


@transaction.atomic
def decline(*, proposal: Proposal, by: User, reason: str) -> Proposal:
    """A no with a coded reason; it has no consequence for the CTO."""
    return end(
        proposal=lock(proposal), to=Proposal.State.DECLINED, side=Proposal.Side.CTO, reason=reason, by=by
    )


@transaction.atomic
def retract(*, proposal: Proposal, by: User, reason: str) -> Proposal:
    """The CTO takes their yes back; names close again."""
    return end(
        proposal=lock(proposal), to=Proposal.State.RETRACTED, side=Proposal.Side.CTO, reason=reason, by=by
    )


@transaction.atomic
def confirm(*, proposal: Proposal, by: User) -> Mission:
    """The last yes: the mission exists, its half-days are taken, everybody else is told.

    Raises ``Conflict`` when a half-day went meanwhile, or when the proposal is no longer ``chosen``.
    """
    proposal = lock(proposal)
    mission = start_mission(
        need=proposal.need,
        cto=proposal.cto,
        daily_rate_eur=proposal.final_rate_eur,
        half_days=proposal.final_half_days,
        starts_on=proposal.final_starts_on,
        ends_on=proposal.final_ends_on,
        contract=proposal.final_contract,
        by=by,
    )
    move(
        proposal,
        Proposal.State.CONFIRMED,
        by=by,
        confirmed_at=clock.now(),
        mission=mission,
        turn="",
        due_on=None,
    )
    _tell_the_others_of_the_need(proposal)
    _end_choices_now_impossible(proposal)
    mark_filled(need=proposal.need, by=by)
    emails.confirmed(proposal)
    return mission


def _tell_the_others_of_the_need(proposal: Proposal) -> None:
    others = list(Proposal.objects.filter(need=proposal.need).open().exclude(pk=proposal.pk).order_by("pk"))
    met = [other for other in others if other.state == Proposal.State.ACCEPTED]
    rest = [other for other in others if other.state != Proposal.State.ACCEPTED]
    end_all(met, to=Proposal.State.NOT_CHOSEN, side=Proposal.Side.COMPANY, reason="another_chosen")
    end_all(rest, to=Proposal.State.WITHDRAWN, side=Proposal.Side.COMPANY, reason="another_chosen")


def _end_choices_now_impossible(proposal: Proposal) -> None:
    """Another company had chosen this CTO for half-days that have just been taken: it is told now, not later."""
    choices = Proposal.objects.filter(cto=proposal.cto, state=Proposal.State.CHOSEN).order_by("pk")
    taken = [choice for choice in choices if _final_days_are_held(choice)]
    end_all(taken, to=Proposal.State.WITHDRAWN, side=Proposal.Side.SYSTEM, reason="no_longer_fits")


def _final_days_are_held(proposal: Proposal) -> bool:
    first, until = proposal.final_starts_on, proposal.final_ends_on + timedelta(days=1)
    held = Hold.objects.filter(cto=proposal.cto, half_day__in=proposal.final_half_days)
    return held.touching(first, until).exists()


@transaction.atomic
def withdraw_what_no_longer_fits(*, cto: Cto) -> None:
    """The CTO's rules or calendar changed: proposals that break a rule by now end, both sides told.

    A choice is left alone here: its terms are final, and its own days are checked when it is confirmed.
    """
    waiting = Proposal.objects.filter(cto=cto).open().exclude(state=Proposal.State.CHOSEN)
    unfit = [proposal for proposal in waiting.order_by("pk") if broken_rules(proposal.cto, proposal.need)]
    end_all(unfit, to=Proposal.State.WITHDRAWN, side=Proposal.Side.SYSTEM, reason="no_longer_fits")
