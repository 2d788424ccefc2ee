"""Writes to the half-days. Each one takes the CTO's row first: two of them never run side by side.

The exclusion constraint would refuse a half-day sold twice even without that lock; the lock makes the
two limits hold too, and lets the refusal say which day was taken, and until when.
"""

import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from fractional import clock
from fractional.accounts.models import User
from fractional.ctos.calendar import refusals, week, words
from fractional.ctos.calendar.models import Hold, WeekStep
from fractional.ctos.calendar.queries import held_by, limits_of
from fractional.ctos.calendar.week import Step
from fractional.ctos.calendar.words import Held
from fractional.ctos.models import Cto
from fractional.ctos.signals import cto_changed
from fractional.errors import Conflict
from fractional.history.actions import record
from fractional.workdays import monday_of

ONE_WEEK = timedelta(weeks=1)


@transaction.atomic
def set_week(*, cto: Cto, steps: Iterable[Step], by: User | None) -> None:
    """Replace the week strip, and close from today on what it leaves shut.

    What has been is left alone: nobody sells it any more. Raises BadWeek, or Conflict when a half-day that
    is engaged would be closed.
    """
    cto = Cto.objects.locked(cto)
    ordered = week.checked(steps)
    today = clock.today()
    closed = [
        Hold(cto=cto, half_day=half_day, period=DateRange(first, until), kind=Hold.Kind.CLOSED, holder="week")
        for half_day, first, until in week.closed_periods(ordered, today)
    ]
    cto.week_steps.all().delete()
    cto.holds.filter(kind=Hold.Kind.CLOSED).delete()
    WeekStep.objects.bulk_create(
        WeekStep(cto=cto, from_on=step.from_on, open=sorted(step.open), protected=sorted(step.protected))
        for step in ordered
    )
    _insert(closed, refusals.half_days_sold)
    record(thing="cto", thing_id=cto.pk, event="week_set", by=by, facts={"steps": len(ordered)})
    cto_changed.send(sender=Cto, cto=cto)


@transaction.atomic
def hold_external(
    *, cto: Cto, half_days: Sequence[int], first: date, until: date | None, label: str, by: User | None
) -> str:
    """Take the half-days of a client found elsewhere over ``[first, until)``; returns their holder key.

    The CTO's own limits do not bind here: this states what is, and leaves less room for what is proposed.
    Raises Conflict when a half-day is held or closed.
    """
    cto = Cto.objects.locked(cto)
    holder = f"external:{secrets.token_hex(6)}"
    _insert(_rows(cto, half_days, first, until, Hold.Kind.EXTERNAL, holder, label), refusals.half_days_taken)
    _note(cto, "half_days_held", holder, by, half_days=list(half_days), first=first, until=until)
    cto_changed.send(sender=Cto, cto=cto)
    return holder


@transaction.atomic
def book_mission(
    *,
    cto: Cto,
    half_days: Sequence[int],
    first: date,
    until: date,
    holder: str,
    by: User | None = None,
) -> list[Hold]:
    """Sell the half-days of every week of ``[first, until)`` to one mission.

    Raises Conflict, and books nothing, when one of them is held or when the CTO would pass their own number
    of missions or of half-days in any week.
    """
    cto = Cto.objects.locked(cto)
    refusal = why_not_bookable(cto, half_days, first, until)
    if refusal:
        raise refusal
    rows = _rows(cto, half_days, first, until, Hold.Kind.MISSION, holder)
    _insert(rows, refusals.half_days_taken)
    _note(cto, "half_days_booked", holder, by, half_days=list(half_days), first=first, until=until)
    cto_changed.send(sender=Cto, cto=cto)
    return rows


def why_not_bookable(
    cto: Cto, half_days: Sequence[int], first: date, until: date, *, held: Sequence[Held] | None = None
) -> Conflict | None:
    """What ``book_mission`` would answer these half-days, in words; None when they can be sold.

    `held` is all that this CTO holds, for those who ask more than once.
    """
    # Whole weeks, as the words that matching reads: what it found possible is not refused for part of a week.
    monday = monday_of(first)
    weeks = words.weeks_between(monday, until)
    standing = held if held is not None else held_by(cto, since=monday, until=monday + weeks * ONE_WEEK)
    taken = [hold for hold in standing if hold.half_day in half_days and hold.touches(first, until)]
    if taken:
        return refusals.half_days_taken(taken)
    loads, limits = words.loads(standing, monday, weeks), limits_of(cto)
    if any(words.room(load, limits) < len(set(half_days)) for load in loads):
        return refusals.limit_passed(loads, limits)
    return None


@transaction.atomic
def release(*, cto: Cto, holder: str, from_on: date | None = None, by: User | None = None) -> None:
    """Give the half-days of a holder back, all of them or from a day on: what was worked stays in the ledger."""
    cto = Cto.objects.locked(cto)
    rows = cto.holds.filter(holder=holder).exclude(kind=Hold.Kind.CLOSED)
    if from_on is None:
        rows.delete()
    else:
        rows.filter(period__startswith__gte=from_on).delete()
        for row in rows.filter(period__contains=from_on):
            row.period = DateRange(row.period.lower, from_on)
            row.save(update_fields=["period"])
    _note(cto, "half_days_released", holder, by, from_on=from_on)
    cto_changed.send(sender=Cto, cto=cto)


@transaction.atomic
def release_external(*, cto: Cto, holder: str, by: User) -> None:
    """Give back the half-days of a client found elsewhere; nothing else can be given back this way."""
    external = cto.holds.filter(kind=Hold.Kind.EXTERNAL).values_list("holder", flat=True)
    if holder in set(external):  # compared here: what anybody may have typed never reaches the database
        release(cto=cto, holder=holder, by=by)


def _rows(
    cto: Cto,
    half_days: Sequence[int],
    first: date,
    until: date | None,
    kind: Hold.Kind,
    holder: str,
    label: str = "",
) -> list[Hold]:
    period = DateRange(first, until)
    return [
        Hold(cto=cto, half_day=half_day, period=period, kind=kind, holder=holder, label=label)
        for half_day in sorted(set(half_days))
    ]


def _note(cto: Cto, event: str, holder: str, by: User | None, **facts: object) -> None:
    said = {name: fact.isoformat() if isinstance(fact, date) else fact for name, fact in facts.items()}
    record(thing="cto", thing_id=cto.pk, event=event, by=by, facts={"holder": holder} | said)


def _insert(rows: list[Hold], refusal: Callable[[list[Held]], Conflict]) -> None:
    """All the rows or none. The constraint's refusal becomes words that name what stands in the way."""
    try:
        with transaction.atomic():
            Hold.objects.bulk_create(rows)
    except IntegrityError as error:
        taken = [hold for hold in held_by(rows[0].cto) if _in_the_way(hold, rows)]
        if not taken:
            raise
        raise refusal(taken) from error


def _in_the_way(hold: Held, rows: list[Hold]) -> bool:
    return any(
        hold.half_day == row.half_day and hold.touches(row.period.lower, row.period.upper) for row in rows
    )
