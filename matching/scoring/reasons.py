"""One sentence code and its facts for each part of a pair; the words are made elsewhere.

A fact given for the company's side may be shown to the company, one for the CTO's side to that CTO: no floor, no
step above the proposal, no ceiling beyond it, no half-day that was not asked for or proposed (promises 4 and 7).
Masks are left as masks, days as ordinals.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from matching.scoring import parts
from matching.scoring.calendar import proposed_half_days
from matching.scoring.columns import Request
from matching.scoring.curves import FULL, UNKNOWN

YEAR_BANDS = (0, 2, 5, 10, 15)
"""Full-time years are told as bands: from 5 to 10."""
WEAK = 750
"""A part under this many thousandths is a reserve, one at or above it speaks for the profile."""
STALE_DAYS = 45
"""Availability is confirmed each month, stale after this many days (model.md)."""

Facts = dict[str, Any]


@dataclass(frozen=True)
class Pair:
    """One eligible CTO and one need, as plain Python values."""

    cto: dict[str, Any]
    request: Request
    first_start: int
    free: int
    """Half-days free from the first start for the whole length."""
    spare: bool

    @property
    def proposed(self) -> int:
        """Half-days to put on the card."""
        return proposed_half_days(self.request, self.free)

    @property
    def asked_rate(self) -> int:
        return self.cto["rates"][self.request.rate_column]

    @property
    def proposal_rate(self) -> int | None:
        """Their step if the ceiling reaches it, else the ceiling, never under the floor; None when pro bono."""
        if self.request.ceiling is None:
            return None
        return max(self.cto["floor"], min(self.asked_rate, self.request.ceiling))

    @property
    def stale(self) -> bool:
        return self.request.today - self.cto["confirmed_on"] > STALE_DAYS


Reason = Callable[[Pair, int], tuple[str, Facts]]
"""From a pair and the thousandths of the part to a code (after the part's own) and facts."""


def references(pair: Pair, thousandths: int) -> tuple[str, Facts]:
    confirmed, positive = pair.cto["references"], pair.cto["references_positive"]
    if not confirmed:
        return "none", {}
    code = "mixed" if positive < confirmed else "few" if thousandths < WEAK else "several"
    return code, {"confirmed": confirmed, "positive": positive}


def years(pair: Pair, thousandths: int) -> tuple[str, Facts]:
    held = pair.cto["full_time_months"] // 12
    if pair.cto["full_time_months"] < 12:
        return "lifted", {}
    start = max(band for band in YEAR_BANDS if band <= held)
    end = next((band for band in YEAR_BANDS if band > held), None)
    code = "few" if thousandths < WEAK else "ten" if thousandths == FULL else "several"
    return code, {"from_years": start, "to_years": end}


def situation(pair: Pair, thousandths: int) -> tuple[str, Facts]:
    return "lived" if thousandths == FULL else "new", {"kind": pair.request.kind}


def goals(pair: Pair, thousandths: int) -> tuple[str, Facts]:
    asked, known = pair.request.topics, pair.cto["topics"]
    return _covered(asked, known), {"met": asked & known, "missing": asked & ~known}


def rate(pair: Pair, thousandths: int) -> tuple[str, Facts]:
    """A step above the ceiling and one equal to it read the same: the step stays private."""
    proposal, ceiling = pair.proposal_rate, pair.request.ceiling
    if proposal is None or ceiling is None:
        return "none", {}
    code = "below_ceiling" if proposal < ceiling else "at_ceiling"
    return code, {"proposal_rate": proposal, "ceiling": ceiling}


def days(pair: Pair, thousandths: int) -> tuple[str, Facts]:
    facts = _days(pair)
    if _is_short_of_asked_days(pair):
        return ("some_asked" if facts["met"] else "others"), facts
    if parts.is_late(pair.first_start, pair.request):
        return "late", facts
    return ("fits" if pair.spare else "no_spare"), facts


def stage(pair: Pair, thousandths: int) -> tuple[str, Facts]:
    here, low, high = pair.request.headcount, pair.cto["headcount_min"], pair.cto["headcount_max"]
    if thousandths == UNKNOWN:
        return ("unknown" if here else "unstated"), {}
    code = "smaller" if here < low else "larger" if here > high else "inside"
    return code, {"headcount": here, "from": low, "to": high}


def hands_on(pair: Pair, thousandths: int) -> tuple[str, Facts]:
    asked, liked = pair.request.hands_on, pair.cto["hands_on"]
    code = "same" if asked == liked else "less" if liked < asked else "more"
    return code, {"asked": asked, "liked": liked}


def sector_stack(pair: Pair, thousandths: int) -> tuple[str, Facts]:
    """Code of the two sets taken together; the facts keep them apart."""
    request, cto = pair.request, pair.cto
    facts = {
        "sector_met": bool(request.sector & cto["sectors"]),
        "sector": request.sector,
        "met": request.tags & cto["tags"],
        "missing": request.tags & ~cto["tags"],
    }
    if thousandths == UNKNOWN:
        return ("unknown" if request.sector or request.tags else "unstated"), facts
    return "all" if thousandths == FULL else "some" if thousandths else "none", facts


def cto_rate(pair: Pair, thousandths: int) -> tuple[str, Facts]:
    proposal = pair.proposal_rate
    if proposal is None:
        return "pro_bono", {}
    code = "asked" if proposal >= pair.asked_rate else "under_asked"
    return code, {"proposal_rate": proposal, "asked_rate": pair.asked_rate}


def cto_days(pair: Pair, thousandths: int) -> tuple[str, Facts]:
    facts = _days(pair)
    if _is_short_of_asked_days(pair):
        return ("some_asked" if facts["met"] else "others"), facts
    if not parts.in_whole_days(pair.free, pair.request):
        return "broken", facts
    return ("fits" if pair.spare else "no_spare"), facts


def cto_situation(pair: Pair, thousandths: int) -> tuple[str, Facts]:
    return _wished(thousandths), {"kind": pair.request.kind}


def duration(pair: Pair, thousandths: int) -> tuple[str, Facts]:
    return "long" if thousandths >= 900 else "medium" if thousandths >= 500 else "short", {
        "months": pair.request.months
    }


def cto_stage(pair: Pair, thousandths: int) -> tuple[str, Facts]:
    return ("unstated" if not pair.request.stage else _wished(thousandths)), {"stage": pair.request.stage}


def place(pair: Pair, thousandths: int) -> tuple[str, Facts]:
    request = pair.request
    facts = {"on_site_half_days": request.on_site_half_days, "department": request.department}
    if not request.on_site_half_days:
        return "remote", facts
    return ("unknown" if thousandths == UNKNOWN else "on_site"), facts


COMPANY: dict[str, tuple[Reason, str]] = {
    "references": (references, "reference"),
    "years": (years, "posts"),
    "situation": (situation, "posts"),
    "goals": (goals, "posts"),
    "rate": (rate, "rates"),
    "days": (days, "calendar"),
    "stage": (stage, "posts"),
    "hands_on": (hands_on, "declared"),
    "sector_stack": (sector_stack, "posts"),
}
"""Reason of each company part, and where its facts come from."""
CTO: dict[str, tuple[Reason, str]] = {
    "rate": (cto_rate, "rates"),
    "days": (cto_days, "calendar"),
    "situation": (cto_situation, "need"),
    "hands_on": (hands_on, "declared"),
    "duration": (duration, "need"),
    "stage": (cto_stage, "need"),
    "place": (place, "need"),
}


def _days(pair: Pair) -> Facts:
    asked, free = pair.request.asked, pair.free
    return {
        "proposed": pair.proposed,
        "met": asked & free,
        "missing": asked & ~free,
        "first_start": pair.first_start,
        "confirmed_on": pair.cto["confirmed_on"],
    }


def _is_short_of_asked_days(pair: Pair) -> bool:
    """Some asked half-day is taken, and those left are fewer than the mission needs."""
    asked, met = pair.request.asked, pair.request.asked & pair.free
    return met != asked and met.bit_count() < pair.request.half_days


def _covered(asked: int, known: int) -> str:
    if not asked:
        return "unstated"
    if not known:
        return "unknown"
    return "all" if asked & known == asked else "some" if asked & known else "none"


def _wished(thousandths: int) -> str:
    return {FULL: "wanted", UNKNOWN: "unknown"}.get(thousandths, "accepted")
