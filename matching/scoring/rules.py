"""Hard rules: a row that breaks one is never ranked, and each broken rule keeps its code.

Those a CTO set are lifted by nobody (promise 1, decision 16).
"""

from collections.abc import Callable, Iterable

import numpy as np

from matching.scoring.calendar import Openings
from matching.scoring.columns import Flags, Ints, Pool, Request, Requests

GATE_MONTHS = 12
"""Nobody is a good part-time CTO without a year as a full-time one; a curator may lift this one rule."""
MUCH = 2

Rule = Callable[[Pool, Request | Requests, Openings], Flags]


def function(pool: Pool, request: Request | Requests, openings: Openings) -> Flags:
    return pool.function != request.function


def scope(pool: Pool, request: Request | Requests, openings: Openings) -> Flags:
    return pool.scopes & request.scope == 0


def blocked(pool: Pool, request: Request | Requests, openings: Openings) -> Flags:
    return pool.blocked


def gate(pool: Pool, request: Request | Requests, openings: Openings) -> Flags:
    return (pool.full_time_months < GATE_MONTHS) & ~pool.gate_lifted


def experience(pool: Pool, request: Request | Requests, openings: Openings) -> Flags:
    """The need's own minimum of full-time CTO months: a lifted gate does not lift it."""
    return pool.full_time_months < request.min_months_cto


def kind(pool: Pool, request: Request | Requests, openings: Openings) -> Flags:
    return pool.kinds_accepted & request.kind == 0


def contract(pool: Pool, request: Request | Requests, openings: Openings) -> Flags:
    return (np.asarray(request.contracts) != 0) & (pool.contracts & request.contracts == 0)


def pro_bono(pool: Pool, request: Request | Requests, openings: Openings) -> Flags:
    return request.pro_bono & ~pool.pro_bono


def rate(pool: Pool, request: Request | Requests, openings: Openings) -> Flags:
    """The floor is one number; between the floor and the step of that length, the ceiling is proposed."""
    return ~np.asarray(request.pro_bono) & (pool.floor > request.highest_rate)


def days(pool: Pool, request: Request | Requests, openings: Openings) -> Flags:
    return (pool.min_half_days > request.half_days) | (pool.max_half_days < request.half_days)


def calendar(pool: Pool, request: Request | Requests, openings: Openings) -> Flags:
    return openings.first_start == 0


def sector_refused(pool: Pool, request: Request | Requests, openings: Openings) -> Flags:
    return pool.sectors_refused & request.sector != 0


def zone(pool: Pool, request: Request | Requests, openings: Openings) -> Flags:
    """A set test on departments (decision 15); a town not given yet excludes nobody."""
    department = np.asarray(request.department)
    somewhere = (np.asarray(request.on_site_half_days) > 0) & (department >= 0)
    zones = np.where(department >= 64, pool.zones_b, pool.zones_a)
    return somewhere & (zones >> department % 64 & 1 == 0)


def language(pool: Pool, request: Request | Requests, openings: Openings) -> Flags:
    return pool.languages & request.languages != request.languages


def min_months(pool: Pool, request: Request | Requests, openings: Openings) -> Flags:
    return pool.min_months > request.months


def hands_on(pool: Pool, request: Request | Requests, openings: Openings) -> Flags:
    """Much code asked of somebody who does not code; nearer levels are a matter of points."""
    return (pool.hands_on == 0) & (np.asarray(request.hands_on) == MUCH)


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        function,
        scope,
        blocked,
        gate,
        experience,
        kind,
        contract,
        pro_bono,
        rate,
        days,
        calendar,
        sector_refused,
        zone,
        language,
        min_months,
        hands_on,
    )
}
"""In this order, the place of a rule is its bit in a mask of broken rules: append only."""


def broken(pool: Pool, request: Request | Requests, openings: Openings) -> Ints:
    """Mask of the rules that each row breaks; 0 is eligible."""
    mask = np.zeros(len(pool), np.int64)
    for bit, rule in enumerate(RULES.values()):
        breaks = rule(pool, request, openings)
        if breaks.any():
            mask |= breaks.astype(np.int64) << bit
    return mask


def keeping(codes: Iterable[str], pool: Pool, request: Request, openings: Openings) -> Flags:
    """Rows that break none of these rules."""
    keep = np.ones(len(pool), np.bool_)
    for code in codes:
        keep &= ~RULES[code](pool, request, openings)
    return keep


def kept_by_one(pool: Pool, requests: Requests) -> Ints:
    """Places of the needs that keep every rule of one CTO, a pool of one row, but the calendar, which is dear."""
    nothing = Openings(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.bool_))
    fits = np.ones(len(requests), np.bool_)
    for rule in RULES.values():
        if rule is not calendar:
            fits &= ~rule(pool, requests, nothing)
    return np.flatnonzero(fits)


def codes(mask: int) -> tuple[str, ...]:
    """The broken rules of one row."""
    return tuple(code for bit, code in enumerate(RULES) if mask >> bit & 1)


def counts(masks: Ints) -> dict[str, int]:
    """How many rows each rule excludes; a row that breaks two counts twice."""
    return {code: int((masks >> bit & 1).sum()) for bit, code in enumerate(RULES)}


def bit(code: str) -> int:
    """The mask of this rule alone."""
    return 1 << list(RULES).index(code)


def only(masks: Ints, code: str) -> Flags:
    """Rows that this rule alone excludes."""
    return masks == bit(code)
