"""What may happen to a mission, each change with its history row."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.ctos.calendar.actions import book_mission, release
from fractional.ctos.models import Cto
from fractional.errors import Conflict, DomainError
from fractional.history.actions import record
from fractional.history.moves import move
from missions.engagements import emails
from missions.engagements.models import Mission
from missions.engagements.signals import mission_ended, mission_started
from missions.needs.models import Need

State = Mission.State
ONE_DAY = timedelta(days=1)
HANDOVER = 10
"""Working days after the last one in which what was built is handed over."""
_NOT_SAID = "—"


class NoNextOwner(DomainError):
    """A project ends in somebody's hands, or it does not end."""

    argument = "next_owner"


class NoLimits(DomainError):
    """What this person will not do is agreed before the first day, not after."""

    argument = "will_not_do"


@transaction.atomic
def start_mission(
    *,
    need: Need,
    cto: Cto,
    daily_rate_eur: int | None,
    half_days: Sequence[int],
    starts_on: date,
    ends_on: date,
    contract: str,
    will_not_do: Sequence[str],
    by: User,
    renews: Mission | None = None,
) -> Mission:
    """The terms agreed at the last yes become a mission, and its half-days are taken.

    Rate in EUR per day excluding VAT, None for a pro bono need; `ends_on` is the last day, included; `will_not_do`
    has a line at least, else NoLimits. Raises Conflict, and creates nothing, when the calendar refuses: a half-day
    held, or a limit of the CTO passed.
    """
    if not will_not_do:
        raise NoLimits(_("Dites au moins une chose que cette personne ne fera pas."))
    floor = cto.floor_rate_eur
    mission = Mission.objects.create(
        need=need,
        company=need.company,
        cto=cto,
        daily_rate_eur=None if need.pro_bono else daily_rate_eur,
        half_days=sorted(set(half_days)),
        starts_on=starts_on,
        ends_on=ends_on,
        contract=contract,
        on_site_half_days=need.on_site_half_days,
        pro_bono=need.pro_bono,
        below_floor_accepted=not need.pro_bono and bool(floor and daily_rate_eur and daily_rate_eur < floor),
        will_not_do=list(will_not_do),
        renews=renews,
    )
    book_mission(
        cto=cto,
        half_days=mission.half_days,
        first=starts_on,
        until=ends_on + ONE_DAY,
        holder=mission.holder,
        by=by,
    )
    facts = {"need": need.pk, "cto": cto.pk, "daily_rate_eur": mission.daily_rate_eur}
    record(thing="mission", thing_id=mission.pk, event="agreed", to_state=mission.state, by=by, facts=facts)
    return mission


@transaction.atomic
def activate(*, mission: Mission, by: User | None = None) -> Mission:
    """Its first day has come."""
    move(mission, State.ACTIVE, by=by, active_at=clock.now())
    mission_started.send(sender=Mission, mission=mission)
    return mission


@transaction.atomic
def close(*, mission: Mission, by: User | None = None) -> Mission:
    """Its last day has passed, or is near enough to prepare it: what remains is to hand over, within ten days.

    Its half-days stay taken up to the last day.
    """
    if by is not None and not mission.may_close:
        raise Conflict(_("Une mission se clôt dans les trente jours qui précèdent son dernier jour."))
    last = workdays.add_working_days(max(clock.today(), mission.ends_on), HANDOVER)
    move(mission, State.CLOSING, by=by, closing_at=clock.now(), due_on=last)
    emails.closing(mission)
    return mission


@transaction.atomic
def end(*, mission: Mission, by: User | None, next_owner: str = "") -> Mission:
    """Handed over. A project says to whom, else NoNextOwner; the days that were left are free again."""
    mission.next_owner = next_owner or mission.next_owner
    if mission.needs_a_next_owner and not mission.next_owner:
        raise NoNextOwner(
            _("Indiquez qui reprend ce qui a été construit : un projet ne se termine pas sans.")
        )
    move(
        mission,
        State.ENDED,
        by=by,
        reason="" if by else "silence",
        ended_at=clock.now(),
        due_on=None,
        next_owner=mission.next_owner,
    )
    if clock.today() < mission.ends_on:
        release(cto=mission.cto, holder=mission.holder, from_on=clock.today() + ONE_DAY, by=by)
    emails.ended(mission)
    mission_ended.send(sender=Mission, mission=mission)
    return mission


@transaction.atomic
def end_in_silence(*, mission: Mission) -> Mission:
    """Nobody said that it was handed over: the need told who takes over, and the end comes by itself."""
    return end(mission=mission, by=None, next_owner=mission.need.next_owner or _NOT_SAID)


@transaction.atomic
def break_off(*, mission: Mission, by: User, side: str, reason: str, note: str = "") -> Mission:
    """End a mission before its time: `side` (company, cto, curator) and a coded reason, told to both.

    The half-days from today on are free again; those worked stay in the calendar.
    """
    move(
        mission,
        State.BROKEN,
        by=by,
        reason=reason,
        note=note,
        broken_at=clock.now(),
        broken_by=side,
        broken_reason=reason,
        due_on=None,
    )
    release(cto=mission.cto, holder=mission.holder, from_on=clock.today(), by=by)
    emails.broken(mission, note=note)
    mission_ended.send(sender=Mission, mission=mission)
    return mission
