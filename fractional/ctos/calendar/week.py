"""The week strip: from which Monday on which half-days are open, and what that closes."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from fractional.ctos.calendar.models import HALF_DAYS, WeekStep
from fractional.errors import DomainError

MAX_STEPS = 4
"""A ramp in more steps than this is a calendar, which the half-days themselves already are."""


class BadWeek(DomainError):
    """A week strip that says nothing or contradicts itself."""


class Step(NamedTuple):
    """From a Monday on: the half-days opened to missions, and those never proposed."""

    from_on: date
    open: Sequence[int]
    protected: Sequence[int] = ()


def checked(steps: Iterable[Step]) -> list[Step]:
    """The steps in the order of their dates. Raises BadWeek."""
    ordered = sorted(steps, key=lambda step: step.from_on)
    if not ordered:
        raise BadWeek(_("Ouvrez au moins une demi-journée."))
    if len(ordered) > MAX_STEPS:
        raise BadWeek(_("Quatre étapes suffisent : retirez-en une."))
    if len({step.from_on for step in ordered}) < len(ordered):
        raise BadWeek(_("Deux étapes commencent le même lundi."))
    for step in ordered:
        if step.from_on.weekday() != 0:
            raise BadWeek(_("Une étape commence un lundi."))
        if not set(step.open) | set(step.protected) <= set(HALF_DAYS):
            raise BadWeek(_("Cette demi-journée n’existe pas."))
        if set(step.open) & set(step.protected):
            raise BadWeek(
                _("Une demi-journée protégée n’est jamais proposée : elle ne peut pas être ouverte.")
            )
    if not any(step.open for step in ordered):
        raise BadWeek(_("Ouvrez au moins une demi-journée."))
    return ordered


def closed_periods(steps: Sequence[Step], since: date) -> list[tuple[int, date, date | None]]:
    """What the steps leave closed from `since` on: (half-day, first day, end excluded or None).

    Before the first step nothing is open. Neighbouring periods of one half-day are one period.
    """
    periods: list[tuple[int, date, date | None]] = []
    for half_day in HALF_DAYS:
        start: date | None = since
        for step in steps:
            if start is None and half_day not in step.open:
                start = max(step.from_on, since)
            elif start is not None and half_day in step.open:
                if step.from_on > start:
                    periods.append((half_day, start, step.from_on))
                start = None
        if start is not None:
            periods.append((half_day, start, None))
    return periods


def current(steps: Iterable[WeekStep], today: date) -> WeekStep | None:
    """The step in force today, or the first one to come."""
    ordered = sorted(steps, key=lambda step: step.from_on)
    begun = [step for step in ordered if step.from_on <= today]
    return begun[-1] if begun else (ordered[0] if ordered else None)
