"""What a higher ceiling would bring: exact, and told so that nobody's floor can be guessed.

Decision 18: only ceilings on the grid of 50 EUR, counts rounded down to fives, nothing under five.
"""

import numpy as np

from matching.scoring import rules
from matching.scoring.columns import Ints, Pool

GRID = 50
CROWD = 5


def ceilings(pool: Pool, broken: Ints) -> Ints:
    """Sorted: the lowest ceiling of each row that nothing but the rate could exclude. For our eyes only."""
    only_the_rate = (broken == 0) | rules.only(broken, "rate")
    return np.sort(pool.floor[only_the_rate].astype(np.int64))


def within(lowest: Ints, ceiling: int) -> int:
    """How many are eligible at that ceiling: equal to ranking again with it."""
    return int(np.searchsorted(lowest, ceiling, side="right"))


def told(lowest: Ints, ceiling: int) -> int:
    """What a company may read of `within`: a multiple of five, 0 meaning « moins de 5 ».

    Raises ValueError for a ceiling off the grid.
    """
    if ceiling % GRID:
        raise ValueError(f"A ceiling is a multiple of {GRID} EUR, not {ceiling}")
    return within(lowest, ceiling) // CROWD * CROWD
