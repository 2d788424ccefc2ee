"""What a day brings to missions by itself. Safe to run twice."""

from collections.abc import Callable
from typing import Any

from celery import shared_task
from django.db import transaction

from fractional import clock, workdays
from fractional.errors import Conflict
from missions.engagements import actions, emails, renewals
from missions.engagements.models import Mission, Renewal

REMINDED = 2
"""Working days before the last one of a turn, on which its owner is reminded, once."""


@shared_task(name="missions.engagements.tasks.follow_missions")
def follow_missions() -> None:
    """Missions begin on their first day, close after their last, and end; what was asked is answered, or lapses."""
    today = clock.today()
    soon = workdays.add_working_days(today, REMINDED)
    missions = Mission.objects.whole()
    for mission in missions.due_to_begin(today):
        _try(actions.activate, mission=mission)
    for mission in missions.ending_soon(today):
        _try(_write, emails.ending, mission)
    for mission in missions.due_to_close(today):
        _try(actions.close, mission=mission)
    for mission in missions.to_hand_over().filter(due_on__lt=today):
        _try(actions.end_in_silence, mission=mission)
    for mission in missions.to_hand_over().filter(due_on__lte=soon):
        _try(_write, emails.closing_reminder, mission)
    for renewal in Renewal.objects.whole().overdue(today):
        _try(renewals.lapse, renewal=renewal)
    for renewal in Renewal.objects.whole().waiting().filter(due_on__lte=soon):
        _try(_write, emails.renewal_reminder, renewal)


@transaction.atomic
def _write(mail: Callable[[Any], None], about: Mission | Renewal) -> None:
    """Once: a second one finds the key of the first."""
    mail(about)


def _try(action: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    try:
        action(*args, **kwargs)
    except Conflict:
        return  # somebody moved it in this very second
