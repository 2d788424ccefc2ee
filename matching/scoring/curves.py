"""Curves from a fact to thousandths, in integers. One rounding for all of scoring: every division rounds down.

Points of a curve are (x, thousandths); between two points a straight line, flat outside.
"""

from functools import cache

import numpy as np

from matching.scoring.columns import Column, Ints

FULL = 1000
NEUTRAL = 500
"""What an unknown fact is worth: the same for everybody, and said as « à confirmer »."""
UNKNOWN = -1
"""Stands for NEUTRAL until points are counted, so that an explanation still knows it was unknown."""

Curve = tuple[tuple[int, int], ...]

REFERENCES: Curve = ((0, 350), (1, 600), (2, 800), (3, 920), (5, 1000))
"""By positive references. 350 at none keeps newcomers alive."""
YEARS: Curve = ((0, 0), (24, 400), (60, 750), (120, 1000))
"""By full-time CTO months. Flat after ten years: no proxy for age."""
COMPANY_RATE: Curve = ((1000, 800), (1100, 1000))
"""By ceiling over rate, in thousandths. Flat after 110 %: asking less buys nothing more."""
CTO_RATE: Curve = ((850, 0), (900, 200), (1000, 750), (1150, 1000))
DURATION: Curve = ((1, 0), (3, 500), (6, 900), (9, 1000))
"""By months."""
HEADCOUNT: Curve = ((200, 0), (300, 252), (400, 431), (600, 683), (800, 861), (1000, 1000))
"""By nearness of two head-counts, smaller over larger: 1 + ln(x) / ln(5), zero at a fifth of the size."""
DISTANCE: Curve = ((0, 1000), (1, 500), (2, 0))
"""By levels between what is asked and what is liked, on the three levels of code."""


def along(curve: Curve, x: Column) -> Ints:
    """The curve at each x."""
    first = curve[0][0]
    return _written_out(curve).take(x.astype(np.int64) - first, mode="clip")


@cache
def _written_out(curve: Curve) -> Ints:
    """The curve at every whole x from its first point to its last: looking up is quicker than dividing."""
    xs, ys = np.array(curve, np.int64).T
    x = np.arange(xs[0], xs[-1] + 1)
    left = np.clip(np.searchsorted(xs, x, side="right") - 1, 0, len(xs) - 2)
    rise, run = ys[left + 1] - ys[left], xs[left + 1] - xs[left]
    return ys[left] + rise * (x - xs[left]) // run


def permille(part: Column | int, whole: Column | int) -> Ints:
    """Thousandths of `whole` that `part` is; a whole of 0 counts as 1.

    Divided as binary64, which is quicker than whole numbers and as exact: for 0 ≤ a < 2⁵² and b ≥ 1, a quotient that
    is not whole is at least 1/b below the next whole number, more than half of what rounding can move it.
    """
    shares: Ints = (FULL * np.asarray(part, np.float64) / np.maximum(whole, 1)).astype(np.int64)
    return shares
