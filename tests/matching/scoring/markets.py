"""Invented markets of CTOs and needs as dicts of columns, the same for the same seed.

`market` is broad: many rows break some rule. `near` draws rows around one need, so that most are eligible and
every boundary is met: rates within 15 % of the ceiling, free half-days from one too few to four too many, exact
clones for ties. With independent fields most planted bugs survive.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from matching.scoring.columns import Pool, Request

TODAY = date(2026, 1, 14).toordinal()
"""A Wednesday."""
MONDAY = date(2026, 1, 12).toordinal()
WEEKS = 64
Row = dict[str, Any]


@dataclass(frozen=True)
class Market:
    rows: list[Row]
    requests: list[Request]

    @property
    def pool(self) -> Pool:
        return Pool.from_rows(self.rows)


def market(seed: int, ctos: int = 300, needs: int = 20) -> Market:
    """A broad market: every rule excludes somebody."""
    rng = random.Random(seed)
    rows = [row(rng, cto_id) for cto_id in rng.sample(range(1, 20 * ctos), ctos)]
    return Market(rows, [request(rng, need_id) for need_id in rng.sample(range(1, 20 * needs), needs)])


def markets_near(seed: int, needs: int = 20, ctos: int = 20) -> Iterator[tuple[list[Row], Request]]:
    """Each need with a pool of its own drawn around it, a fifth of it clones."""
    rng = random.Random(seed)
    for _ in range(needs):
        asked = request(rng, rng.randrange(1, 10_000))
        ids = iter(rng.sample(range(1, 20 * ctos + 20), ctos))
        rows = [near(rng, next(ids), asked) for _ in range(ctos - ctos // 5)]
        rows += [rng.choice(rows) | {"cto_id": next(ids)} for _ in range(ctos // 5)]
        rng.shuffle(rows)
        yield rows, asked


def request(rng: random.Random, need_id: int) -> Request:
    """A need as founders write them, now and then without what they may leave out."""
    half_days = rng.choice([1, 2, 2, 3, 4, 4, 4, 5, 6, 8, 10])
    first = MONDAY + 7 * rng.randrange(-1, 12)
    pro_bono = rng.random() < 0.08
    on_site = rng.choice([0, 0, 0, 1, 2, min(half_days, 6), half_days])
    return Request(
        need_id=need_id,
        today=TODAY,
        function=1 if rng.random() < 0.9 else 2,
        scope=rng.choice([1, 1, 1, 2]),
        kind=1 << rng.randrange(4),
        half_days=half_days,
        months=rng.choice([1, 2, 3, 4, 6, 6, 9, 12, 14, 18, 24]),
        start_first=first,
        start_last=first + 7 * rng.choice([0, 1, 2, 4, 5, 8, 26]),
        ceiling=None if pro_bono else rng.randrange(500, 1700, 50),
        pro_bono=pro_bono,
        asked=rng.choice([0, 0, some(rng, 10, 0.3), some(rng, 10, 0.5)]),
        hands_on=rng.choice([0, 0, 1, 1, 2]),
        on_site_half_days=on_site,
        department=rng.choice([-1, *range(0, 101, 7)]),
        languages=rng.choice([0, 1, 1, 1, 2, 3]),
        contracts=rng.choice([0, 1, 2, 3, 4]),
        min_months_cto=rng.choice([0, 0, 0, 24, 36, 60]),
        headcount=rng.choice([0, 3, 8, 12, 25, 60, 150, 400]),
        team_size=rng.choice([0, 1, 3, 7, 12, 30]),
        stage=rng.choice([0, *(1 << bit for bit in range(11))]),
        sector=rng.choice([0, *(1 << bit for bit in range(23))]),
        tags=rng.choice([0, some(rng, 41, 0.08), some(rng, 41, 0.2)]),
        topics=rng.choice([0, some(rng, 24, 0.1), some(rng, 24, 0.25)]),
        priorities=ticks(rng, 9, 3),
    )


def row(rng: random.Random, cto_id: int) -> Row:
    """A CTO as they come."""
    rate = rng.randrange(500, 1500, 10)
    floor = rate - rng.randrange(0, 200, 10)
    low = rng.choice([1, 1, 2, 2, 3])
    references = rng.choice([0, 0, 1, 1, 2, 3, 4, 5, 7])
    small = rng.choice([0, 1, 5, 10, 20])
    lived, wanted = some(rng, 4, 0.5), some(rng, 4, 0.5)
    free, room = half_days(rng, rng.randrange(2, 11), most=rng.randrange(3, 11), start=rng.randrange(-8, 8))
    return {
        "cto_id": cto_id,
        "function": 1 if rng.random() < 0.9 else 2,
        "scopes": rng.choice([1, 1, 3]),
        "rates": steps(rng, rate, floor),
        "floor": floor,
        "week_zero": MONDAY + 7 * rng.choice([0, 0, 0, 0, -1, 1]),
        "free": free,
        "room": room,
        "min_half_days": low,
        "max_half_days": rng.choice([low + 1, low + 3, 8, 10]),
        "min_months": rng.choice([1, 1, 2, 3, 6]),
        "full_time_months": rng.choice([6, 11, 12, 13, 23, 24, 30, 45, 59, 60, 61, 80, 119, 120, 150, 260]),
        "gate_lifted": rng.random() < 0.1,
        "references": references,
        "references_positive": references - rng.choice([0, 0, 0, min(1, references), min(2, references)]),
        "kinds_accepted": 15 if rng.random() < 0.6 else wanted | some(rng, 4, 0.5),
        "kinds_wanted": wanted,
        "kinds_lived": lived,
        "contracts": rng.choice([1, 1, 3, 3, 7]),
        "pro_bono": rng.random() < 0.5,
        "topics": some(rng, 24, 0.35),
        "sectors": some(rng, 23, 0.15),
        "sectors_refused": some(rng, 23, 0.04),
        "tags": some(rng, 41, 0.2),
        "headcount_min": small,
        "headcount_max": small and small * rng.choice([1, 2, 5, 12]),
        "max_team_led": rng.choice([0, 2, 5, 9, 20, 60]),
        "hands_on": rng.choice([0, 1, 1, 2]),
        "zones_a": signed(rng.getrandbits(64) | rng.getrandbits(64)),
        "zones_b": signed(rng.getrandbits(64) | rng.getrandbits(64)),
        "languages": rng.choice([1, 1, 3, 3, 7]),
        "stages_wanted": rng.choice([0, some(rng, 11, 0.4), some(rng, 11, 0.4)]),
        "priorities": ticks(rng, 7, 2),
        "confirmed_on": TODAY - rng.choice([0, 5, 30, 45, 46, 90]),
        "exposures_30d": rng.choice([0, 0, 0, 1, 2, 5]),
        "blocked": rng.random() < 0.03,
    }


def near(rng: random.Random, cto_id: int, asked: Request) -> Row:
    """A CTO who fits that need, or misses it by one thing and a little."""
    drawn = row(rng, cto_id)
    ceiling = asked.ceiling or 900
    rate = ceiling * rng.randrange(850, 1151) // 1000
    if rng.random() < 0.2:
        rate = rng.choice([ceiling, ceiling * 10 // 11, ceiling * 10 // 11 + 1, ceiling * 20 // 23])
    floor = min(rate, ceiling + rng.choice([-150, -80, -20, 0, 0, 1, 5]))
    many = min(10, max(1, asked.half_days + rng.randrange(-1, 5)))
    offset = (asked.start_first - MONDAY) // 7
    span = (asked.start_last - asked.start_first) // 7
    starts_free = offset + rng.choice([-5, 0, 0, 0, 0, 1, span // 2, span // 2 + 1, span, span, span + 1])
    most = min(10, many + rng.choice([-1, 0, 0, 0, 0, 0, 1]))
    free, room = half_days(rng, many, most=most, start=starts_free, steady=rng.random() < 0.7)
    drawn |= {
        "function": asked.function,
        "scopes": 3,
        "rates": steps(rng, rate, floor),
        "floor": floor,
        "week_zero": MONDAY,
        "free": free,
        "room": room,
        "min_half_days": rng.choice([1, 1, asked.half_days]),
        "max_half_days": rng.choice([10, 10, asked.half_days]),
        "min_months": rng.choice([1, 1, asked.months]),
        "full_time_months": max(drawn["full_time_months"], asked.min_months_cto, 12),
        "kinds_accepted": 15,
        "contracts": 7,
        "pro_bono": True,
        "sectors_refused": 0,
        "hands_on": max(drawn["hands_on"], asked.hands_on - 1),
        "zones_a": -1,
        "zones_b": -1,
        "languages": 7,
        "blocked": False,
    }
    if rng.random() < 0.15:
        name, value = rng.choice(list(_missed(asked).items()))
        drawn[name] = value
    return drawn


def _missed(asked: Request) -> Row:
    """Values that break one rule, most of them only just."""
    return {
        "function": 3 - asked.function,
        "scopes": 3 - asked.scope,
        "min_half_days": asked.half_days + 1,
        "max_half_days": asked.half_days - 1,
        "min_months": asked.months + 1,
        "full_time_months": max(asked.min_months_cto, 12) - 1,
        "kinds_accepted": 15 - asked.kind,
        "contracts": 7 & ~asked.contracts,
        "pro_bono": False,
        "sectors_refused": asked.sector,
        "hands_on": 0,
        "zones_a": signed(~(1 << asked.department % 64) & (1 << 64) - 1),
        "zones_b": signed(~(1 << asked.department % 64) & (1 << 64) - 1),
        "languages": 4,
        "blocked": True,
        "week_zero": MONDAY + 70,
    }


def half_days(
    rng: random.Random, many: int, *, most: int, start: int, steady: bool = False
) -> tuple[list[int], list[int]]:
    """`free` and `room` of somebody with that many half-days from week `start`, `most` of them to be sold at once.

    Unless `steady`, missions and dated steps take some for some weeks.
    """
    week = rng.sample(range(10), many)
    free = [0] * 10
    for h in week:
        free[h] = from_week(start)
        if not steady and rng.random() < 0.2:
            gone = rng.randrange(-4, WEEKS)
            free[h] &= ~(from_week(gone) & ~from_week(gone + rng.randrange(1, 40)))
    room = [0] * 10
    for w in range(WEEKS):
        left = min(sum(word >> w & 1 for word in free), most)
        for k in range(left):
            room[k] |= 1 << w
    if not steady and rng.random() < 0.2:  # every mission slot taken until a Monday
        slot = from_week(rng.randrange(0, 20))
        room = [word & slot for word in room]
    return [signed(word) for word in free], [signed(word) for word in room]


def from_week(week: int) -> int:
    """All bits from that week on."""
    return (1 << WEEKS) - (1 << min(max(week, 0), WEEKS))


def steps(rng: random.Random, rate: int, floor: int) -> list[int]:
    """Rates by length and rhythm, never rising, never under the floor."""
    by_length = rng.choice([[0, 0, 0, 0], [0, 0, 0, 50], [0, 0, 50, 100], [0, 20, 40, 60]])
    by_rhythm = rng.choice([[0, 0, 0], [0, 0, 30], [0, 20, 60]])
    return [max(floor, rate - length - rhythm) for length in by_length for rhythm in by_rhythm]


def some(rng: random.Random, width: int, chance: float) -> int:
    return sum(1 << bit for bit in range(width) if rng.random() < chance)


def ticks(rng: random.Random, width: int, most: int) -> int:
    return sum(1 << bit for bit in rng.sample(range(width), rng.randrange(most + 1)))


def signed(word: int) -> int:
    """As a signed 64-bit integer: what a bigint holds."""
    return word - (1 << 64) if word >> 63 & 1 else word
