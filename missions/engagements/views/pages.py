"""Missions, for the two who agreed on them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fractional.accounts.access import PersonRequest
from fractional.data import figures
from missions.engagements import access
from missions.engagements.models import Mission


@require_safe
def missions(request: PersonRequest) -> HttpResponse:
    mine = list(access.missions_worn(request).order_by("-starts_on", "-pk"))
    context = {
        "running": [mission for mission in mine if mission.state in Mission.RUNNING],
        "over": [mission for mission in mine if mission.state not in Mission.RUNNING],
    }
    return render(request, "engagements/mission_list.html", context)


@require_safe
def mission(request: PersonRequest, mission: UUID) -> HttpResponse:
    mine = access.mission_of(request.user, mission)
    renewal = access.last_renewal(mine)
    context = _context(request, mine) | {
        "steps": steps_of(mine),
        "side": access.side_of(request.user, mine),
        "renewal": renewal,
        "follower": access.follower_of(mine),
    }
    return render(request, "engagements/mission_detail.html", context)


@require_safe
def conditions(request: PersonRequest, mission: UUID) -> HttpResponse:
    """« Fiche des conditions »: what was agreed, on one sheet, until the contract exists."""
    mine = access.mission_of(request.user, mission)
    return render(request, "engagements/mission_conditions.html", _context(request, mine))


def steps_of(mission: Mission) -> list[dict[str, Any]]:
    """Where the mission stands, each step with its day."""
    state = Mission.State
    order = [state.PREPARING, state.ACTIVE, state.CLOSING, state.ENDED]
    rows: list[dict[str, Any]] = [
        {"label": _("Accord"), "on": mission.confirmed_at},
        {"label": _("Premier jour"), "on": mission.starts_on},
        {"label": _("Dernier jour"), "on": mission.ends_on},
        {"label": _("Passation"), "on": mission.ended_at},
    ]
    if mission.state == state.BROKEN:
        begun = 2 if mission.active_at else 1
        done = [row | {"state": "done"} for row in rows[:begun]]
        return [*done, {"label": _("Interrompue"), "on": mission.broken_at, "state": "stopped"}]
    reached = order.index(state(mission.state)) + 1
    return [
        row | {"state": "done" if place < reached else "current" if place == reached else "todo"}
        for place, row in enumerate(rows)
    ]


def _context(request: PersonRequest, mission: Mission) -> dict[str, Any]:
    return {
        "mission": mission,
        "need": mission.need,
        "as_cto": mission.cto.user_id == request.user.pk,
        "fee_percent": figures()["service_fee_percent"].value,
        "vat_percent": figures()["vat_rate_percent"].value,
    }
