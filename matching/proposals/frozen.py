"""What a person decides on is frozen when they decide (decision 19): score, version, inputs, and what was shown."""

from dataclasses import asdict
from datetime import date
from typing import Any

from fractional import clock
from fractional.ctos.models import Cto
from fractional.ctos.portrait import confirmed_by_direction
from fractional.data import taxonomy
from fractional.history.moves import held
from matching.pool import masks
from matching.pool.columns import load
from matching.pool.models import Card
from matching.pool.requests import request_of, siren_of
from matching.proposals.decisions import Decided, decided
from matching.proposals.fit import NOT_VERIFIED
from matching.proposals.sides import company_side, cto_side, dates_of, product_led
from matching.scoring import rules
from matching.scoring.adjust import adjusted
from matching.scoring.columns import HALF_DAYS, KINDS
from matching.scoring.explain import explain
from matching.scoring.rank import rank
from matching.scoring.weights import V1
from missions.needs.models import Need

YEARS = (0, 5, 10, 15)
"""Full-time CTO years are told in these bands: fewer people would be recognised by their exact number."""


def freeze(need: Need, cto: Cto) -> dict[str, Any]:
    """The fields that a proposal and a decision keep of this pair, as things stand now.

    A pair that breaks a rule has no score: totals are 0, the sides empty, and its inputs say which rules. So
    somebody who stopped fitting can still be taken out of a selection, with a trace.
    """
    cto = Cto.objects.select_related("user").get(pk=cto.pk)
    request, pool = request_of(need), load(siren=siren_of(need), cto_ids=[cto.pk])
    order = rank(pool, request)
    said = decided(need, [cto.pk]).get(cto.pk, Decided())
    inputs = {"need": asdict(request), "cto": pool.row(0) if len(pool) else {}, "adjusted": said.points}
    if not len(order):
        broken = list(rules.codes(int(order.broken[0]))) if len(pool) else [NOT_VERIFIED]
        return _unscored(need) | {"inputs": inputs | {"broken": broken}}
    pair = adjusted(explain(order, pool, request)[0], said.points)
    dates = dates_of([cto], need)[cto.pk]
    return {
        "weights_version": pair.weights_version,
        "company_total": pair.company.total,
        "cto_total": pair.cto.total,
        "company_side": company_side(pair, request, said, dates, product_led([cto], need).get(cto.pk)),
        "cto_side": cto_side(pair, dates),
        "inputs": inputs,
        "card": card_shown(cto),
        "proposal_rate_eur": pair.proposal_rate,
        "half_days": [h for h in range(HALF_DAYS) if pair.half_days >> h & 1],
        "first_start_on": date.fromordinal(pair.first_start),
    }


def card_shown(cto: Cto) -> dict[str, Any]:
    """What a company reads of a person before the second yes: bands, counts, codes, and their own headline."""
    card = Card.objects.get(cto=cto)
    return {
        "headline": cto.headline,
        "nature": cto.nature,
        "scopes": masks.codes_among(masks.SCOPES, card.scopes),
        "years": years_band(card.full_time_months),
        "regions": regions(cto.zones),
        "references": card.references,
        "confirmed_by_direction": confirmed_by_direction(cto),
        "kinds_lived": masks.codes_among(KINDS, card.kinds_lived),
        "sectors": taxonomy.sectors.codes(card.sectors),
        "largest_team_led": card.max_team_led,
        "hands_on": card.hands_on,
        "languages": taxonomy.languages.codes(card.languages),
        "confirmed_on": date.fromordinal(card.confirmed_on).isoformat(),
        "stale": cto.is_stale(clock.today()),
        "verified_on": held(cto.verified_at).astimezone(clock.PARIS).date().isoformat(),
    }


def years_band(months: int) -> list[int | None]:
    """« 5 à 10 ans » is [5, 10]; the last band has no end."""
    years = months // 12
    start = max(band for band in YEARS if band <= years)
    return [start, next((band for band in YEARS if band > years), None)]


def regions(departments: list[str]) -> list[str]:
    """The regions of these departments, in the order of the list: never anything finer."""
    here = {taxonomy.departments[code].region for code in departments if code in taxonomy.departments}
    return [region.code for region in taxonomy.regions if region.code in here]


def _unscored(need: Need) -> dict[str, Any]:
    return {
        "weights_version": V1.version,
        "company_total": 0,
        "cto_total": 0,
        "company_side": {},
        "cto_side": {},
        "card": {},
        "proposal_rate_eur": None,
        "half_days": [],
        "first_start_on": held(need.start_first_on),
    }
