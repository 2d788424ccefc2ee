"""What a day brings to missions by itself. Safe to run twice."""

from celery import shared_task

from fractional import clock
from fractional.history.moves import ForbiddenMove
from missions.engagements import actions
from missions.engagements.models import Mission


@shared_task(name="missions.engagements.tasks.follow_missions")
def follow_missions() -> None:
    """Missions begin on their first day, and close the day after their last."""
    today = clock.today()
    for mission in Mission.objects.due_to_begin(today):
        _move(actions.activate, mission)
    for mission in Mission.objects.due_to_close(today):
        _move(actions.close, mission)


def _move(action, mission: Mission) -> None:
    try:
        action(mission=mission)
    except ForbiddenMove:
        return  # somebody moved it in this very second
