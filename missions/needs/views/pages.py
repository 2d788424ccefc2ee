"""The list of a company's needs, the page of one, and its printable brief."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fractional.accounts.access import PersonRequest
from fractional.companies.access import company_worn
from missions.needs import access, panels, progress, publication, steps, turns
from missions.needs.costs import estimate
from missions.needs.models import Need


@require_safe
def needs(request: PersonRequest) -> HttpResponse:
    company = company_worn(request)
    if company is None:
        return redirect("needs:new")
    needs = list(access.needs_of(company))
    turn_of = turns.of_all(needs)
    rows: list[dict[str, Any]] = [{"need": need, "turn": turn_of.get(need.pk)} for need in needs]
    under_way = [row for row in rows if row["need"].is_open]
    context = {
        "company": company,
        "being_verified": any(need.state == Need.State.SUBMITTED for need in needs),
        "under_way": under_way,
        "ended": [row for row in rows if row not in under_way],
    }
    return render(request, "needs/need_list.html", context)


@require_safe
def need(request: PersonRequest, need: UUID) -> HttpResponse:
    mine = access.need_of(request.user, need)
    hung = panels.of(request, mine)
    ranked_at = next((panel.ranked_at for panel in hung if panel.ranked_at), None)
    context = {
        "need": mine,
        "turn": turns.of(mine),
        "progress": progress.stepper(mine, ranked_at),
        "missing": _to_be_told(publication.lacks(mine)),
        "unfinished": steps.unfinished(mine) if mine.state in Need.TOLD else [],
        "steps": steps.STEPS,
        "panels": hung,
        "rewordings": access.rewordings_of(mine).count() if mine.state in Need.UNPUBLISHED else 0,
        "verdict": getattr(mine, "verdict", None),
        "cost": _cost(mine),
        "expires_on": progress.expires_on(mine),
    }
    return render(request, "needs/need_detail.html", context)


@require_safe
def brief(request: PersonRequest, need: UUID) -> HttpResponse:
    """What the company told, on one sheet: also for another role than a CTO, when that is our opinion."""
    mine = access.need_of(request.user, need)
    context = {
        "need": mine,
        "verdict": getattr(mine, "verdict", None),
        "title": mine.title or _("Besoin sans titre"),
        "cost": _cost(mine),
    }
    return render(request, "needs/need_brief.html", context)


def _to_be_told(lacks: list[publication.Lack]) -> list[publication.Lack]:
    """All of them as soon as one is the company's; what only the team owes, the steps of the page say."""
    return lacks if any(not lack.ours for lack in lacks) else []


def _cost(need: Need):
    if need.ceiling_eur is None or not need.half_days:
        return None
    return estimate(need.ceiling_eur, half_days=need.half_days, days_per_month=need.days_per_month)
