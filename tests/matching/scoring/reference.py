"""The score told again in plain integers, one pair at a time, from docs/scoring.md and from no other code.

Slow on purpose: walks every week of every mission. Shares only `Request` (a bag of integers) with the scorer.
"""

import hashlib
import itertools
import math
from datetime import date
from fractions import Fraction
from typing import Any

Row = dict[str, Any]

COMPANY_WEIGHTS = {
    "references": 198,
    "years": 162,
    "situation": 126,
    "goals": 126,
    "rate": 108,
    "days": 100,
    "stage": 81,
    "hands_on": 54,
    "sector_stack": 45,
}
CTO_WEIGHTS = {
    "rate": 270,
    "days": 180,
    "situation": 160,
    "hands_on": 130,
    "duration": 100,
    "stage": 80,
    "place": 80,
}
NOT_SAID = None
"""Neutral: 500 thousandths."""


# Calendar


def weeks_of(need: Any) -> int:
    return math.ceil(Fraction(52 * need.months, 12))


def bit(word: int, week: int) -> bool:
    """Python's integers keep the sign bit for ever, as the scorer's words do after their last week."""
    return week >= 0 and bool(word >> week & 1)


def throughout(word: int, first_week: int, weeks: int) -> bool:
    return all(bit(word, week) for week in range(first_week, first_week + weeks))


def opening(cto: Row, need: Any) -> tuple[int, set[int], bool] | None:
    """First Monday that fits, the half-days free from it for the whole length, one to spare or not."""
    for monday in range(need.start_first, need.start_last + 1, 7):
        week, weeks = (monday - cto["week_zero"]) // 7, weeks_of(need)
        free = {h for h in range(10) if throughout(cto["free"][h], week, weeks)}
        sellable = [k for k in range(1, 11) if throughout(cto["room"][k - 1], week, weeks)]
        if monday >= need.today and len(free) >= need.half_days and need.half_days in sellable:
            return monday, free, len(free) > need.half_days and need.half_days + 1 in sellable
    return None


# Rules


def broken_rules(cto: Row, need: Any) -> list[str]:
    broken = {
        "function": cto["function"] != need.function,
        "scope": not cto["scopes"] & need.scope,
        "blocked": cto["blocked"],
        "gate": cto["full_time_months"] < 12 and not cto["gate_lifted"],
        "experience": cto["full_time_months"] < need.min_months_cto,
        "kind": not cto["kinds_accepted"] & need.kind,
        "contract": need.contracts != 0 and not cto["contracts"] & need.contracts,
        "pro_bono": need.pro_bono and not cto["pro_bono"],
        "rate": need.ceiling is not None and need.ceiling < cto["floor"],
        "days": not cto["min_half_days"] <= need.half_days <= cto["max_half_days"],
        "calendar": opening(cto, need) is None,
        "sector_refused": bool(cto["sectors_refused"] & need.sector),
        "zone": need.on_site_half_days > 0 and need.department >= 0 and not goes_to(cto, need.department),
        "language": any(not cto["languages"] >> i & 1 for i in range(16) if need.languages >> i & 1),
        "min_months": need.months < cto["min_months"],
        "hands_on": need.hands_on == 2 and cto["hands_on"] == 0,
    }
    return [code for code, fails in broken.items() if fails]


def goes_to(cto: Row, department: int) -> bool:
    zones = (cto["zones_a"] % 2**64) + (cto["zones_b"] % 2**64) * 2**64
    return bool(zones >> department & 1)


# Curves


def curve(x: int, *points: tuple[int, int]) -> int:
    if x <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if x <= x1:
            return y0 + math.floor(Fraction((y1 - y0) * (x - x0), x1 - x0))
    return points[-1][1]


def share(known: int, asked: int) -> int | None:
    if asked == 0 or known == 0:
        return NOT_SAID
    return 1000 * (known & asked).bit_count() // asked.bit_count()


def step(cto: Row, need: Any) -> int:
    length = 0 if need.months < 3 else 1 if need.months < 6 else 2 if need.months < 12 else 3
    rhythm = 0 if need.half_days < 4 else 1 if need.half_days < 6 else 2
    return cto["rates"][3 * length + rhythm]


def asked_days(free: set[int], need: Any) -> int:
    asked = {h for h in range(10) if need.asked >> h & 1}
    if not asked:
        return 600
    wanted = min(len(asked), need.half_days)
    return 600 * min(len(asked & free), wanted) // wanted


# Parts


def company_parts(cto: Row, need: Any) -> dict[str, int | None]:
    first, free, spare = opening(cto, need) or (0, set(), False)
    positive, confirmed = cto["references_positive"], cto["references"]
    trust = min(1000, (2000 + 1250 * positive) // (2 + confirmed))
    count = curve(positive, (0, 350), (1, 600), (2, 800), (3, 920), (5, 1000))
    distance = abs(cto["hands_on"] - need.hands_on)
    in_first_half = (first - need.start_first) * 2 <= need.start_last - need.start_first
    tests = [share(cto["sectors"], need.sector), share(cto["tags"], need.tags)]
    told = [value for value in tests if value is not None]
    rate: int | None = 500
    if need.ceiling is not None:
        price = min(step(cto, need), need.ceiling)
        rate = curve(1000 * need.ceiling // price, (1000, 800), (1100, 1000))
    return {
        "references": count * trust // 1000,
        "years": curve(cto["full_time_months"], (0, 0), (24, 400), (60, 750), (120, 1000)),
        "situation": 1000 if cto["kinds_lived"] & need.kind else 450,
        "goals": share(cto["topics"], need.topics),
        "rate": rate,
        "days": asked_days(free, need) + (250 if in_first_half else 125) + (150 if spare else 0),
        "stage": near_headcount(cto["headcount_min"], cto["headcount_max"], need.headcount),
        "hands_on": {0: 1000, 1: 500, 2: 0}[distance],
        "sector_stack": sum(told) // len(told) if told else NOT_SAID,
    }


def near_headcount(low: int, high: int, here: int) -> int | None:
    if not here or not high:
        return NOT_SAID
    if low <= here <= high:
        return 1000
    ratio = 1000 * here // low if here < low else 1000 * high // here
    return curve(ratio, (200, 0), (300, 252), (400, 431), (600, 683), (800, 861), (1000, 1000))


def cto_parts(cto: Row, need: Any) -> dict[str, int | None]:
    _, free, spare = opening(cto, need) or (0, set(), False)
    whole_days = sum(2 * day in free and 2 * day + 1 in free for day in range(5))
    rate: int | None = 500
    if need.ceiling is not None:
        rate = curve(1000 * need.ceiling // step(cto, need), (850, 0), (900, 200), (1000, 750), (1150, 1000))
    place: int | None = 1000 - 400 * min(need.on_site_half_days, need.half_days) // need.half_days
    if need.on_site_half_days and need.department == -1:
        place = NOT_SAID
    return {
        "rate": rate,
        "days": asked_days(free, need)
        + (250 if whole_days >= need.half_days // 2 else 125)
        + (150 if spare else 0),
        "situation": wish(cto["kinds_wanted"], need.kind, 350),
        "hands_on": {0: 1000, 1: 500, 2: 0}[abs(cto["hands_on"] - need.hands_on)],
        "duration": curve(need.months, (1, 0), (3, 500), (6, 900), (9, 1000)),
        "stage": wish(cto["stages_wanted"], need.stage, 400),
        "place": place,
    }


def wish(wanted: int, here: int, otherwise: int) -> int | None:
    if not wanted or not here:
        return NOT_SAID
    return 1000 if wanted & here else otherwise


# Totals and order


def weighed(defaults: dict[str, int], ticks: int) -> dict[str, int]:
    ticked = [code for i, code in enumerate(defaults) if ticks >> i & 1]
    if not ticked:
        return defaults
    exact = {
        code: Fraction(weight, 2) + (Fraction(500, len(ticked)) if code in ticked else 0)
        for code, weight in defaults.items()
    }
    whole = {code: math.floor(weight) for code, weight in exact.items()}
    by_remainder = sorted(exact, key=lambda code: whole[code] - exact[code])
    for code in by_remainder[: 1000 - sum(whole.values())]:
        whole[code] += 1
    return whole


def points(weights: dict[str, int], parts: dict[str, int | None]) -> dict[str, int]:
    return {
        code: weight * (500 if parts[code] is None else parts[code]) // 1000
        for code, weight in weights.items()
    }


def chance(total: int) -> int:
    """The logistic table in floats: agrees with the frozen one because no value comes near a whole number."""
    return math.floor(1_000_000 / (1 + math.exp((620 - total) / 90)))


def scored(cto: Row, need: Any) -> Row:
    company, cto_side = company_parts(cto, need), cto_parts(cto, need)
    company_points = points(weighed(COMPANY_WEIGHTS, need.priorities), company)
    cto_points = points(weighed(CTO_WEIGHTS, cto["priorities"]), cto_side)
    totals = sum(company_points.values()), sum(cto_points.values())
    first, free, spare = opening(cto, need) or (0, set(), False)
    return {
        "cto_id": cto["cto_id"],
        "company_thousandths": company,
        "cto_thousandths": cto_side,
        "company_points": company_points,
        "cto_points": cto_points,
        "company": totals[0],
        "cto": totals[1],
        "value": chance(totals[0]) * chance(totals[1]),
        "first_start": first,
        "half_days": sum(1 << h for h in free),
        "spare": spare,
        "exposures_30d": cto["exposures_30d"],
    }


def ranked(ctos: list[Row], need: Any) -> list[Row]:
    """Eligible CTOs with their scores, best first."""
    year, week, _ = date.fromordinal(need.today).isocalendar()

    def place(row: Row) -> tuple[int, int, int, bytes]:
        draw = hashlib.md5(f"{need.need_id}:{row['cto_id']}:{year:04}-W{week:02}".encode()).digest()
        return -row["value"], -min(row["company"], row["cto"]), row["exposures_30d"], draw

    return sorted((scored(cto, need) for cto in ctos if not broken_rules(cto, need)), key=place)
