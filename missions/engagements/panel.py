"""What a need's page says of the mission that came of it."""

from django.http import HttpRequest

from missions.engagements.models import Mission
from missions.needs.models import Need
from missions.needs.panels import Panel


def of_need(request: HttpRequest, need: Need) -> Panel | None:
    if need.state != Need.State.FILLED:
        return None
    mission = Mission.objects.of_need(need).first()
    return Panel("engagements/_need_panel.html", {"mission": mission}) if mission else None
