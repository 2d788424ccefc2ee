"""Weights, ticks, the table of chances and the curves, number by number."""

import math
from dataclasses import replace
from hashlib import sha256

import numpy as np
import pytest

from matching.scoring import curves, what_if
from matching.scoring.chance import TABLE
from matching.scoring.columns import Pool, Request, bits
from matching.scoring.explain import explain
from matching.scoring.order import in_order
from matching.scoring.rank import rank
from matching.scoring.weights import V1, Weights, largest_remainder, ticked
from tests.matching.scoring import reference
from tests.matching.scoring.markets import market


def test_the_first_version_weighs_as_decided() -> None:
    assert V1.company == tuple(reference.COMPANY_WEIGHTS.values())
    assert V1.cto == tuple(reference.CTO_WEIGHTS.values())


@pytest.mark.parametrize(
    "company", [(1000,), (-1, 1001, *[0] * 7), (198, 162, 126, 126, 108, 100, 81, 54, 44)]
)
def test_weights_that_do_not_sum_to_a_thousand_are_refused(company: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="sum to 1000"):
        Weights(version=2, company=company, cto=V1.cto)


def test_every_set_of_ticks_sums_to_a_thousand_and_agrees_with_fractions() -> None:
    for weights, names in ((V1.company, reference.COMPANY_WEIGHTS), (V1.cto, reference.CTO_WEIGHTS)):
        for mask in range(1 << len(weights)):
            assert sum(ticked(weights, mask)) == 1000
            assert ticked(weights, mask) == tuple(reference.weighed(names, mask).values())


def test_the_largest_remainders_take_what_is_left_but_never_above_their_cap() -> None:
    assert largest_remainder([19, 19, 12], 10) == (2, 2, 1)
    assert largest_remainder([15, 15], 10) == (2, 1)
    assert largest_remainder([19, 19, 12], 10, caps=[1, 9, 9]) == (1, 2, 2)
    assert largest_remainder([9, 9, 9], 10, caps=[0, 0, 2]) == (0, 0, 2)


def test_the_table_of_chances_is_frozen() -> None:
    assert sha256(TABLE.astype("<i8").tobytes()).hexdigest() == (
        "5e67ba443b4ed32b2ac876086d2397395f04741fb2d5c05a487e306adab3492c"
    )
    assert TABLE[[0, 500, 620, 800, 1000]].tolist() == [1018, 208608, 500000, 880797, 985545]
    assert (np.diff(TABLE) > 0).all()
    with pytest.raises(ValueError, match="read-only"):
        TABLE[0] = 1


def test_the_table_of_chances_is_the_logistic_curve() -> None:
    assert TABLE.tolist() == [math.floor(1e6 / (1 + math.exp((620 - points) / 90))) for points in range(1001)]


def test_curves_pass_through_their_points_and_stay_flat_outside() -> None:
    for curve in (curves.REFERENCES, curves.YEARS, curves.COMPANY_RATE, curves.CTO_RATE, curves.DURATION):
        xs, ys = zip(*curve, strict=True)
        assert curves.along(curve, np.array(xs)).tolist() == list(ys)
        assert curves.along(curve, np.array([-9, 30_000], np.int16)).tolist() == [ys[0], ys[-1]]
        assert (np.diff(curves.along(curve, np.arange(-5, 1300))) >= 0).all()


def test_head_counts_fall_off_with_their_logarithm() -> None:
    for nearness in range(200, 1001, 20):
        exact = 1000 * (1 + math.log(nearness / 1000) / math.log(5))
        assert abs(curves.along(curves.HEADCOUNT, np.array([nearness]))[0] - exact) <= 20


def test_bits_are_counted_in_words_with_their_sign_set() -> None:
    assert bits(np.array([-1, -2, 0, 2**62])).tolist() == [64, 63, 0, 1]


def test_an_empty_pool_ranks_nobody() -> None:
    pool, need = Pool.from_rows([]), market(1).requests[0]
    ranking = rank(pool, need)
    assert (len(ranking), ranking.eligible, explain(ranking, pool, need)) == (0, 0, [])


def test_columns_of_different_lengths_are_refused() -> None:
    row = market(1, ctos=2, needs=1).rows[0]
    with pytest.raises(ValueError, match="rates has shape"):
        Pool.from_rows([row | {"rates": [900] * 11}])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("scope", 3),
        ("kind", 5),
        ("half_days", 0),
        ("half_days", 11),
        ("months", 0),
        ("start_first", market(1).requests[0].start_first + 1),
        ("start_last", market(1).requests[0].start_first - 7),
        ("start_last", market(1).requests[0].start_first + 27 * 7),
        ("ceiling", None),
        ("ceiling", 0),
        ("asked", 1024),
        ("hands_on", 3),
        ("on_site_half_days", -1),
        ("department", 128),
    ],
)
def test_a_need_that_cannot_be_is_refused(field: str, value: int | None) -> None:
    need = next(need for need in market(1).requests if not need.pro_bono)
    with pytest.raises(ValueError, match=field):
        Request(**{**vars(need), field: value})


def test_a_count_is_told_on_the_grid_only() -> None:
    with pytest.raises(ValueError, match="multiple of 50"):
        what_if.told(np.array([900]), 960)


def test_of_two_equal_values_the_one_with_the_better_lower_side_comes_first() -> None:
    broad = market(5, ctos=200, needs=30)
    need = next(need for need in broad.requests if len(rank(broad.pool, need)) >= 2)
    ranking = rank(broad.pool, need, limit=2)
    pool = broad.pool.take(ranking.rows)
    scores = replace(
        ranking.scores, value=np.array([7, 7]), company=np.array([600, 900]), cto=np.array([610, 500])
    )
    assert in_order(scores.standing(pool), need, 2).tolist() == [0, 1]
    scores = replace(scores, company=np.array([490, 900]))
    assert in_order(scores.standing(pool), need, 2).tolist() == [1, 0]
