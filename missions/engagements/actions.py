"""What may happen to a mission, each change with its history row."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from fractional import clock
from fractional.accounts.models import User
from fractional.ctos.calendar.actions import book_mission, release
from fractional.ctos.models import Cto
from fractional.history.actions import record
from fractional.history.moves import move
from missions.engagements.models import Mission
from missions.engagements.signals import mission_ended, mission_started
from missions.needs.models import Need

State = Mission.State
ONE_DAY = timedelta(days=1)


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
    by: User,
) -> Mission:
    """The terms agreed at the last yes become a mission, and its half-days are taken.

    Rate in EUR per day excluding VAT, None for a pro bono need; `ends_on` is the last day, included. Raises
    Conflict, and creates nothing, when the calendar refuses: a half-day held, or a limit of the CTO passed.
    """
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
    """Its last day has passed, or both agree that it has: what remains is to hand over."""
    return move(mission, State.CLOSING, by=by, closing_at=clock.now())


@transaction.atomic
def end(*, mission: Mission, by: User | None) -> Mission:
    """Handed over."""
    move(mission, State.ENDED, by=by, ended_at=clock.now())
    mission_ended.send(sender=Mission, mission=mission)
    return mission


@transaction.atomic
def break_off(*, mission: Mission, by: User, side: str, reason: str, note: str = "") -> Mission:
    """End a mission before its time: `side` (company, cto, curator) and a coded reason.

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
    )
    release(cto=mission.cto, holder=mission.holder, from_on=clock.today(), by=by)
    mission_ended.send(sender=Mission, mission=mission)
    return mission
