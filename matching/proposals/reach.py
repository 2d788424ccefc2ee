"""How many CTOs a need reaches, and what would bring more of them: exact inside, told in rounded numbers.

Counts are for ceilings on the grid of 50 EUR, rounded down to fives, nothing under five (decision 18).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from fractional.bounds import RATE_MAX
from fractional.history.moves import held
from fractional.ui import words
from matching.pool.columns import load
from matching.pool.requests import mondays, request_of, siren_of
from matching.scoring import calendar, rules, what_if
from matching.scoring.columns import LONGEST_WINDOW, Ints, Pool, Request
from missions.needs.models import Need
from missions.needs.reach import Reach

ENOUGH = 10
LATER = timedelta(weeks=6)
FRAME = ("function_id", "kind", "half_days", "months", "start_first_on", "start_last_on", "ceiling_eur")


@dataclass(frozen=True)
class Relaxation:
    """One answer that would bring more CTOs."""

    what: str
    """start, on_site, ceiling or half_days."""
    value: Any
    text: str
    """« Avec un démarrage jusqu’au 5 mars 2027 »: the sentence that the count ends."""
    count: int
    """How many would fit: a multiple of five, at least five."""
    changes: dict[str, Any]
    """Answers to save for it (`missions.needs.actions.save_step`)."""


def reached(need: Need) -> Reach | None:
    """How many fit at the need's ceiling; None while its frame is not told, or when it is pro bono."""
    if need.pro_bono or not _is_framed(need):
        return None
    ceiling = held(need.ceiling_eur)
    lowest = _lowest(load(siren=siren_of(need)), request_of(need))
    told = what_if.told(lowest, ceiling)
    return Reach(ceiling, told, None if told else _enough_at(lowest, ceiling))


def relaxations(need: Need) -> list[Relaxation]:
    """What would bring more CTOs than today, one answer changed at a time, the cheapest for the company first."""
    if not _is_framed(need):
        return []
    pool, request = load(siren=siren_of(need)), request_of(need)
    today = _told(pool, request)
    return [found for found in _tried(need, pool, request) if found.count > today]


def _tried(need: Need, pool: Pool, request: Request) -> Iterator[Relaxation]:
    later = held(need.start_last_on) + LATER
    opens, closes = mondays(held(need.start_first_on), later)
    if (closes - opens).days <= 7 * LONGEST_WINDOW:
        text = _("Avec un démarrage jusqu’au %(day)s") % {"day": words.date_plain(later)}
        wider = replace(request, start_last=closes.toordinal())
        yield _relaxed("start", later, text, _told(pool, wider), {"start_last_on": later})
    if need.on_site_half_days:
        remote = replace(request, on_site_half_days=0)
        yield _relaxed("on_site", 0, _("Tout à distance"), _told(pool, remote), {"on_site_half_days": 0})
    if request.ceiling is not None:
        lowest = _lowest(pool, request)
        higher = _enough_at(lowest, request.ceiling)
        if higher:
            text = _("Avec %(rate)s au plus") % {"rate": words.tjm(higher)}
            dearer = {"ceiling_eur": higher, "monthly_budget_eur": None}
            yield _relaxed("ceiling", higher, text, what_if.told(lowest, higher), dearer)
    fewer = request.half_days - 2
    if fewer >= max(2, need.on_site_half_days):
        text = _("Avec %(rhythm)s") % {"rhythm": words.days_per_week(fewer)}
        changes: dict[str, Any] = {
            "half_days": fewer,
            "days_per_month": None,
            "asked_half_days": need.asked_half_days[:fewer],
            "ceiling_eur": need.ceiling_eur,
            "monthly_budget_eur": None,
        }
        yield _relaxed("half_days", fewer, text, _told(pool, replace(request, half_days=fewer)), changes)


def _relaxed(what: str, value: int | date, text: str, count: int, changes: dict[str, Any]) -> Relaxation:
    return Relaxation(what, value, text, count, changes)


def _told(pool: Pool, request: Request) -> int:
    return int((_broken(pool, request) == 0).sum()) // what_if.CROWD * what_if.CROWD


def _enough_at(lowest: Ints, ceiling: int) -> int | None:
    """The lowest higher ceiling of the grid that reaches ten; None when none does."""
    grid = range(ceiling + what_if.GRID, RATE_MAX + 1, what_if.GRID)
    return next((higher for higher in grid if what_if.told(lowest, higher) >= ENOUGH), None)


def _lowest(pool: Pool, request: Request) -> Ints:
    return what_if.ceilings(pool, _broken(pool, request))


def _broken(pool: Pool, request: Request) -> Ints:
    return rules.broken(pool, request, calendar.openings(pool, request))


def _is_framed(need: Need) -> bool:
    """All that the hard rules read has been told."""
    told = all(getattr(need, name) for name in FRAME if name != "ceiling_eur" or not need.pro_bono)
    return told and need.hands_on is not None
