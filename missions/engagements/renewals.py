"""Going on after the last day: proposed by one side, agreed by the other, never by itself (article row 23)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.ctos.models import Cto
from fractional.errors import Conflict, DomainError
from fractional.history.actions import record
from fractional.history.moves import move
from missions.engagements import emails
from missions.engagements.actions import start_mission
from missions.engagements.models import Mission, Renewal

State = Renewal.State
DAYS_TO_ANSWER = 5
"""Working days of the other side; then the question lapses, and the mission ends on its last day as agreed."""


class TooEarly(DomainError):
    """A renewal begins after the last day of what it renews."""

    argument = "starts_on"


@transaction.atomic
def propose(
    *,
    mission: Mission,
    by: User,
    side: str,
    rate_eur: int | None,
    half_days: Sequence[int],
    starts_on: date,
    ends_on: date,
) -> Renewal:
    """Terms of a new mission after this one: EUR per day excluding VAT, named half-days, both days included.

    Raises Conflict when the mission does not run, when a question stands already or was answered yes.
    """
    mission = Mission.objects.select_for_update(no_key=True, of=("self",)).whole().get(pk=mission.pk)
    if not mission.may_be_renewed:
        raise Conflict(_("Cette mission ne se renouvelle pas : elle n’est pas en cours."))
    if mission.renewals.filter(state__in=(State.ASKED, State.ACCEPTED)).exists():
        raise Conflict(_("Un renouvellement est déjà proposé pour cette mission."))
    if starts_on <= mission.ends_on:
        raise TooEarly(_("Choisissez un jour après le dernier jour de la mission en cours."))
    renewal = Renewal.objects.create(
        mission=mission,
        asked_by=by,
        asked_side=side,
        daily_rate_eur=None if mission.pro_bono else rate_eur,
        half_days=sorted(set(half_days)),
        starts_on=starts_on,
        ends_on=ends_on,
        due_on=workdays.add_working_days(clock.today(), DAYS_TO_ANSWER),
    )
    facts = {"mission": mission.pk, "daily_rate_eur": renewal.daily_rate_eur}
    record(thing="renewal", thing_id=renewal.pk, event="asked", to_state=renewal.state, by=by, facts=facts)
    emails.renewal_asked(renewal)
    return renewal


@transaction.atomic
def accept(*, renewal: Renewal, by: User) -> Mission:
    """The new mission exists, its half-days are taken. Raises Conflict when one of them is gone."""
    mission = renewal.mission
    Cto.objects.locked(mission.cto)
    move(renewal, State.ACCEPTED, by=by, answered_at=clock.now())
    follower = start_mission(
        need=mission.need,
        cto=mission.cto,
        daily_rate_eur=renewal.daily_rate_eur,
        half_days=renewal.half_days,
        starts_on=renewal.starts_on,
        ends_on=renewal.ends_on,
        contract=mission.contract,
        will_not_do=mission.will_not_do,
        by=by,
        renews=mission,
    )
    emails.renewal_answered(renewal, follower=follower)
    return follower


@transaction.atomic
def decline(*, renewal: Renewal, by: User) -> Renewal:
    """The mission ends on its last day, as agreed."""
    return _without_a_follower(renewal, State.DECLINED, by)


@transaction.atomic
def lapse(*, renewal: Renewal) -> Renewal:
    """Silence is no yes."""
    return _without_a_follower(renewal, State.LAPSED, None)


def _without_a_follower(renewal: Renewal, state: State, by: User | None) -> Renewal:
    move(renewal, state, by=by, reason="" if by else "silence", answered_at=clock.now())
    emails.renewal_answered(renewal)
    return renewal
