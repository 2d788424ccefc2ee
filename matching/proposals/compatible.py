"""One CTO against the needs of the day: those that fit and were not sent, and what their own rules kept away.

The same hard rules as the ranking, on the card as it stands; a few queries, however many needs there are.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time

import numpy as np

from fractional import clock
from fractional.ctos.models import Cto
from matching.pool.columns import load
from matching.pool.models import Card
from matching.pool.requests import request_of, siren_of
from matching.proposals.models import Hand, Proposal
from matching.scoring import rules
from matching.scoring.columns import HALF_DAYS, Pool, Request
from matching.scoring.explain import Part, explain
from matching.scoring.rank import Ranking as Order
from matching.scoring.rank import rank
from missions.needs.models import Need, NeedQuerySet

OF_THE_CTO = (
    *("rate", "days", "calendar", "min_months", "zone", "kind", "contract", "sector_refused"),
    *("hands_on", "language", "pro_bono"),
)
"""Rules that a CTO set for themself. Not the companies they refuse: a count would tell what one of them is doing."""
WELL = 600
"""Thousandths of full marks from which a part is a reason."""


@dataclass(frozen=True)
class Compatible:
    need: Need
    total: int
    """What it brings this CTO, for the order alone: it is never shown."""
    half_days: list[int]
    first_start_on: date
    part: Part
    """What it brings first: one of their priorities where one is met."""
    is_priority: bool
    hand: Hand | None = None
    """The last one raised on it."""


def compatible_needs(cto: Cto) -> list[Compatible]:
    """Needs that keep all the rules of this CTO and never became a proposal to them, the best for them first."""
    known = Proposal.objects.filter(cto=cto).values("need")
    hands = {hand.need_id: hand for hand in Hand.objects.filter(cto=cto).order_by("raised_at", "pk")}
    found = [
        _compatible(cto, need, order, pool, request, hands.get(need.pk))
        for need, order, pool, request in _against(cto, Need.objects.rankable().exclude(pk__in=known))
        if len(order)
    ]
    return sorted(found, key=lambda row: (-row.total, row.need.pk))


def kept_away(cto: Cto) -> tuple[int, dict[str, int]]:
    """Since the first of this month: how many needs this CTO's own rules kept away, and how many each rule did."""
    first = datetime.combine(clock.today().replace(day=1), time(), tzinfo=clock.PARIS)
    away, by_rule = 0, Counter[str]()
    for _need, order, pool, _request in _against(cto, Need.objects.filter(published_at__gte=first)):
        broken = set(rules.codes(int(order.broken[0]))) if len(pool) else set()
        # What they are no candidate for anyway, their rules did not keep away.
        if broken and broken <= set(OF_THE_CTO):
            away += 1
            by_rule.update(broken)
    return away, dict(by_rule)


def _against(cto: Cto, needs: NeedQuerySet) -> Iterator[tuple[Need, Order, Pool, Request]]:
    pool = load(cto_ids=[cto.pk])
    if not len(pool):
        return
    refused = set(Card.objects.filter(cto=cto).values_list("refused_sirens", flat=True)[0])
    for need in needs.select_related("company").prefetch_related("goals").order_by("pk"):
        here = replace(pool, blocked=np.full(len(pool), siren_of(need) in refused))
        request = request_of(need)
        yield need, rank(here, request), here, request


def _compatible(
    cto: Cto, need: Need, order: Order, pool: Pool, request: Request, hand: Hand | None
) -> Compatible:
    pair = explain(order, pool, request)[0]
    met = [part for part in pair.cto.parts if part.code in cto.priorities and _is_a_reason(part)]
    best = max(met or pair.cto.parts, key=lambda part: (part.thousandths, part.weight))
    return Compatible(
        need=need,
        total=pair.cto.total,
        half_days=[h for h in range(HALF_DAYS) if pair.half_days >> h & 1],
        first_start_on=date.fromordinal(pair.first_start),
        part=best,
        is_priority=bool(met),
        hand=hand,
    )


def _is_a_reason(part: Part) -> bool:
    return part.thousandths >= WELL and not part.to_confirm
