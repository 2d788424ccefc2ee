"""The company's side: ask to meet, pass, choose."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import bounds, clock, workdays
from fractional.accounts.models import User
from fractional.ctos.calendar.actions import why_not_bookable
from fractional.ctos.models import Cto
from fractional.errors import Conflict, DomainError
from fractional.history.moves import move
from fractional.outbox.actions import post_job
from matching.proposals import emails
from matching.proposals.actions.ends import end
from matching.proposals.actions.locks import lock
from matching.proposals.fit import broken_by
from matching.proposals.models import Proposal, ProposalQuerySet, Selection
from missions.engagements.actions import NoLimits
from missions.needs.actions import confirm as confirm_need
from missions.needs.actions import mark_in_talks
from missions.needs.models import Need

SLOTS = 3
"""Meeting slots that a company offers when it asks."""
MORNING = time(8)
"""When a proposal that waited for its week leaves on Monday, Paris."""
OPEN_TO_TALKS = (Need.State.SELECTED, Need.State.IN_TALKS)


class DaysNotFree(DomainError):
    """The half-days of the final terms cannot be booked as the CTO's calendar stands."""

    argument = "half_days"


@transaction.atomic
def want(
    *,
    proposal: Proposal,
    by: User,
    message: str,
    slots: Sequence[datetime],
    on_behalf_of: User | None = None,
) -> Proposal:
    """A member asks to meet: message and three slots. The CTO is asked at once, or on Monday.

    Returns the proposal ``sent``, still ``wanted`` when the CTO's week is full, or ``withdrawn``
    when the profile no longer fits its own rules: the company is then told, and the CTO is not
    disturbed.
    """
    proposal = lock(proposal)
    _demand_shown(proposal)
    demand_talks(proposal.need, by)
    if len(slots) != SLOTS:
        raise DomainError(_("Indiquez trois créneaux de rencontre."))
    move(
        proposal,
        Proposal.State.WANTED,
        by=by,
        on_behalf_of=on_behalf_of,
        wanted_at=clock.now(),
        wanted_by=on_behalf_of or by,
        message=bounds.without_contacts(message),
        slots=list(slots),
        turn=Proposal.Side.SYSTEM,
        due_on=None,
        reminders=0,
    )
    return leave(proposal=proposal)


@transaction.atomic
def leave(*, proposal: Proposal) -> Proposal:
    """Let a wanted proposal go to its CTO: rules and weekly cap are checked under the CTO's lock.

    Safe to run twice: anything but a ``wanted`` proposal is left as it is, and so is one whose need is paused or
    has somebody chosen whose last yes is awaited.
    """
    proposal = lock(proposal)
    if proposal.state != Proposal.State.WANTED or proposal.need.state not in OPEN_TO_TALKS:
        return proposal
    if chosen_for(proposal.need).exists():
        return proposal
    if broken_by(proposal):
        return withdraw(proposal=proposal, reason="no_longer_fits")
    today = clock.today()
    if week_is_full(proposal.cto, today):
        return _wait_for_monday(proposal, today)
    move(
        proposal,
        Proposal.State.SENT,
        by=None,
        sent_at=clock.now(),
        sent_on=today,
        turn=Proposal.Side.CTO,
        due_on=None,
        reminders=0,
    )
    emails.proposal_to_cto(proposal)
    return proposal


def week_is_full(cto: Cto, today: date) -> bool:
    """The CTO already got as many proposals this week as their own cap allows (R05)."""
    this_week = Proposal.objects.filter(cto=cto).sent_in_week_of(workdays.monday_of(today))
    return this_week.count() >= cto.weekly_cap


def withdraw(*, proposal: Proposal, reason: str) -> Proposal:
    """It cannot go on, by nobody's decision: whoever knew of it is told why, and nobody else is disturbed."""
    return end(
        proposal=proposal, to=Proposal.State.WITHDRAWN, side=Proposal.Side.SYSTEM, reason=reason, by=None
    )


def _wait_for_monday(proposal: Proposal, today: date) -> Proposal:
    monday = workdays.next_monday(today)
    proposal.leaves_on = proposal.due_on = monday
    proposal.save(update_fields=["leaves_on", "due_on"])
    post_job(
        key=f"proposal:{proposal.pk}:leave:{monday}",
        task="matching.leave",
        args={"proposal_id": proposal.pk},
        run_after=datetime.combine(monday, MORNING, tzinfo=clock.PARIS),
    )
    emails.leaves_on_monday(proposal)
    return proposal


@transaction.atomic
def pass_over(*, proposal: Proposal, by: User, reason: str, on_behalf_of: User | None = None) -> Proposal:
    """The company does not keep this profile: a coded reason, before anybody was asked."""
    proposal = lock(proposal)
    _demand_shown(proposal)
    return end(
        proposal=proposal,
        to=Proposal.State.PASSED,
        side=Proposal.Side.COMPANY,
        reason=reason,
        by=by,
        on_behalf_of=on_behalf_of,
    )


@transaction.atomic
def not_choose(*, proposal: Proposal, by: User, reason: str) -> Proposal:
    """After meeting: not this person, for a reason they are told."""
    return end(
        proposal=lock(proposal),
        to=Proposal.State.NOT_CHOSEN,
        side=Proposal.Side.COMPANY,
        reason=reason,
        by=by,
    )


@transaction.atomic
def choose(
    *,
    proposal: Proposal,
    by: User,
    rate_eur: int | None,
    half_days: Sequence[int],
    starts_on: date,
    ends_on: date,
    contract: str,
    will_not_do: Sequence[str],
) -> Proposal:
    """An owner chooses with final terms (EUR per day excluding VAT, named half-days, dates included).

    `will_not_do`: what this person will not do, a line at least (article row 69).

    No half-day is held before the CTO's last yes. Raises ``Conflict`` when another profile of the
    need is already chosen, ``DaysNotFree`` when the CTO could not say yes to these days.
    """
    proposal = lock(proposal)
    _demand_open(proposal.need)
    if not will_not_do:
        raise NoLimits(_("Dites au moins une chose que cette personne ne fera pas."))
    if why_not_bookable(proposal.cto, half_days, starts_on, ends_on + timedelta(days=1)):
        raise DaysNotFree(
            _(
                "Ces demi-journées ne sont pas toutes libres à ces dates pour cette personne : choisissez-en d’autres."
            )
        )
    _still_stands(proposal.need, by)
    if proposal.state != Proposal.State.CHOSEN:
        _demand_nobody_chosen(proposal.need)
    move(
        proposal,
        Proposal.State.CHOSEN,
        by=by,
        chosen_at=clock.now(),
        chosen_by=by,
        final_rate_eur=rate_eur,
        final_half_days=sorted(half_days),
        final_starts_on=starts_on,
        final_ends_on=ends_on,
        final_contract=contract,
        final_will_not_do=list(will_not_do),
        turn=Proposal.Side.CTO,
        due_on=None,
        reminders=0,
    )
    if proposal.need.state == Need.State.SELECTED:  # the meeting was agreed while the need was paused
        mark_in_talks(need=proposal.need, by=by)
    emails.chosen(proposal)
    return proposal


def _still_stands(need: Need, by: User) -> None:
    """A member who acts on a proposal has said that the need stands: it does not expire in the middle of talks."""
    if need.confirmed_on != clock.today():
        confirm_need(need=need, by=by)


def chosen_for(need: Need) -> ProposalQuerySet:
    """Whoever is chosen for a need, their last yes awaited: one at most."""
    return Proposal.objects.filter(need=need, state=Proposal.State.CHOSEN)


def _demand_nobody_chosen(need: Need) -> None:
    if chosen_for(need).exists():
        raise Conflict(_("Vous avez déjà choisi un profil pour ce besoin : son dernier accord est attendu."))


def demand_talks(need: Need, by: User) -> None:
    """The need is open, nobody is chosen yet, and it stands: a member acts on it."""
    _demand_open(need)
    _demand_nobody_chosen(need)
    _still_stands(need, by)


def _demand_shown(proposal: Proposal) -> None:
    """What a curator still prepares, nobody answers."""
    if proposal.selection.state != Selection.State.SENT:
        raise Conflict(_("Cette sélection n’est pas encore partie."))


def _demand_open(need: Need) -> None:
    if need.state == Need.State.PAUSED:
        raise Conflict(_("Ce besoin est en pause : reprenez-le d’abord."))
    if need.state not in OPEN_TO_TALKS:
        raise Conflict(_("Ce besoin n’est plus ouvert. Rien n’a été enregistré."))
