"""An explanation as it is stored and shown: two sides, apart. Codes and facts, no words.

The company's side holds its own points. The CTO's holds none: reasons and reserves, never a figure about
themself (article row 96).
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max

from fractional import clock, workdays
from fractional.ctos.models import Cto, Post, Reference
from matching.proposals.decisions import Decided
from matching.scoring.columns import HALF_DAYS, Request
from matching.scoring.explain import Explanation, Part
from missions.needs.models import Need

Side = dict[str, Any]
ABOUT_THEMSELF = frozenset({"asked_rate"})
"""Facts of the CTO's side that are figures about them."""


def company_side(
    explanation: Explanation,
    request: Request,
    decided: Decided,
    dates: Mapping[str, str],
    product: bool | None = None,
) -> Side:
    """What the company may read; `explanation` holds the adjusted points already, `product` is of `product_led`."""
    side = explanation.company
    return {
        "total": side.total,
        "shown_total": side.shown_total,
        "families": [
            {"code": family.code, "points": family.shown_points, "weight": family.shown_weight}
            for family in explanation.families
        ],
        "parts": [_company_part(part, decided) for part in side.parts],
        "strengths": list(side.strengths),
        "reserves": [asdict(reserve) for reserve in side.reserves] + _holidays(explanation, request),
        "dates": dict(dates),
        "product": product,
    }


def cto_side(explanation: Explanation, dates: Mapping[str, str]) -> Side:
    """What the CTO may read."""
    side = explanation.cto
    return {
        "parts": [
            {
                "code": part.code,
                "reason": part.reason,
                "facts": _told(part.facts),
                "source": part.source,
                "to_confirm": part.to_confirm,
            }
            for part in side.parts
        ],
        "strengths": list(side.strengths),
        "reserves": [{"reason": reserve.reason, "facts": _told(reserve.facts)} for reserve in side.reserves],
        "dates": dict(dates),
    }


def dates_of(ctos: Iterable[Cto], need: Need) -> dict[int, dict[str, str]]:
    """By CTO, the days that the sources of a pair speak of (ISO): one query."""
    ctos = list(ctos)
    confirmed = Reference.objects.filter(cto__in=ctos, state=Reference.State.CONFIRMED)
    latest = dict(confirmed.order_by().values_list("cto").annotate(Max("confirmed_at")))
    found = {}
    for cto in ctos:
        days = {
            "reference": _paris_day(latest.get(cto.pk)),
            "verified": _paris_day(cto.verified_at),
            "confirmed": cto.availability_confirmed_on,
            "published": _paris_day(need.published_at),
            "scored": clock.today(),
        }
        found[cto.pk] = {name: day.isoformat() for name, day in days.items() if day}
    return found


def product_led(ctos: Iterable[Cto], need: Need) -> dict[int, bool]:
    """By CTO, whether they have led a product too; empty where a need does not ask for it (article row 18)."""
    if need.scope != Need.Scope.CPTO:
        return {}
    ids = [cto.pk for cto in ctos]
    led = set(Post.objects.of_product().filter(cto__in=ids).values_list("cto_id", flat=True))
    return {pk: pk in led for pk in ids}


def _paris_day(at: datetime | None) -> date | None:
    return at.astimezone(clock.PARIS).date() if at else None


def _company_part(part: Part, decided: Decided) -> Side:
    told = {
        "code": part.code,
        "weight": part.weight,
        "points": part.points,
        "shown_weight": part.shown_weight,
        "shown_points": part.shown_points,
        "reason": part.reason,
        "facts": part.facts,
        "source": part.source,
        "to_confirm": part.to_confirm,
    }
    decision = decided.adjusted.get(part.code)
    if decision:
        told["adjusted"] = {"by": decision.by.first_name, "reason": decision.reason}
    return told


def _told(facts: Mapping[str, Any]) -> Side:
    return {name: fact for name, fact in facts.items() if name not in ABOUT_THEMSELF}


def _holidays(explanation: Explanation, request: Request) -> list[Side]:
    """Public holidays exclude nobody: they are said (decision 13)."""
    first = date.fromordinal(explanation.first_start)
    until = first + timedelta(weeks=request.weeks)
    weekdays = {h // 2 for h in range(HALF_DAYS) if explanation.half_days >> h & 1}
    days = [
        day.toordinal()
        for year in range(first.year, until.year + 1)
        for day in workdays.public_holidays(year)
        if first <= day < until and day.weekday() in weekdays
    ]
    return [{"reason": "holidays.lost", "facts": {"days": sorted(days)}}] if days else []
