"""Other terms: the CTO proposes them once asked; the company takes them, keeps its own once, or stops there.

The weekly cap is not counted again: what comes back to the CTO is the proposal that they already had.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.ctos.calendar.actions import why_not_bookable
from fractional.errors import Conflict, DomainError
from fractional.history.moves import ForbiddenMove, held, move
from matching.proposals import emails
from matching.proposals.actions.company import DaysNotFree, demand_talks, withdraw
from matching.proposals.actions.cto import agree, confirm_stale_days
from matching.proposals.actions.ends import end
from matching.proposals.actions.locks import lock
from matching.proposals.actions.questions import drop_questions
from matching.proposals.fit import broken_by
from matching.proposals.models import Proposal

State = Proposal.State
Side = Proposal.Side
ONE_DAY = timedelta(days=1)


class UnderTheFloor(DomainError):
    """Said to the CTO alone: the floor is theirs, and nobody else reads it."""

    argument = "rate_eur"


@transaction.atomic
def counter(
    *,
    proposal: Proposal,
    by: User,
    rate_eur: int | None,
    half_days: Sequence[int],
    starts_on: date,
    on_behalf_of: User | None = None,
) -> Proposal:
    """Yes, under these terms (EUR per day excluding VAT, named half-days, first day): the company answers.

    Raises ``DaysNotFree`` for half-days that are not the CTO's to give, ``UnderTheFloor`` for a rate under their own
    floor, ``DomainError`` when nothing differs. Returns the proposal ``withdrawn`` as ``accept`` does.
    """
    proposal = lock(proposal, others_of_the_cto=True)
    if proposal.state not in (State.SENT, State.SEEN):
        raise ForbiddenMove(_("Cette étape n’est plus possible : la situation a changé entre-temps."))
    proposal = confirm_stale_days(proposal, by)
    if proposal.state == State.WITHDRAWN:
        return proposal
    rate_eur = None if proposal.need.pro_bono else rate_eur
    days = sorted(half_days)
    _demand_possible(proposal, rate_eur, days, starts_on)
    move(
        proposal,
        State.COUNTERED,
        by=by,
        on_behalf_of=on_behalf_of,
        facts={"rate": rate_eur, "half_days": days, "start": starts_on.isoformat()},
        countered_at=clock.now(),
        counter_rate_eur=rate_eur,
        counter_half_days=days,
        counter_start_on=starts_on,
        turn=Side.COMPANY,
        due_on=None,
        reminders=0,
        snoozed_until=None,
        clock_left=None,
    )
    drop_questions(proposal)
    emails.countered(proposal)
    return proposal


def _demand_possible(
    proposal: Proposal, rate_eur: int | None, half_days: Sequence[int], starts_on: date
) -> None:
    if (rate_eur, half_days, starts_on) == (
        proposal.proposal_rate_eur,
        proposal.half_days,
        proposal.first_start_on,
    ):
        raise DomainError(_("Ce sont les conditions proposées : acceptez-les, ou changez-en une."))
    floor = proposal.cto.floor_rate_eur
    if rate_eur is not None and floor is not None and rate_eur < floor:
        raise UnderTheFloor(_("Ce tarif est sous votre plancher : changez d’abord votre plancher."))
    until = workdays.last_day(starts_on, held(proposal.need.months)) + ONE_DAY
    if why_not_bookable(proposal.cto, half_days, starts_on, until):
        raise DaysNotFree(
            _("Ces demi-journées ne sont pas toutes libres à ces dates : choisissez-en d’autres.")
        )


def answer(*, proposal: Proposal, by: User, answer: str, reason: str = "") -> Proposal:
    """What a member of the company says to it: ``take``, ``keep``, or ``stop`` with a coded reason."""
    match answer:
        case "take":
            return take_terms(proposal=proposal, by=by)
        case "keep":
            return keep_terms(proposal=proposal, by=by)
        case "stop":
            return stop(proposal=proposal, by=by, reason=reason)
    raise DomainError(_("Choisissez une réponse."))


@transaction.atomic
def take_terms(*, proposal: Proposal, by: User, on_behalf_of: User | None = None) -> Proposal:
    """The CTO's terms are the proposal's from now on, and both have said yes: names open.

    Returns the proposal ``withdrawn`` when it breaks a rule of the CTO by now.
    """
    proposal = _countered(proposal)
    demand_talks(proposal.need, by)
    if broken_by(proposal):
        return withdraw(proposal=proposal, reason="no_longer_fits")
    return agree(
        proposal,
        by=by,
        on_behalf_of=on_behalf_of,
        proposal_rate_eur=proposal.counter_rate_eur,
        half_days=proposal.counter_half_days,
        first_start_on=proposal.counter_start_on,
    )


@transaction.atomic
def keep_terms(*, proposal: Proposal, by: User, on_behalf_of: User | None = None) -> Proposal:
    """The company keeps its own terms, once: the CTO answers these. Returns it ``withdrawn`` as ``take_terms`` does."""
    proposal = _countered(proposal)
    demand_talks(proposal.need, by)
    if proposal.counter_kept_once:
        raise Conflict(_("Vous avez déjà maintenu vos conditions une fois."))
    move(
        proposal,
        State.SENT,
        by=by,
        on_behalf_of=on_behalf_of,
        event="terms_kept",
        counter_kept_once=True,
        turn=Side.CTO,
        due_on=None,
        reminders=0,
    )
    if broken_by(proposal):
        return withdraw(proposal=proposal, reason="no_longer_fits")
    emails.terms_kept(proposal)
    return proposal


@transaction.atomic
def stop(*, proposal: Proposal, by: User, reason: str, on_behalf_of: User | None = None) -> Proposal:
    """These terms are not the company's: it ends there, for a reason that the CTO reads."""
    return end(
        proposal=_countered(proposal),
        to=State.DECLINED,
        side=Side.COMPANY,
        reason=reason,
        by=by,
        on_behalf_of=on_behalf_of,
    )


def _countered(proposal: Proposal) -> Proposal:
    proposal = lock(proposal)
    if proposal.state != State.COUNTERED:
        raise ForbiddenMove(_("Cette étape n’est plus possible : la situation a changé entre-temps."))
    return proposal
