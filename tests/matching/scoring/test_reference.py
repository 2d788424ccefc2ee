"""The columns and the plain-Python reference agree: same CTOs, same order, same parts, same broken rules."""

from functools import cache
from itertools import chain
from typing import Any

import pytest

from matching.scoring import parts, rules
from matching.scoring.columns import Pool, Request
from matching.scoring.curves import UNKNOWN
from matching.scoring.rank import Ranking, rank
from tests.matching.scoring import reference
from tests.matching.scoring.markets import market, markets_near

Row = dict[str, Any]


@cache
def two_hundred_needs() -> list[tuple[list[Row], Request]]:
    return list(markets_near(seed=20, needs=200, ctos=15))


def as_rows(ranking: Ranking, pool: Pool) -> list[Row]:
    scores, openings = ranking.scores, ranking.openings
    rows = []
    for place, index in enumerate(ranking.rows):
        rows.append(
            {
                "cto_id": int(pool.cto_id[index]),
                "company_thousandths": told(parts.COMPANY, scores.company_thousandths[place]),
                "cto_thousandths": told(parts.CTO, scores.cto_thousandths[place]),
                "company_points": told(parts.COMPANY, scores.company_points[place]),
                "cto_points": told(parts.CTO, scores.cto_points[place]),
                "company": int(scores.company[place]),
                "cto": int(scores.cto[place]),
                "value": int(scores.value[place]),
                "first_start": int(openings.first_start[place]),
                "half_days": int(openings.half_days[place]),
                "spare": bool(openings.spare[place]),
                "exposures_30d": int(pool.exposures_30d[index]),
            }
        )
    return rows


def told(side: dict[str, parts.Part], values: Any) -> dict[str, int | None]:
    return {code: None if v == UNKNOWN else v for code, v in zip(side, values.tolist(), strict=True)}


def agree(rows: list[Row], request: Request) -> int:
    pool = Pool.from_rows(rows)
    ranking = rank(pool, request)
    broken = [list(rules.codes(int(mask))) for mask in ranking.broken]
    assert broken == [reference.broken_rules(row, request) for row in rows]
    assert as_rows(ranking, pool) == reference.ranked(rows, request)
    return len(ranking)


def test_two_hundred_needs_rank_their_own_pools_like_the_reference() -> None:
    eligible = [agree(rows, request) for rows, request in two_hundred_needs()]
    assert sum(eligible) > 200 * 15 // 3, "the generator must land mostly on eligible pairs"


@pytest.mark.parametrize("seed", [1, 2])
def test_a_broad_market_ranks_like_the_reference(seed: int) -> None:
    broad = market(seed, ctos=120, needs=15)
    assert sum(agree(broad.rows, request) for request in broad.requests) > 0


def test_every_rule_excludes_somebody_alone_and_every_part_varies() -> None:
    """Else the two tests above would prove little."""
    alone, seen = set(), {code: set() for code in chain(parts.COMPANY, (f"cto_{code}" for code in parts.CTO))}
    for rows, request in two_hundred_needs():
        pool = Pool.from_rows(rows)
        ranking = rank(pool, request)
        alone |= {code for code in rules.RULES if rules.only(ranking.broken, code).any()}
        for column, code in enumerate(parts.COMPANY):
            seen[code] |= set(ranking.scores.company_thousandths[:, column].tolist())
        for column, code in enumerate(parts.CTO):
            seen[f"cto_{code}"] |= set(ranking.scores.cto_thousandths[:, column].tolist())
    assert alone == set(rules.RULES)
    assert {code: len(values) for code, values in seen.items() if len(values) < 3} == {"situation": 2}
