"""The curator's board of a need: everybody who fits, live, in the order of the scores a person may adjust.

Nothing here is stored: the board pages on through all who are eligible, so that nobody is hidden by rank alone
(decision 19).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from fractional.ctos.models import Cto, Post
from matching.pool.columns import load
from matching.pool.finder import Found, find, judge
from matching.pool.requests import request_of, siren_of
from matching.proposals.decisions import Decided, decided
from matching.proposals.models import Decision
from matching.proposals.sides import company_side, cto_side, dates_of, product_led
from matching.proposals.sliders import Sliders
from matching.scoring.adjust import adjusted
from matching.scoring.columns import HALF_DAYS, Ints, Pool, Request
from matching.scoring.explain import Explanation, explain
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
class Listed:
    """One page of everybody who fits."""

    eligible: int
    page: int
    pages: int
    rows: list[Row]


@dataclass(frozen=True)
class Board(Listed):
    pool_size: int
    excluded: dict[str, int]
    """How many CTOs each rule excludes, where it excludes any; one who breaks two counts twice."""


@dataclass(frozen=True)
class Asked:
    """What a board is made for."""

    request: Request
    siren: int
    sliders: Sliders
    said: Mapping[int, Decided]
    """What the team decided about this need, by CTO."""


def board(need: Need, page: int = 1, sliders: Sliders | None = None) -> Board:
    """The same as `listed`, with how many each rule keeps away."""
    request, siren = request_of(need), siren_of(need)
    here = _listed(need, page, sliders or Sliders.of(need), request)
    everybody = judge(request, siren=siren)
    return Board(
        eligible=here.eligible,
        page=here.page,
        pages=here.pages,
        rows=here.rows,
        pool_size=len(everybody),
        excluded=everybody.excluded,
    )


def listed(need: Need, page: int = 1, sliders: Sliders | None = None) -> Listed:
    """One page of everybody who fits, best first as the sliders stand; a page beyond the last is the last.

    Whoever is on the page is scored as their card is now; who fits no more since they were found is left out.
    """
    return _listed(need, page, sliders or Sliders.of(need), request_of(need))


def _listed(need: Need, page: int, sliders: Sliders, as_ticked: Request) -> Listed:
    siren, request = siren_of(need), sliders.asked(as_ticked)
    found, said = find(request, siren=siren, weights=sliders.weights), decided(need)
    asked = Asked(request, siren, sliders, said)
    places = _pinned_first(_product_first(need, _by_adjusted_value(found, asked)), said)
    pages = max(1, -(-len(places) // PAGE))
    page = max(1, min(page, pages))
    first = (page - 1) * PAGE
    return Listed(
        eligible=len(places),
        page=page,
        pages=pages,
        rows=_rows(need, places[first : first + PAGE], asked, first + 1),
    )


def excluded_by(need: Need, rule: str) -> list[int]:
    """Who breaks this rule, by number: nobody is left out without being named to the team."""
    return judge(request_of(need), siren=siren_of(need)).who(rule)


def _by_adjusted_value(found: Found, asked: Asked) -> Ints:
    """Their numbers, best first, once the adjusted parts have moved their pairs; equals stay as they were."""
    adjusted_for = [cto_id for cto_id, words in asked.said.items() if words.adjusted]
    moved = np.flatnonzero(np.isin(found.cto_id, adjusted_for))
    if not len(moved):
        return found.cto_id
    values, lower = found.value.copy(), found.lower.copy()
    pairs = _explained(found.cto_id[moved], asked)[1]
    for place in moved:
        if pair := pairs.get(int(found.cto_id[place])):
            values[place], lower[place] = pair.value, min(pair.company.total, pair.cto.total)
    return found.cto_id[np.lexsort((np.arange(len(values)), -lower, -values))]


def _product_first(need: Need, places: Ints) -> Ints:
    """Where the product is asked for too, those who have led one come first, the others after them (article row 18)."""
    if need.scope != Need.Scope.CPTO:
        return places
    led = np.isin(places, list(Post.objects.of_product().values_list("cto_id", flat=True)))
    return np.concatenate([places[led], places[~led]])


def _pinned_first(places: Ints, said: Mapping[int, Decided]) -> Ints:
    pinned = np.isin(places, [cto_id for cto_id, words in said.items() if words.pinned])
    return np.concatenate([places[pinned], places[~pinned]])


def _explained(cto_ids: Ints, asked: Asked) -> tuple[Pool, dict[int, Explanation]]:
    """The cards of these CTOs as they are now, and the pairs of those who fit, by number."""
    pool = load(siren=asked.siren, cto_ids=cto_ids.tolist())
    pairs = explain(rank(pool, asked.request, asked.sliders.weights), pool, asked.request)
    said = asked.said
    return pool, {
        pair.cto_id: adjusted(pair, asked.sliders.points(said[pair.cto_id])) if pair.cto_id in said else pair
        for pair in pairs
    }


def _rows(need: Need, cto_ids: Ints, asked: Asked, place: int) -> list[Row]:
    pool, pairs = _explained(cto_ids, asked)
    ctos = Cto.objects.select_related("user").in_bulk(list(pairs))
    dates, product = dates_of(ctos.values(), need), product_led(ctos.values(), need)
    exposures = dict(zip(pool.cto_id.tolist(), pool.exposures_30d.tolist(), strict=True))
    rows: list[Row] = []
    for cto_id in cto_ids.tolist():
        if cto_id not in ctos:
            continue
        pair, words = pairs[cto_id], asked.said.get(cto_id, Decided())
        rows.append(
            Row(
                place=place + len(rows),
                cto=ctos[cto_id],
                company_side=company_side(pair, asked.request, words, dates[cto_id], product.get(cto_id)),
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
