"""The same ranking in polars, which many would reach for: rules as filters, parts as expressions, in whole numbers.

One thread, like the query beside it. Weeks after the sixty-third are not looked at: no window of the benchmark is
there.
"""

import os

os.environ.setdefault("POLARS_MAX_THREADS", "1")

import numpy as np
import polars as pl

from matching.scoring import curves, parts
from matching.scoring.chance import TABLE
from matching.scoring.columns import HALF_DAYS, LENGTHS, RHYTHMS, Pool, Request
from matching.scoring.curves import FULL, NEUTRAL, Curve
from matching.scoring.order import Standing, in_order
from matching.scoring.rules import GATE_MONTHS, MUCH
from matching.scoring.weights import V1

WEEK, LAST = 7, 62
WIDE = {
    "free": range(HALF_DAYS),
    "room": range(1, HALF_DAYS + 1),
    "rates": range(len(LENGTHS) * len(RHYTHMS)),
}
"""Columns of words, each of which is a column of its own here."""
EVERY_TICK = V1.of_ctos(np.arange(1 << len(parts.CTO)))
CHANCES = pl.lit(pl.Series(TABLE))
Expr = pl.Expr


def frame(pool: Pool) -> pl.DataFrame:
    """The pool as polars would hold it."""
    columns = {name: getattr(pool, name) for name in vars(pool) if name not in WIDE}
    for name, numbers in WIDE.items():
        columns |= {f"{name}_{number}": getattr(pool, name)[:, at] for at, number in enumerate(numbers)}
    return pl.DataFrame(columns)


def best(pool: pl.DataFrame, request: Request, limit: int) -> list[int]:
    """Numbers of the best `limit` who fit, best first."""
    fitting = pool.lazy().filter(*_rules(request)).collect()
    fitting = fitting.hstack(_openings(fitting, request)).filter(pl.col("first_start") > 0)
    if fitting.is_empty():
        return []
    company, cto = _totals(request)
    scored = fitting.select("cto_id", "exposures_30d", company.alias("company"), cto.alias("cto"))
    scored = scored.with_columns(
        (CHANCES.gather(pl.col("company")) * CHANCES.gather(pl.col("cto"))).alias("value"),
        pl.min_horizontal("company", "cto").alias("lower"),
    )
    first = scored.filter(pl.col("value") >= pl.col("value").top_k(limit).min())
    columns = (
        first[name].to_numpy().astype(np.int64) for name in ("value", "lower", "exposures_30d", "cto_id")
    )
    standing = Standing(*columns)
    return standing.cto_id[in_order(standing, request, limit)].tolist()


def _rules(request: Request) -> list[Expr]:
    """The rules of `matching.scoring.rules` but the calendar."""
    col = pl.col
    rules = [
        col("function") == request.function,
        col("scopes") & request.scope != 0,
        ~col("blocked"),
        (col("full_time_months") >= GATE_MONTHS) | col("gate_lifted"),
        col("full_time_months") >= request.min_months_cto,
        col("kinds_accepted") & request.kind != 0,
        col("min_half_days") <= request.half_days,
        col("max_half_days") >= request.half_days,
        col("sectors_refused") & request.sector == 0,
        col("languages") & request.languages == request.languages,
        col("min_months") <= request.months,
        col("pro_bono") if request.pro_bono else col("floor") <= request.highest_rate,
    ]
    if request.contracts:
        rules.append(col("contracts") & request.contracts != 0)
    if request.hands_on == MUCH:
        rules.append(col("hands_on") > 0)
    if request.on_site_half_days and request.department >= 0:
        zones = "zones_b" if request.department >= 64 else "zones_a"
        rules.append(_bit(col(zones), request.department % 64) == 1)
    return rules


def _openings(fitting: pl.DataFrame, request: Request) -> pl.DataFrame:
    """First Monday that fits, 0 if none; half-days free from there as a mask; whether one more could be sold."""
    k, free = request.half_days, [f"free_{h}" for h in range(HALF_DAYS)]
    room, more = f"room_{k}", f"room_{min(k + 1, HALF_DAYS)}"
    words = _lasting(fitting.select(*free, *{room, more}), request.weeks)
    reached = {count: pl.lit(0, pl.Int64).alias(f"reached_{count}") for count in range(1, k + 1)}
    words = words.with_columns(pl.lit(-1, pl.Int64).alias("reached_0"), *reached.values())
    for word in free:
        words = words.with_columns(
            pl.col(f"reached_{count}") | pl.col(f"reached_{count - 1}") & pl.col(word) for count in reached
        )
    monday = max(request.start_first, request.today + (1 - request.today) % WEEK)
    mondays = max(0, (request.start_last - monday) // WEEK + 1)
    begins = ((monday - fitting["week_zero"]) // WEEK).clip(0, LAST).alias("begins")
    starts = pl.col(room) & pl.col(f"reached_{k}")
    opened = (starts // _two_to(pl.col("begins")) & (1 << mondays) - 1).alias("opened")
    words = words.with_columns(begins).with_columns(opened, opened.bitwise_trailing_zeros().alias("first"))
    place = _two_to(pl.min_horizontal(pl.col("begins") + pl.col("first"), LAST))
    mask = pl.sum_horizontal((pl.col(word) // place & 1) * (1 << h) for h, word in enumerate(free))
    one_more = pl.col(more) // place & 1 == 1 if k < HALF_DAYS else pl.lit(value=False)
    return words.select(
        _either(pl.col("opened") != 0, monday + WEEK * pl.col("first").cast(pl.Int64), 0).alias(
            "first_start"
        ),
        mask.alias("half_days"),
        (one_more & (_ones(mask) > k)).alias("spare"),
    )


def _lasting(words: pl.DataFrame, weeks: int) -> pl.DataFrame:
    covered = 1
    while covered < weeks:
        step = min(covered, weeks - covered)
        words = words.with_columns(pl.all() & (pl.all() // 2**step))
        covered += step
    return words


def _two_to(power: Expr) -> Expr:
    return pl.lit(2, pl.Int64).pow(power)


def _totals(request: Request) -> tuple[Expr, Expr]:
    """Both sides out of 1,000."""
    col = pl.col
    steps = col(f"rates_{request.rate_column}")
    ceiling = request.highest_rate
    hands_on = _along(curves.DISTANCE, (col("hands_on") - request.hands_on).abs())
    asked = request.asked or (1 << HALF_DAYS) - 1
    wanted = min(asked.bit_count(), request.half_days)
    met = _ones(col("half_days") & asked).clip(upper_bound=wanted)
    days = parts.ASKED_DAYS * met // wanted + parts.SPARE * col("spare").cast(pl.Int64)
    late = 2 * (col("first_start") - request.start_first) > request.start_last - request.start_first
    pairs = _ones(col("half_days") & (col("half_days") // 2) & parts.MORNINGS)
    whole = pairs >= request.half_days // 2
    on_site = min(request.on_site_half_days, request.half_days)
    here = FULL - (FULL - parts.ALL_ON_SITE) * on_site // request.half_days
    sector, tags = _share("sectors", request.sector), _share("tags", request.tags)
    company = [
        _references(),
        _along(curves.YEARS, col("full_time_months")),
        _either(col("kinds_lived") & request.kind != 0, FULL, parts.NOT_LIVED),
        _share("topics", request.topics),
        _rate(curves.COMPANY_RATE, request, pl.min_horizontal(steps, pl.lit(ceiling))),
        days + _either(late, parts.LATE_START, parts.EARLY_START),
        _stage(request.headcount),
        hands_on,
        pl.when(sector.is_null())
        .then(tags)
        .when(tags.is_null())
        .then(sector)
        .otherwise((sector + tags) // 2),
    ]
    cto = [
        _rate(curves.CTO_RATE, request, steps),
        days + _either(whole, parts.WHOLE_DAYS, parts.BROKEN_DAYS),
        _wanted("kinds_wanted", request.kind, parts.NOT_WANTED),
        hands_on,
        _along(curves.DURATION, pl.lit(request.months)),
        _wanted("stages_wanted", request.stage, parts.OTHER_STAGE),
        pl.lit(NEUTRAL if on_site and request.department < 0 else here),
    ]
    own = V1.of_company(request.priorities).tolist()
    theirs = [
        pl.lit(pl.Series(EVERY_TICK[:, part])).gather(col("priorities")) for part in range(len(parts.CTO))
    ]
    return _sum(company, [pl.lit(weight) for weight in own]), _sum(cto, theirs)


def _sum(side: list[Expr], weights: list[Expr]) -> Expr:
    return pl.sum_horizontal(
        weight * part.fill_null(NEUTRAL).cast(pl.Int64) // FULL
        for part, weight in zip(side, weights, strict=True)
    )


def _references() -> Expr:
    positive = pl.col("references_positive").cast(pl.Int64)
    trust = (2000 + 1250 * positive) // (2 + pl.col("references").cast(pl.Int64))
    return _along(curves.REFERENCES, positive) * trust.clip(upper_bound=FULL) // FULL


def _rate(curve: Curve, request: Request, steps: Expr) -> Expr:
    if request.pro_bono:
        return pl.lit(NEUTRAL)
    return _along(curve, FULL * request.highest_rate // steps.cast(pl.Int64).clip(lower_bound=1))


def _stage(here: int) -> Expr:
    low, high = pl.col("headcount_min").cast(pl.Int64), pl.col("headcount_max").cast(pl.Int64)
    if not here:
        return pl.lit(None, pl.Int64)
    nearness = pl.when(low > here).then(FULL * here // low.clip(lower_bound=1)).otherwise(FULL * high // here)
    inside = (low <= here) & (here <= high)
    told = pl.when(inside).then(FULL).otherwise(_along(curves.HEADCOUNT, nearness))
    return pl.when(high > 0).then(told)


def _share(name: str, asked: int) -> Expr:
    if not asked:
        return pl.lit(None, pl.Int64)
    known = pl.col(name)
    return pl.when(known != 0).then(FULL * _ones(known & asked) // asked.bit_count())


def _wanted(name: str, bit: int, otherwise: int) -> Expr:
    if not bit:
        return pl.lit(None, pl.Int64)
    wanted = pl.col(name)
    return pl.when(wanted != 0).then(_either(wanted & bit != 0, FULL, otherwise))


def _either(flag: Expr, then: Expr | int, otherwise: int) -> Expr:
    return pl.when(flag).then(then).otherwise(otherwise)


def _along(curve: Curve, x: Expr) -> Expr:
    """The product's own table of the curve."""
    last = curve[-1][0]
    return pl.lit(pl.Series(curves.along(curve, np.arange(last + 1)))).gather(x.clip(0, last))


def _ones(masks: Expr) -> Expr:
    return masks.bitwise_count_ones().cast(pl.Int64)


def _bit(words: Expr, place: int) -> Expr:
    return words // 2 ** min(place, LAST) & 1 if place <= LAST else (words < 0).cast(pl.Int64)
