"""The CTO's side: read, accept, decline, confirm, take back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.ctos.actions import confirm_availability
from fractional.ctos.calendar.actions import why_not_bookable
from fractional.ctos.calendar.queries import held_by
from fractional.ctos.calendar.words import Held
from fractional.ctos.models import Cto
from fractional.errors import Conflict, DomainError
from fractional.history.actions import record
from fractional.history.moves import ForbiddenMove, held, move
from matching.proposals import emails
from matching.proposals.actions import meeting
from matching.proposals.actions.ends import end, end_all
from matching.proposals.actions.locks import lock, lock_unchosen_of
from matching.proposals.actions.questions import drop_questions
from matching.proposals.fit import broken_by
from matching.proposals.models import Proposal
from missions.engagements.actions import start_mission
from missions.engagements.models import Mission
from missions.needs.actions import keep_alive, mark_filled, mark_in_talks, resume
from missions.needs.models import Need

State = Proposal.State
Side = Proposal.Side
ONE_DAY = timedelta(days=1)


@transaction.atomic
def see(*, proposal: Proposal, by: User) -> Proposal:
    """The CTO has opened the proposal. Nothing happens the second time."""
    proposal = lock(proposal)
    if proposal.state == State.SENT:
        move(proposal, State.SEEN, by=by, seen_at=clock.now())
    return proposal


@transaction.atomic
def accept(
    *, proposal: Proposal, by: User, slot: datetime | None = None, on_behalf_of: User | None = None
) -> Proposal:
    """The second yes: names open for these two only. Says again that the days are still free.

    `slot` is one of the three that the company offered, None when the two write to each other instead.
    Returns the proposal ``withdrawn`` when saying so showed that it breaks a rule by now.
    """
    proposal = lock(proposal, others_of_the_cto=True)
    if proposal.state == State.COUNTERED:  # the company answers their terms first
        raise ForbiddenMove(_("Vos conditions sont chez l’entreprise : sa réponse est attendue."))
    was = proposal.state
    proposal = confirm_stale_days(proposal, by)
    if proposal.state == State.WITHDRAWN and was != State.WITHDRAWN:
        return proposal
    return agree(proposal, by=by, on_behalf_of=on_behalf_of, **meeting.picked(proposal, slot))


def confirm_stale_days(proposal: Proposal, by: User) -> Proposal:
    """A yes says again that the days are free; the proposal as it stands once that is said."""
    if proposal.state not in (State.SENT, State.SEEN) or not proposal.cto.is_stale(clock.today()):
        return proposal
    confirm_availability(cto=proposal.cto, by=by)
    return lock(proposal)


def agree(proposal: Proposal, *, by: User, on_behalf_of: User | None = None, **terms: Any) -> Proposal:
    """Both have said yes, the last of them `by`: names open, under `terms` where they are others."""
    move(
        proposal,
        State.ACCEPTED,
        by=by,
        on_behalf_of=on_behalf_of,
        accepted_at=clock.now(),
        turn=Side.COMPANY,
        due_on=None,
        reminders=0,
        snoozed_until=None,
        clock_left=None,
        **terms,
    )
    drop_questions(proposal)
    if proposal.need.state == Need.State.SELECTED:
        mark_in_talks(need=proposal.need, by=by)
    keep_alive(need=proposal.need, by=by)
    emails.introduction(proposal)
    (emails.meeting_tomorrow if proposal.slot else emails.meeting_unpicked)(proposal)
    return proposal


def answer(*, proposal: Proposal, by: User, answer: str, reason: str = "") -> Proposal:
    """``accept``, or ``decline`` with a coded reason."""
    if answer == "accept":
        return accept(proposal=proposal, by=by)
    return decline(proposal=proposal, by=by, reason=reason)


@transaction.atomic
def snooze(*, proposal: Proposal, by: User, days: int) -> Proposal:
    """Put off for so many working days, within the turn: no reminder before, and the last day stays."""
    proposal = lock(proposal)
    if proposal.state not in (State.SENT, State.SEEN) or proposal.due_on is None:
        raise ForbiddenMove(_("Cette étape n’est plus possible : la situation a changé entre-temps."))
    until = workdays.add_working_days(clock.today(), days)
    if until > proposal.due_on:
        raise DomainError(_("Votre réponse est attendue avant : choisissez moins de jours."))
    proposal.snoozed_until = until
    proposal.save(update_fields=["snoozed_until"])
    record(thing="proposal", thing_id=proposal.pk, event="put_off", by=by, facts={"days": days})
    return proposal


@transaction.atomic
def decline(*, proposal: Proposal, by: User, reason: str, on_behalf_of: User | None = None) -> Proposal:
    """A no with a coded reason; it has no consequence for the CTO."""
    return end(
        proposal=lock(proposal),
        to=State.DECLINED,
        side=Side.CTO,
        reason=reason,
        by=by,
        on_behalf_of=on_behalf_of,
    )


@transaction.atomic
def retract(*, proposal: Proposal, by: User, reason: str) -> Proposal:
    """The CTO takes their yes back; names close again."""
    return end(proposal=lock(proposal), to=State.RETRACTED, side=Side.CTO, reason=reason, by=by)


@transaction.atomic
def confirm(*, proposal: Proposal, by: User) -> Mission:
    """The last yes: the mission exists, its half-days are taken, everybody else is told.

    Raises ``Conflict`` when a half-day went meanwhile, or when the proposal is no longer ``chosen``.
    """
    if proposal.state not in Proposal.ENDED:  # what has ended never moves again: no lock is needed to say so
        proposal = lock(proposal, others_of_the_cto=True)
    if proposal.state != State.CHOSEN:
        raise _too_late(proposal)
    if proposal.need.state == Need.State.PAUSED:  # what was paused is the search, which ends here
        proposal.need = resume(need=proposal.need, by=None)
    mission = start_mission(
        need=proposal.need,
        cto=proposal.cto,
        daily_rate_eur=proposal.final_rate_eur,
        half_days=proposal.final_half_days,
        starts_on=held(proposal.final_starts_on),
        ends_on=held(proposal.final_ends_on),
        contract=proposal.final_contract,
        will_not_do=proposal.final_will_not_do,
        by=by,
    )
    move(
        proposal,
        State.CONFIRMED,
        by=by,
        confirmed_at=clock.now(),
        mission=mission,
        turn="",
        due_on=None,
    )
    _tell_the_others_of_the_need(proposal)
    _end_choices_now_impossible(proposal.cto)
    mark_filled(need=proposal.need, by=by)
    emails.confirmed(proposal)
    return mission


def _too_late(proposal: Proposal) -> Conflict:
    """Why there is nothing to confirm; names the day that another mission took, when that is why."""
    if proposal.state == State.CONFIRMED:
        return ForbiddenMove(_("Cette mission est déjà confirmée."))
    no_longer_fits = proposal.chosen_at and proposal.ended_by == Side.SYSTEM
    taken = _why_not_bookable(proposal, proposal.cto) if no_longer_fits else None
    return taken or ForbiddenMove(_("Cette étape n’est plus possible : la situation a changé entre-temps."))


def _why_not_bookable(
    proposal: Proposal, cto: Cto, calendar: Sequence[Held] | None = None
) -> Conflict | None:
    first, last = held(proposal.final_starts_on), held(proposal.final_ends_on)
    return why_not_bookable(cto, proposal.final_half_days, first, last + ONE_DAY, held=calendar)


def _tell_the_others_of_the_need(proposal: Proposal) -> None:
    others = Proposal.objects.filter(need=proposal.need).open()
    met = others.filter(state=State.ACCEPTED)
    end_all(met, to=State.NOT_CHOSEN, side=Side.COMPANY, reason="another_chosen")
    end_all(others, to=State.WITHDRAWN, side=Side.COMPANY, reason="another_chosen")


def _end_choices_now_impossible(cto: Cto) -> None:
    """Another company had chosen this CTO for days that have just been taken: it is told now, not later."""
    choices = Proposal.objects.filter(cto=cto, state=State.CHOSEN)
    calendar = held_by(cto)
    impossible = [choice.pk for choice in choices.to_act_on() if _why_not_bookable(choice, cto, calendar)]
    _withdraw(impossible)


def _withdraw(ids: list[int]) -> None:
    unfit = Proposal.objects.filter(pk__in=ids)
    end_all(unfit, to=State.WITHDRAWN, side=Side.SYSTEM, reason="no_longer_fits")


@transaction.atomic
def withdraw_what_no_longer_fits(*, cto: Cto) -> None:
    """The CTO's rules or calendar changed: proposals that break a rule by now end, both sides told.

    A choice is left alone here: its terms are final, and its own days are checked when it is confirmed. So is
    a selection being prepared: its curator is told when it should leave.
    """
    _withdraw([proposal.pk for proposal in lock_unchosen_of(cto) if broken_by(proposal)])
