"""The curator's board of a need: everybody who fits, live, in the order of the scores a person may adjust.

Nothing here is stored: the board pages on through all who are eligible, so that nobody is hidden by rank alone
(decision 19).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from fractional.ctos.models import Cto
from matching.pool.columns import load
from matching.pool.requests import request_of, siren_of
from matching.proposals.decisions import Decided, decided
from matching.proposals.models import Decision, Ranking
from matching.proposals.sides import company_side, cto_side, dates_of
from matching.scoring import rules
from matching.scoring.adjust import adjusted
from matching.scoring.columns import HALF_DAYS, Pool, Request
from matching.scoring.explain import Explanation, explain
from matching.scoring.rank import Ranking as Order
from matching.scoring.rank import rank
from missions.needs.models import Need

PAGE = 20
LOW_CHANCE = 200_000
"""Under one chance in five that the CTO says yes: a note for the curator, never a block (decision 17)."""


@dataclass(frozen=True)
class Row:
    place: int
    cto: Cto
    company_side: dict[str, Any]
    cto_side: dict[str, Any]
    value: int
    cto_score: int
    """Out of 100: what the mission brings the CTO."""
    half_days: list[int]
    first_start_on: date
    proposal_rate: int | None
    chance_is_low: bool
    exposures: int
    """Selections this CTO was shown on in the last 30 days."""
    adjusted: Mapping[str, Decision]
    """Parts that a curator scored, by code."""
    decision: Decision | None
    """The last keep, drop or restore."""
    pinned: bool
    """Put first by a curator, whatever the score; the company's cards keep the order of their scores."""


@dataclass(frozen=True)
class Board:
    ranking: Ranking | None
    """None when this need was never ranked."""
    pool_size: int
    eligible: int
    excluded: dict[str, int]
    """How many CTOs each rule excludes, where it excludes any; one who breaks two counts twice."""
    page: int
    pages: int
    rows: list[Row]


def board(need: Need, page: int = 1) -> Board:
    """One page of everybody who fits, best first; a page beyond the last is the last."""
    pool, request = load(siren=siren_of(need)), request_of(need)
    order = rank(pool, request)
    said = decided(need)
    places = _pinned_first(_by_adjusted_value(order, pool, request, said), pool, said)
    pages = max(1, -(-len(places) // PAGE))
    page = max(1, min(page, pages))
    first = (page - 1) * PAGE
    return Board(
        ranking=Ranking.objects.filter(need=need).first(),
        pool_size=len(pool),
        eligible=len(places),
        excluded={code: count for code, count in rules.counts(order.broken).items() if count},
        page=page,
        pages=pages,
        rows=_rows(need, pool.take(places[first : first + PAGE]), request, said, first + 1),
    )


def _by_adjusted_value(order: Order, pool: Pool, request: Request, said: Mapping[int, Decided]) -> np.ndarray:
    """Rows of the pool, best first, once the adjusted parts have moved their pairs; equals stay as they were."""
    values, lower = order.scores.value.copy(), np.minimum(order.scores.company, order.scores.cto)
    moved = [cto_id for cto_id, words in said.items() if words.adjusted]
    for index in np.flatnonzero(np.isin(pool.cto_id[order.rows], moved)):
        pair = _explained(pool.take([order.rows[index]]), request, said)[0]
        values[index] = pair.value
        lower[index] = min(pair.company.total, pair.cto.total)
    return order.rows[np.lexsort((np.arange(len(values)), -lower, -values))] if moved else order.rows


def _pinned_first(places: np.ndarray, pool: Pool, said: Mapping[int, Decided]) -> np.ndarray:
    pinned = np.isin(pool.cto_id[places], [cto_id for cto_id, words in said.items() if words.pinned])
    return np.concatenate([places[pinned], places[~pinned]])


def excluded_by(need: Need, rule: str) -> list[int]:
    """Who breaks this rule, by number: nobody is left out without being named to the team."""
    pool = load(siren=siren_of(need))
    broken = rank(pool, request_of(need)).broken
    return [
        int(cto_id)
        for cto_id, mask in zip(pool.cto_id, broken, strict=True)
        if rule in rules.codes(int(mask))
    ]


def _explained(pool: Pool, request: Request, said: Mapping[int, Decided]) -> list[Explanation]:
    pairs = explain(rank(pool, request), pool, request)
    return [adjusted(pair, said[pair.cto_id].points) if pair.cto_id in said else pair for pair in pairs]


def _rows(need: Need, pool: Pool, request: Request, said: Mapping[int, Decided], place: int) -> list[Row]:
    ctos = Cto.objects.select_related("user").in_bulk(pool.cto_id.tolist())
    dates = dates_of(ctos.values(), need)
    exposures = dict(zip(pool.cto_id.tolist(), pool.exposures_30d.tolist(), strict=True))
    pairs = {pair.cto_id: pair for pair in _explained(pool, request, said)}
    rows: list[Row] = []
    for cto_id in pool.cto_id.tolist():
        pair, words = pairs[cto_id], said.get(cto_id, Decided())
        rows.append(
            Row(
                place=place + len(rows),
                cto=ctos[cto_id],
                company_side=company_side(pair, request, words, dates[cto_id]),
                cto_side=cto_side(pair, dates[cto_id]),
                value=pair.value,
                cto_score=pair.cto.shown_total,
                half_days=[h for h in range(HALF_DAYS) if pair.half_days >> h & 1],
                first_start_on=date.fromordinal(pair.first_start),
                proposal_rate=pair.proposal_rate,
                chance_is_low=pair.cto.chance < LOW_CHANCE,
                exposures=exposures[cto_id],
                adjusted=words.adjusted,
                decision=words.last,
                pinned=words.pinned,
            )
        )
    return rows
