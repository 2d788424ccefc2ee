"""What is explained adds up, says its source, holds a reserve, and gives nothing private away."""

import json
import random
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import pytest

from matching.scoring import parts, reasons
from matching.scoring.columns import Pool, Request
from matching.scoring.explain import FAMILIES, Explanation, Side, explain
from matching.scoring.rank import rank
from matching.scoring.weights import V1
from tests.matching.scoring.markets import TODAY, market, markets_near

SEED = 77
Row = dict[str, Any]


def explained(needs: int = 60) -> Iterator[tuple[Row, Request, Explanation]]:
    for rows, need in markets_near(SEED, needs=needs, ctos=15):
        pool = Pool.from_rows(rows)
        ranking = rank(pool, need)
        for index, explanation in zip(ranking.rows, explain(ranking, pool, need), strict=True):
            yield rows[index], need, explanation


def sides(explanation: Explanation) -> tuple[Side, Side]:
    return explanation.company, explanation.cto


def test_points_of_the_parts_add_up_to_the_total_and_weights_to_a_thousand() -> None:
    for _, _, explanation in explained():
        for side in sides(explanation):
            assert sum(part.points for part in side.parts) == side.total
            assert sum(part.weight for part in side.parts) == 1000
            assert all(0 <= part.points <= part.weight for part in side.parts)


def test_what_the_screen_shows_adds_up_to_the_total_it_shows() -> None:
    for _, _, explanation in explained():
        for side in sides(explanation):
            assert sum(part.shown_weight for part in side.parts) == 100
            assert sum(part.shown_points for part in side.parts) == side.shown_total == side.total // 10
            assert all(0 <= part.shown_points <= part.shown_weight for part in side.parts)
        families = explanation.families
        assert [family.code for family in families] == list(FAMILIES)
        assert sum(family.shown_weight for family in families) == 100
        assert sum(family.shown_points for family in families) == explanation.company.shown_total


def test_every_company_part_belongs_to_one_family_and_has_a_reason() -> None:
    assert sorted(code for codes in FAMILIES.values() for code in codes) == sorted(parts.COMPANY)
    assert list(reasons.COMPANY) == list(parts.COMPANY)
    assert list(reasons.CTO) == list(parts.CTO)


def test_every_part_has_a_reason_of_its_own_and_a_source() -> None:
    for _, _, explanation in explained():
        for side in sides(explanation):
            for part in side.parts:
                assert part.reason.startswith(f"{part.code}.")
                assert part.source in {"reference", "posts", "declared", "rates", "calendar", "need"}
                assert part.to_confirm <= (part.thousandths == 500)


def test_both_sides_always_hold_a_reserve_and_no_part_is_both_strength_and_reserve() -> None:
    for _, _, explanation in explained():
        for side in sides(explanation):
            reserves = [reserve.reason for reserve in side.reserves]
            assert reserves
            assert len(reserves) == len(set(reserves))
            by_code = {part.code: part.reason for part in side.parts}
            assert not {by_code[code] for code in side.strengths} & set(reserves)
            points = {part.code: part.points for part in side.parts}
            assert [points[code] for code in side.strengths] == sorted(
                (points[code] for code in side.strengths), reverse=True
            )


def test_a_perfect_profile_still_holds_a_reserve() -> None:
    row, need = perfect_pair()
    (explanation,) = explain_one(row, need)
    assert (explanation.company.total, explanation.cto.total) == (1000, 1000)
    assert [reserve.reason for reserve in explanation.company.reserves] == ["profile.to_meet"]
    assert [reserve.reason for reserve in explanation.cto.reserves] == ["need.to_discuss"]


@pytest.mark.parametrize(
    ("change", "reserve"),
    [
        ({"references": 0, "references_positive": 0}, "references.none"),
        ({"references": 6, "references_positive": 2}, "references.mixed"),
        ({"full_time_months": 30}, "years.few"),
        ({"kinds_lived": 2}, "situation.new"),
        ({"topics": 2**7 + 1}, "goals.some"),
        ({"topics": 2**9}, "goals.none"),
        ({"topics": 0}, "goals.unknown"),
        ({"rates": [1300] * 12}, "rate.at_ceiling"),
        ({"headcount_min": 200, "headcount_max": 900}, "stage.smaller"),
        ({"headcount_min": 1, "headcount_max": 5}, "stage.larger"),
        ({"headcount_min": 0, "headcount_max": 0}, "stage.unknown"),
        ({"hands_on": 2}, "hands_on.more"),
        ({"tags": 2**30}, "sector_stack.some"),
        ({"max_team_led": 3}, "team.larger_than_led"),
        ({"confirmed_on": TODAY - 46}, "availability.stale"),
        ({"free": [-1, 0, -1, -1, -1, -1, 0, 0, 0, 0]}, "days.some_asked"),
        ({"free": [-1, -1, 0, 0, -1, -1, 0, 0, 0, 0]}, "days.no_spare"),
        ({"free": [-64] * 10}, "days.late"),
    ],
)
def test_what_falls_short_is_said_to_the_company(change: Row, reserve: str) -> None:
    row, need = perfect_pair()
    (explanation,) = explain_one(row | change, need)
    assert reserve in [item.reason for item in explanation.company.reserves]


def test_availability_is_stale_after_45_days_not_on_the_45th() -> None:
    row, need = perfect_pair()
    (explanation,) = explain_one(row | {"confirmed_on": TODAY - 45}, need)
    assert [reserve.reason for reserve in explanation.company.reserves] == ["profile.to_meet"]


@pytest.mark.parametrize(
    ("change", "asks", "reserve"),
    [
        ({"rates": [1250] * 12}, {}, "rate.under_asked"),
        ({"kinds_wanted": 2}, {}, "situation.accepted"),
        ({"kinds_wanted": 0}, {}, "situation.unknown"),
        ({"stages_wanted": 2}, {}, "stage.accepted"),
        ({}, {"months": 2}, "duration.short"),
        ({}, {"on_site_half_days": 4, "department": 3}, "place.on_site"),
        ({}, {"on_site_half_days": 4, "department": -1}, "place.unknown"),
        ({"pro_bono": True}, {"pro_bono": True, "ceiling": None}, "rate.pro_bono"),
        ({"free": [-1, 0] * 5, "room": [-1] * 5 + [0] * 5}, {"asked": 0}, "days.broken"),
    ],
)
def test_what_falls_short_is_said_to_the_cto(change: Row, asks: Row, reserve: str) -> None:
    row, need = perfect_pair()
    (explanation,) = explain_one(row | change, replace(need, **asks))
    assert reserve in [item.reason for item in explanation.cto.reserves]


def test_a_profile_explained_alone_reads_as_in_its_pool() -> None:
    for rows, need in markets_near(SEED, needs=20, ctos=10):
        pool = Pool.from_rows(rows)
        ranking = rank(pool, need)
        for index, in_pool in zip(ranking.rows, explain(ranking, pool, need), strict=True):
            (alone,) = explain_one(rows[index], need)
            assert alone == in_pool


def test_frozen_inputs_explain_again_to_the_same_bytes() -> None:
    for row, need, explanation in explained(20):
        inputs = json.loads(json.dumps({"need": asdict(need), "cto": Pool.from_rows([row]).row(0)}))
        (again,) = explain_one(inputs["cto"], Request(**inputs["need"]))
        assert json.dumps(asdict(again)) == json.dumps(asdict(explanation))


def test_the_proposal_rate_is_the_step_or_the_ceiling_and_never_under_the_floor() -> None:
    for row, need, explanation in explained():
        if need.ceiling is None:
            assert explanation.proposal_rate is None
            continue
        assert row["floor"] <= explanation.proposal_rate <= need.ceiling
        assert explanation.proposal_rate == min(row["rates"][need.rate_column], need.ceiling)


def test_the_half_days_proposed_are_free_and_asked_ones_come_first() -> None:
    for _, need, explanation in explained():
        facts = {part.code: part.facts for part in explanation.company.parts}["days"]
        assert explanation.half_days.bit_count() == need.half_days
        asked = (explanation.half_days & need.asked).bit_count()
        assert asked == min(need.half_days, facts["met"].bit_count())


def test_two_ctos_who_differ_by_what_is_private_read_the_same_to_the_company() -> None:
    """Above the ceiling the step shows in points alone; the floor, refusals and other half-days show nowhere."""
    rng = random.Random(SEED)
    for row, need, explanation in explained():
        other = row | {
            "floor": row["floor"] - rng.randrange(1, 300),
            "sectors_refused": row["sectors_refused"] & rng.getrandbits(23),
            "min_months": 1,
            "kinds_wanted": rng.randrange(16),
            "stages_wanted": rng.randrange(2**11),
            "priorities": 3,
            "zones_a": -1,
            "zones_b": -1,
        }
        (again,) = explain_one(other, need)
        if need.ceiling is None or row["rates"][need.rate_column] <= need.ceiling:
            assert again.proposal_rate == explanation.proposal_rate
        assert again.company == explanation.company


def test_a_step_above_the_ceiling_reads_to_the_company_as_one_at_the_ceiling() -> None:
    row, need = perfect_pair()
    at_ceiling = [need.ceiling] * len(row["rates"])
    above = [need.ceiling * 115 // 100] * len(row["rates"])
    low = {"floor": need.ceiling - 100}
    (one,) = explain_one(row | low | {"rates": at_ceiling}, need)
    (other,) = explain_one(row | low | {"rates": above}, need)
    assert one.company == other.company
    assert one.cto.total > other.cto.total


def test_facts_for_the_company_never_hold_a_rate_above_the_ceiling_or_other_half_days() -> None:
    for _, need, explanation in explained():
        facts = {part.code: part.facts for part in explanation.company.parts}
        assert facts["rate"] in (
            {},
            {"proposal_rate": explanation.proposal_rate, "ceiling": need.ceiling},
        )
        shown = facts["days"]["proposed"] | facts["days"]["met"] | facts["days"]["missing"]
        assert not shown & ~(need.asked | explanation.half_days)


def test_facts_for_the_cto_never_hold_the_ceiling() -> None:
    for row, need, explanation in explained():
        facts = {part.code: part.facts for part in explanation.cto.parts}["rate"]
        assert set(facts) <= {"proposal_rate", "asked_rate"}
        if need.ceiling and need.ceiling > row["rates"][need.rate_column]:
            assert need.ceiling not in facts.values()


def test_the_version_of_the_weights_stands_beside_every_score() -> None:
    broad = market(3, ctos=100, needs=5)
    for need in broad.requests:
        ranking = rank(broad.pool, need, replace(V1, version=9), limit=3)
        assert {explanation.weights_version for explanation in explain(ranking, broad.pool, need)} <= {9}


def explain_one(row: Row, need: Request) -> list[Explanation]:
    pool = Pool.from_rows([row])
    return explain(rank(pool, need), pool, need)


def perfect_pair() -> tuple[Row, Request]:
    """Full marks on every part of both sides."""
    need = market(1).requests[0]
    first = TODAY + 5
    need = replace(
        need,
        function=1,
        scope=1,
        kind=1,
        half_days=4,
        months=9,
        start_first=first,
        start_last=first + 56,
        ceiling=1200,
        pro_bono=False,
        asked=0b0000110011,
        hands_on=1,
        on_site_half_days=0,
        department=-1,
        languages=1,
        contracts=1,
        min_months_cto=0,
        headcount=25,
        team_size=7,
        stage=4,
        sector=8,
        tags=5,
        topics=1 + 2**12,
        priorities=0,
    )
    row = market(1).rows[0] | {
        "function": 1,
        "scopes": 1,
        "rates": [1000] * 12,
        "floor": 900,
        "week_zero": first - 7,
        "free": [-1] * 10,
        "room": [-1] * 10,
        "min_half_days": 1,
        "max_half_days": 10,
        "min_months": 1,
        "full_time_months": 120,
        "references": 5,
        "references_positive": 5,
        "kinds_accepted": 15,
        "kinds_wanted": 1,
        "kinds_lived": 1,
        "contracts": 1,
        "topics": 1 + 2**12,
        "sectors": 8,
        "tags": 5,
        "sectors_refused": 0,
        "headcount_min": 10,
        "headcount_max": 50,
        "max_team_led": 12,
        "hands_on": 1,
        "languages": 1,
        "stages_wanted": 4,
        "priorities": 0,
        "confirmed_on": TODAY - 3,
        "blocked": False,
    }
    return row, need
