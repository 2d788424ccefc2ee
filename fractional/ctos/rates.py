"""A CTO's day rates by length and rhythm of a mission (EUR per day, excluding VAT).

The twelve rates of the grid stand at ``length * 3 + rhythm``. They never rise with length or
rhythm (article row 83) and never go under the floor; the database checks both.
"""

from collections.abc import Sequence

LENGTHS = (1, 3, 6, 12)
"""Months from which each row of the grid applies."""
RHYTHMS = (1, 4, 6)
"""Half-days per week from which each column of the grid applies: under 2 days, 2 days, 3 days."""
SIZE = len(LENGTHS) * len(RHYTHMS)


def position(*, months: int, half_days: int) -> int:
    """Place in the grid of a mission of ``months`` months at ``half_days`` half-days per week."""
    length = sum(months >= step for step in LENGTHS[1:])
    rhythm = sum(half_days >= step for step in RHYTHMS[1:])
    return length * len(RHYTHMS) + rhythm


def step_rate(rates: Sequence[int], *, months: int, half_days: int) -> int:
    """The CTO's own rate for that length and rhythm."""
    return rates[position(months=months, half_days=half_days)]


def proposal_rate(rates: Sequence[int], floor: int, ceiling: int, *, months: int, half_days: int) -> int:
    """The only price of a CTO that a company ever sees.

    The step rate if the ceiling reaches it, else the ceiling, never under the floor.
    """
    return max(floor, min(ceiling, step_rate(rates, months=months, half_days=half_days)))


def grid(target: int, floor: int, *, discount_percent: int = 0, from_months: int = 12) -> list[int]:
    """The grid folded behind « moins … % à partir de … mois » : one discount, rounded to 10 EUR."""
    reduced = max(floor, round(target * (100 - discount_percent) / 1000) * 10)
    return [
        min(target, reduced) if discount_percent and length >= from_months else target
        for length in LENGTHS
        for _ in RHYTHMS
    ]
