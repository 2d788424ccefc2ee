"""What each part weighs, and how ticked priorities move the weights. Every set of weights sums to 1,000."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from matching.scoring.columns import Ints
from matching.scoring.parts import COMPANY, CTO

TOTAL = 1000


@dataclass(frozen=True)
class Weights:
    """One published version; a score means nothing without the version beside it."""

    version: int
    company: tuple[int, ...]
    """In the order of `parts.COMPANY`."""
    cto: tuple[int, ...]
    """In the order of `parts.CTO`."""

    def __post_init__(self) -> None:
        """Raise ValueError unless each side has one weight per part, none negative, 1,000 together."""
        for weights, side in ((self.company, COMPANY), (self.cto, CTO)):
            if len(weights) != len(side) or sum(weights) != TOTAL or min(weights) < 0:
                raise ValueError(f"{len(side)} weights that sum to {TOTAL} are needed, not {weights}")

    def of_company(self, priorities: int | Ints) -> Ints:
        """Weights of the company side, one per part, for these ticked parts; a row each for many needs."""
        if isinstance(priorities, np.ndarray):
            return _every_tick(self.company).take(priorities, axis=1).T
        return np.array(ticked(self.company, priorities), np.int64)

    def of_ctos(self, priorities: Ints) -> Ints:
        """Weights of the CTO side, one row per row of `priorities`."""
        return _every_tick(self.cto).take(priorities, axis=1).T


V1 = Weights(
    version=1,
    company=(198, 162, 126, 126, 108, 100, 81, 54, 45),
    cto=(270, 180, 160, 130, 100, 80, 80),
)
"""scoring.md section 2 with decision 20; written by people."""
PUBLISHED = (V1,)
"""Every version that ever ranked somebody, the one in force last."""


@cache
def _every_tick(defaults: tuple[int, ...]) -> Ints:
    """One row per part, one column per set of ticked parts."""
    return np.array([ticked(defaults, mask) for mask in range(1 << len(defaults))], np.int64).T.copy()


@cache
def ticked(defaults: tuple[int, ...], priorities: int) -> tuple[int, ...]:
    """Half the defaults, half shared evenly by the ticked parts; integers by largest remainder.

    1,000 stays 1,000: with 3 ticks, a part of 198 weighs 99 + 500 / 3 = 265.67 ticked and 99 not.
    """
    ticks = priorities.bit_count()
    if not ticks:
        return defaults
    shares = [ticks * weight + TOTAL * (priorities >> bit & 1) for bit, weight in enumerate(defaults)]
    return largest_remainder(shares, 2 * ticks)


def largest_remainder(shares: Sequence[int], unit: int, caps: Sequence[int] | None = None) -> tuple[int, ...]:
    """Each share divided by `unit` in whole numbers whose sum is the sum divided by `unit`.

    What rounding down left over goes one by one to the largest remainders, the first of equals first, but never
    above `caps`; those must leave room for the sum.
    """
    whole = [share // unit for share in shares]
    order = sorted(range(len(shares)), key=lambda i: (-(shares[i] % unit), i))
    left = sum(shares) // unit - sum(whole)
    while left:
        for i in order:
            if left and (caps is None or whole[i] < caps[i]):
                whole[i] += 1
                left -= 1
    return tuple(whole)
