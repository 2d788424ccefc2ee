"""The pool's file finds whom the scorer finds, in the same order: columns and records leave nothing out."""

import random
from dataclasses import replace

import numpy as np
import pytest

from matching.pool import layout, search
from matching.scoring import rules
from matching.scoring.columns import Pool, Request
from matching.scoring.rank import rank
from tests.matching.scoring.markets import Row, market, markets_near


@pytest.fixture(scope="module")
def town() -> tuple[list[Row], list[Request]]:
    """Two hundred needs, seventy of them with a crowd of their own."""
    broad = market(29, ctos=400, needs=130)
    rows, requests = broad.rows, broad.requests
    for near, request in markets_near(31, needs=70, ctos=12):
        rows, requests = rows + near, [*requests, request]
    random.Random(7).shuffle(rows)
    for number, row in enumerate(rows, start=1):
        row["cto_id"] = number
    return rows, requests


def laid_out(pool: Pool) -> dict[str, np.ndarray]:
    """As the columns of a file."""
    cards = layout.packed(pool)
    grids, place = np.unique(cards["rates"], axis=0, return_inverse=True)
    cards["record"]["grid"] = place.ravel()
    return {"cto_id": pool.cto_id, "grids": grids} | {name: cards[name] for name in layout.CARD.names}


def expected(pool: Pool, request: Request, limit: int | None) -> list[int]:
    return pool.cto_id[rank(pool, request, limit=limit).rows].tolist()


def standings(pool: Pool, request: Request, limit: int | None) -> list[tuple[int, int, int]]:
    """Number, value and lower total of each."""
    order = rank(pool, request, limit=limit)
    lower = np.minimum(order.scores.company, order.scores.cto)
    return list(
        zip(pool.cto_id[order.rows].tolist(), order.scores.value.tolist(), lower.tolist(), strict=True)
    )


@pytest.mark.parametrize("limit", [None, 5, 50])
@pytest.mark.parametrize(("chunk", "piece"), [(1 << 16, 1 << 13), (64, 16)])
def test_who_is_found_and_in_which_order_is_what_the_scorer_says(
    town: tuple[list[Row], list[Request]],
    monkeypatch: pytest.MonkeyPatch,
    limit: int | None,
    chunk: int,
    piece: int,
):
    monkeypatch.setattr(search, "CHUNK", chunk)
    monkeypatch.setattr(search, "PIECE", piece)
    rows, requests = town
    pool = Pool.from_rows(rows)
    arrays, blocked = laid_out(pool), pool.cto_id[pool.blocked].tolist()
    met = 0
    for request in requests:
        found = search.best(arrays, len(pool), request, limit=limit, blocked=blocked)[0]
        told = zip(found.cto_id.tolist(), found.value.tolist(), found.lower.tolist(), strict=True)
        assert list(told) == standings(pool, request, limit)
        met += len(found)
    assert met > 500


def test_every_rule_excludes_as_many_as_the_scorer_counts(town: tuple[list[Row], list[Request]]):
    rows, requests = town
    pool = Pool.from_rows(rows)
    arrays, blocked = laid_out(pool), pool.cto_id[pool.blocked].tolist()
    for request in requests:
        order = rank(pool, request)
        told = {code: count for code, count in rules.counts(order.broken).items() if count}
        found = search.judged(arrays, len(pool), request, blocked=blocked)
        assert (len(found), found.eligible, found.excluded) == (len(pool), order.eligible, told)


def test_rows_beyond_the_size_are_not_read(town: tuple[list[Row], list[Request]]):
    rows, requests = town
    arrays = laid_out(Pool.from_rows(rows))
    half = Pool.from_rows([row | {"blocked": False} for row in rows[: len(rows) // 2]])
    for request in requests[:20]:
        assert search.best(arrays, len(half), request)[0].cto_id.tolist() == expected(half, request, None)


def test_nobody_is_found_where_nobody_is():
    arrays = laid_out(Pool.from_rows([]))
    assert search.best(arrays, 0, market(3).requests[0], limit=50)[0].cto_id.tolist() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("floor", 70_000),
        ("rates", 40_000),
        ("languages", 1 << 12),
        ("exposures_30d", 40_000),
        ("topics", 1 << 40),
    ],
)
def test_what_the_file_cannot_hold_is_refused(column: str, value: int):
    pool = Pool.from_rows(market(5, ctos=3).rows)
    wrong = replace(pool, **{column: np.full_like(getattr(pool, column), value)})
    with pytest.raises(layout.DoesNotFit, match=column):
        layout.packed(wrong)


def test_a_profile_takes_so_many_bytes():
    assert layout.BYTES <= 180
