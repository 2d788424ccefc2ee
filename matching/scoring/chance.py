"""From points to the chance of a yes, in parts per million: one frozen table for both sides.

A prior, not a measure: the logistic curve centred on 620 points, scale 90. Computed with decimals, whose
exponential is correctly rounded, so that every machine holds the same integers; a test holds their digest.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal

import numpy as np

from matching.scoring.columns import Ints

CENTRE = 620
SCALE = 90
MILLION = 1_000_000

_EXACT = Context(prec=28, rounding=ROUND_HALF_EVEN)


def _at(points: int) -> int:
    odds = _EXACT.exp(_EXACT.divide(Decimal(CENTRE - points), Decimal(SCALE)))
    return int(_EXACT.divide(Decimal(MILLION), _EXACT.add(Decimal(1), odds)))


TABLE: Ints = np.array([_at(points) for points in range(1001)], np.int64)
TABLE.setflags(write=False)
"""TABLE[points] is the chance in parts per million, strictly rising from 0 to 1,000 points."""
