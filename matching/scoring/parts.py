"""The parts of both scores: one function each, from a row and the need to thousandths of full marks.

`curves.UNKNOWN` says that one side has not said enough: neutral points, and « à confirmer ».
Nothing here reads a name, an age, a gender, a school, or what the rest of the pool looks like.
"""

from collections.abc import Callable, Mapping

import numpy as np

from matching.scoring import curves
from matching.scoring.calendar import Openings
from matching.scoring.columns import HALF_DAYS, Column, Flags, Ints, Pool, Request, Requests, bits
from matching.scoring.curves import FULL, NEUTRAL, UNKNOWN, along, permille

Part = Callable[[Pool, Request | Requests, Openings], Ints]

NOT_LIVED = 450
NOT_WANTED = 350
OTHER_STAGE = 400
ASKED_DAYS, EARLY_START, LATE_START, SPARE, WHOLE_DAYS, BROKEN_DAYS = 600, 250, 125, 150, 250, 125
MORNINGS = 0b0101010101
ALL_ON_SITE = 600
"""What is left of the place part when every half-day is on site."""


# What a company looks for.
def references(pool: Pool, request: Request | Requests, openings: Openings) -> Ints:
    """Positive references, times the share of positive ones shrunk by two imagined ones at 0.8."""
    positive = pool.references_positive.astype(np.int64)
    trust = (2000 + 1250 * positive) // (2 + pool.references.astype(np.int64))
    return along(curves.REFERENCES, positive) * np.minimum(trust, FULL) // FULL


def years(pool: Pool, request: Request | Requests, openings: Openings) -> Ints:
    return along(curves.YEARS, pool.full_time_months)


def situation(pool: Pool, request: Request | Requests, openings: Openings) -> Ints:
    return np.where(pool.kinds_lived & request.kind, FULL, NOT_LIVED)


def goals(pool: Pool, request: Request | Requests, openings: Openings) -> Ints:
    return _share(pool.topics, request.topics)


def rate(pool: Pool, request: Request | Requests, openings: Openings) -> Ints:
    """The ceiling against the price the company would pay, never against the step above it.

    That price reaches the ceiling at most, so 800 is the least: points below it would tell a rate that is the
    CTO's own (promises 4 and 7).
    """
    return _rate(curves.COMPANY_RATE, pool, request, at_most_the_ceiling=True)


def days(pool: Pool, request: Request | Requests, openings: Openings) -> Ints:
    """Decision 20: asked half-days met, a start in the first half of the window, one half-day to spare."""
    start = np.where(is_late(openings.first_start, request), LATE_START, EARLY_START)
    return _asked_days(request, openings) + start + SPARE * openings.spare


def stage(pool: Pool, request: Request | Requests, openings: Openings) -> Ints:
    """The need's head-count against the smallest and largest companies led."""
    low, high, here = pool.headcount_min, pool.headcount_max, np.asarray(request.headcount)
    nearness = np.where(here < low, permille(here, low), permille(high, here))
    inside = (low <= here) & (here <= high)
    untold = (high == 0) | (here == 0)
    return np.where(untold, UNKNOWN, np.where(inside, FULL, along(curves.HEADCOUNT, nearness)))


def hands_on(pool: Pool, request: Request | Requests, openings: Openings) -> Ints:
    return along(curves.DISTANCE, np.abs(pool.hands_on - request.hands_on))


def sector_stack(pool: Pool, request: Request | Requests, openings: Openings) -> Ints:
    """The sector known, and the share of the tags known; the mean of the two where both can be told."""
    sector, tags = _share(pool.sectors, request.sector), _share(pool.tags, request.tags)
    return np.where(sector == UNKNOWN, tags, np.where(tags == UNKNOWN, sector, (sector + tags) // 2))


# What a CTO looks for.
def cto_rate(pool: Pool, request: Request | Requests, openings: Openings) -> Ints:
    return _rate(curves.CTO_RATE, pool, request)


def cto_days(pool: Pool, request: Request | Requests, openings: Openings) -> Ints:
    """Asked half-days that are free, whole days rather than scattered halves, one half-day to spare."""
    whole = np.where(in_whole_days(openings.half_days, request), WHOLE_DAYS, BROKEN_DAYS)
    return _asked_days(request, openings) + whole + SPARE * openings.spare


def cto_situation(pool: Pool, request: Request | Requests, openings: Openings) -> Ints:
    return _wanted(pool.kinds_wanted, request.kind, otherwise=NOT_WANTED)


def duration(pool: Pool, request: Request | Requests, openings: Openings) -> Ints:
    return _each(pool, along(curves.DURATION, np.asarray(request.months)))


def cto_stage(pool: Pool, request: Request | Requests, openings: Openings) -> Ints:
    return _wanted(pool.stages_wanted, request.stage, otherwise=OTHER_STAGE)


def place(pool: Pool, request: Request | Requests, openings: Openings) -> Ints:
    """Full marks from home; every half-day on site takes its share away, down to `ALL_ON_SITE`."""
    on_site = np.minimum(request.on_site_half_days, request.half_days)
    nowhere = (on_site > 0) & (np.asarray(request.department) < 0)
    return _each(pool, np.where(nowhere, UNKNOWN, FULL - (FULL - ALL_ON_SITE) * on_site // request.half_days))


COMPANY: dict[str, Part] = {
    "references": references,
    "years": years,
    "situation": situation,
    "goals": goals,
    "rate": rate,
    "days": days,
    "stage": stage,
    "hands_on": hands_on,
    "sector_stack": sector_stack,
}
"""Place of a part = its bit in `Request.priorities`."""
CTO: dict[str, Part] = {
    "rate": cto_rate,
    "days": cto_days,
    "situation": cto_situation,
    "hands_on": hands_on,
    "duration": duration,
    "stage": cto_stage,
    "place": place,
}
"""Place of a part = its bit in `Pool.priorities`."""


def thousandths(
    side: Mapping[str, Part], pool: Pool, request: Request | Requests, openings: Openings
) -> Ints:
    """One column per part of that side, in its order."""
    return np.stack([part(pool, request, openings).astype(np.int64, copy=False) for part in side.values()]).T


def is_late(first_start: Ints | int, request: Request | Requests) -> Flags:
    """The start falls in the second half of the window; its middle is still the first half."""
    return np.asarray(2 * (first_start - request.start_first) > request.start_last - request.start_first)


def in_whole_days(free: Ints | int, request: Request | Requests) -> Flags:
    """The mission fits on whole free days, but for its odd half-day."""
    both_halves = free & (free >> 1) & MORNINGS
    return np.asarray(bits(both_halves) >= request.half_days // 2)


def _rate(
    curve: curves.Curve, pool: Pool, request: Request | Requests, *, at_most_the_ceiling: bool = False
) -> Ints:
    """The ceiling against the step for that length and rhythm. Pro bono: there is no price to compare."""
    steps = pool.rate_steps(request.rate_column)
    if at_most_the_ceiling:
        steps = np.minimum(steps, request.highest_rate)
    return np.where(request.pro_bono, NEUTRAL, along(curve, permille(request.highest_rate, steps)))


def _asked_days(request: Request | Requests, openings: Openings) -> Ints:
    """Share of the asked half-days that are free, as many as the mission needs of them; all, if any day will do."""
    asked = np.where(np.asarray(request.asked) == 0, (1 << HALF_DAYS) - 1, request.asked)
    wanted = np.minimum(bits(asked), request.half_days)
    return ASKED_DAYS * np.minimum(bits(openings.half_days & asked), wanted) // wanted


def _share(known: Column, asked: Column | int) -> Ints:
    """Share of the asked bits that are known."""
    untold = (known == 0) | (np.asarray(asked) == 0)
    return np.where(untold, UNKNOWN, permille(bits(known & asked), bits(asked)))


def _wanted(wanted: Column, bit: Column | int, *, otherwise: int) -> Ints:
    untold = (wanted == 0) | (np.asarray(bit) == 0)
    return np.where(untold, UNKNOWN, np.where(wanted & bit, FULL, otherwise))


def _each(pool: Pool, value: Ints) -> Ints:
    """The same for every row, where it is one."""
    return np.broadcast_to(value, len(pool))
