"""An invented market written straight to the cards: as many as asked, in seconds, and needs to hold against them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
from django.db import connection
from psycopg import sql

from matching.pool import layout
from matching.pool.models import Card
from matching.scoring.columns import HALF_DAYS, Pool, Request

SEED = 20261123
MONDAY = date(2026, 11, 23).toordinal()
"""The week that every calendar begins with."""
AT_ONCE = 10_000
WEEKS = 62
Columns = dict[str, np.ndarray[Any, Any]]


def columns(count: int, seed: int = SEED) -> Columns:
    """The columns of `matching.scoring.columns.Pool` for so many CTOs: prices, rhythms and places as in France."""
    rng = np.random.default_rng(seed)

    def among(values: list[int], shares: list[float] | None = None) -> np.ndarray[Any, Any]:
        return rng.choice(np.array(values), count, p=shares)

    def masks(width: int, share: float) -> np.ndarray[Any, Any]:
        return (rng.random((count, width)) < share) @ (1 << np.arange(width, dtype=np.int64))

    target = np.clip(np.round(rng.normal(950, 180, count) / 10) * 10, 450, 1800).astype(np.int64)
    floor = target - among([0, 50, 100, 100, 150])
    rates = np.repeat(target[:, None], 12, axis=1)
    rates[:, 6:] = np.maximum(target * (100 - among([0, 0, 5, 8])) // 100, floor)[:, None]
    free, most = _free(rng, count), among([4, 6, 8, 10])
    references = rng.poisson(1.2, count)
    smallest = rng.integers(3, 60, count)
    everywhere = rng.random(count) < 0.25
    places = _places(rng, count)
    return {
        "cto_id": np.arange(1, count + 1),
        "function": np.ones(count),
        "scopes": among([1, 3], [2 / 3, 1 / 3]),
        "rates": rates,
        "floor": floor,
        "week_zero": np.full(count, MONDAY),
        "free": free,
        "room": np.stack([np.where(most >= k, -1, 0) for k in range(1, HALF_DAYS + 1)], axis=1),
        "min_half_days": among([1, 2, 4], [0.6, 0.2, 0.2]),
        "max_half_days": among([6, 8, 10], [0.25, 0.25, 0.5]),
        "min_months": among([1, 3, 6], [0.6, 0.2, 0.2]),
        "full_time_months": np.minimum(rng.exponential(60, count) + 12, 300).astype(np.int64),
        "gate_lifted": np.zeros(count, np.bool_),
        "references": references,
        "references_positive": np.minimum(references, rng.poisson(1.2, count)),
        "kinds_accepted": np.maximum(masks(4, 0.75), 1),
        "kinds_wanted": masks(4, 0.4),
        "kinds_lived": masks(4, 0.4),
        "contracts": among([1, 3], [2 / 3, 1 / 3]),
        "pro_bono": rng.random(count) < 0.2,
        "topics": masks(24, 0.2),
        "sectors": masks(23, 0.1),
        "sectors_refused": masks(23, 0.02),
        "tags": masks(41, 0.2),
        "headcount_min": smallest,
        "headcount_max": smallest + rng.integers(0, 200, count),
        "max_team_led": rng.poisson(8, count),
        "hands_on": among([0, 1, 2], [0.25, 0.5, 0.25]),
        "zones_a": np.where(everywhere, -1, places[0]),
        "zones_b": np.where(everywhere, (1 << 37) - 1, places[1]),
        "languages": among([1, 3, 7], [0.25, 0.5, 0.25]),
        "stages_wanted": masks(11, 0.2),
        "priorities": among([0b11, 0b101, 0b110, 0b10001]),
        "confirmed_on": np.full(count, MONDAY - 42),
        "exposures_30d": rng.poisson(0.5, count),
        "blocked": np.zeros(count, np.bool_),
    }


def requests(count: int, seed: int = SEED + 1) -> list[Request]:
    """Needs that one CTO in fifty fits, as a rule."""
    rng = np.random.default_rng(seed)

    def one(*values: int) -> int:
        return int(rng.choice(np.array(values)))

    return [_request(number, one) for number in range(1, count + 1)]


def _request(number: int, one: Any) -> Request:
    half_days, on_site = one(2, 3, 4, 4, 4, 6), one(0, 0, 1, 2)
    start = MONDAY + 7 * one(2, 3, 4, 5)
    return Request(
        need_id=number,
        today=MONDAY,
        function=1,
        scope=one(1, 1, 1, 2),
        kind=one(1, 1, 1, 2, 4, 8),
        half_days=half_days,
        months=one(3, 4, 6, 6, 9, 12),
        start_first=start,
        start_last=start + 42,
        ceiling=one(750, 800, 850, 900, 950, 1000, 1100),
        asked=one(0, 0, 0b0000001111, 0b0011110000, 0b1100110011),
        hands_on=one(0, 0, 1, 1, 2),
        on_site_half_days=on_site,
        department=one(*range(101)) if on_site else -1,
        languages=one(1, 1, 3),
        contracts=1,
        min_months_cto=one(24, 36, 60),
        headcount=one(*range(8, 60)),
        team_size=6,
        stage=1 << one(*range(11)),
        sector=1 << one(*range(23)),
        tags=one(*range(1, 1 << 16)) << one(*range(24)),
        topics=1 << one(*range(12)) | 1 << 12 + one(*range(12)),
        priorities=one(0b1010, 0b110001, 0b11),
    )


def write(told: Columns) -> None:
    """These columns as cards, without the people behind them: nothing but matching reads cards."""
    names = [field.column for field in Card._meta.fields]
    count = len(told["cto_id"])
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET session_replication_role = replica")
        with cursor.copy(
            sql.SQL("COPY pool_card ({}) FROM STDIN").format(sql.SQL(", ").join(map(sql.Identifier, names)))
        ) as copy:
            for start in range(0, count, AT_ONCE):
                for row in _rows(
                    {name: column[start : start + AT_ONCE] for name, column in told.items()}, names
                ):
                    copy.write_row(row)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE pool_card")


def _rows(told: Columns, names: list[str]) -> Iterator[tuple[Any, ...]]:
    packed = layout.packed(Pool(**told))
    typed = Pool(**told)
    lists: dict[str, list[Any]] = {
        name: getattr(typed, name).tolist() for name in names if hasattr(typed, name)
    }
    lists["packed"] = [card.tobytes() for card in packed]
    lists["refused_sirens"] = [[int(cto) % 997 + 1] for cto in told["cto_id"]]
    same = {"cto_state": "verified", "layout": layout.LAYOUT, "updated_at": "2026-11-01 00:00+00"}
    for index in range(len(packed)):
        yield tuple(same[name] if name in same else lists[name][index] for name in names)


def _free(rng: np.random.Generator, count: int) -> np.ndarray[Any, Any]:
    """Two to ten open half-days, some only later, and up to two missions that hold a part of them."""
    opened = rng.choice([2, 3, 4, 6, 8, 10], count, p=[0.1, 0.15, 0.3, 0.2, 0.15, 0.1])
    first = rng.choice([0, 0, 0, 4, 12, 20], count)
    order = rng.random((count, HALF_DAYS)).argsort(axis=1)
    is_open = order < opened[:, None]
    free = np.where(is_open, (np.int64(-1) << first)[:, None], 0)
    for _mission in range(2):
        begins, lasts = rng.integers(0, 20, count), rng.integers(4, 40, count)
        ends = np.minimum(begins + lasts, WEEKS)
        weeks = (np.int64(1) << ends) - (np.int64(1) << begins)
        held = (rng.random((count, HALF_DAYS)) < 0.35) & (rng.random(count) < 0.35)[:, None]
        free = np.where(held, free & ~weeks[:, None], free)
    return free


def _places(rng: np.random.Generator, count: int) -> tuple[Any, Any]:
    low, high = np.zeros(count, np.int64), np.zeros(count, np.int64)
    for _place in range(7):
        department = rng.integers(0, 101, count)
        low |= np.where(department < 64, np.int64(1) << department % 64, 0)
        high |= np.where(department >= 64, np.int64(1) << department % 64, 0)
    return low, high
