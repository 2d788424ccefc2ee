"""Words of weeks against walking them one by one: ends of words, signs, missions longer than the words."""

import random

import numpy as np
import pytest

from matching.scoring.calendar import at_least, lasting, openings, proposed_half_days
from matching.scoring.columns import Pool
from tests.matching.scoring import reference
from tests.matching.scoring.markets import MONDAY, from_week, near, request, signed


def word(rng: random.Random) -> int:
    """Mostly steady, changing near the ends as often as anywhere else."""
    week = rng.choice([0, 1, 2, 30, 61, 62, 63, 64])
    return signed(rng.choice([from_week(week), ~from_week(week) & (2**64 - 1), rng.getrandbits(64)]))


def test_a_stretch_of_weeks_is_free_when_each_of_its_weeks_is() -> None:
    rng = random.Random(4)
    words = [word(rng) for _ in range(300)]
    for weeks in (1, 2, 3, 5, 26, 52, 63, 64, 65, 104):
        stretches = lasting(np.array(words), weeks).tolist()
        for one, stretch in zip(words, stretches, strict=True):
            for week in (0, 1, 7, 26, 60, 61, 62, 63, 70):
                assert reference.bit(stretch, week) == reference.throughout(one, week, weeks)


@pytest.mark.parametrize("k", range(1, 11))
def test_at_least_k_words_are_counted_week_by_week(k: int) -> None:
    rng = random.Random(k)
    rows = [[word(rng) for _ in range(10)] for _ in range(50)]
    counted = at_least(k, np.array(rows)).tolist()
    for row, reached in zip(rows, counted, strict=True):
        for week in (0, 1, 2, 29, 61, 62, 63, 64):
            assert reference.bit(reached, week) == (sum(reference.bit(one, week) for one in row) >= k)


def test_the_first_monday_that_fits_is_found_however_old_or_young_the_calendar() -> None:
    rng = random.Random(9)
    found = 0
    for cto_id in range(600):
        need = request(rng, 1)
        row = near(rng, cto_id, need)
        row["week_zero"] = MONDAY + 7 * rng.choice([-80, -64, -63, -62, -61, -30, 0, 1, 4, 30])
        row["free"] = [rng.choice([-1, -1, word(rng)]) for _ in range(10)]
        row["room"] = [rng.choice([-1, -1, -1, word(rng)]) for _ in range(10)]
        opening = openings(Pool.from_rows([row]), need)
        expected = reference.opening(row, need)
        found += expected is not None
        first, free, spare = expected or (0, set(), False)
        assert opening.first_start[0] == first
        assert opening.half_days[0] == sum(1 << h for h in free)
        assert opening.spare[0] == spare
    assert found > 100


@pytest.mark.parametrize(
    ("half_days", "asked", "free", "proposed"),
    [
        (2, 0, 0b1111111111, 0b0000000011),
        (2, 0, 0b1100000001, 0b1100000000),
        (2, 0b0000001000, 0b1111111111, 0b0000001001),
        (3, 0b0011000000, 0b1111000001, 0b0111000000),
        (4, 0b1111111111, 0b1010101111, 0b0000001111),
    ],
)
def test_asked_half_days_are_proposed_first_then_whole_days(
    half_days: int, asked: int, free: int, proposed: int
) -> None:
    need = request(random.Random(1), 1)
    need = type(need)(**{**vars(need), "half_days": half_days, "asked": asked, "on_site_half_days": 0})
    assert proposed_half_days(need, free) == proposed
