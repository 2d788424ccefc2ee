"""Work owed by a CTO's own dates."""

from collections.abc import Callable
from datetime import date
from typing import Any

from celery import shared_task

from fractional import clock, outbox, workdays
from fractional.ctos import actions
from fractional.ctos.actions import resume
from fractional.ctos.models import Cto, Reference
from fractional.ctos.promises import REFEREE_REMINDED_AFTER
from fractional.errors import Conflict


@outbox.job("ctos.resume")
def end_pause(*, cto_id: int, until: str) -> None:
    """End a pause on its day; one that was moved or ended meanwhile is left alone."""
    cto = Cto.objects.filter(
        pk=cto_id, state=Cto.State.PAUSED, paused_until=date.fromisoformat(until)
    ).first()
    if cto and clock.today() >= date.fromisoformat(until):
        resume(cto=cto, by=None)


@shared_task(name="fractional.ctos.tasks.follow_files")
def follow_files() -> None:
    """Whoever is awaited is reminded once; then silence ends by itself (promise 5). Safe to run twice."""
    _follow_references(clock.today())


def _follow_references(today: date) -> None:
    waiting = Reference.objects.waiting().select_related("cto")
    for reference in waiting.filter(reminded_at__isnull=False, due_on__lt=today):
        _try(actions.lapse_reference, reference=reference)
    for reference in waiting.filter(reminded_at__isnull=True):
        asked_on = reference.asked_at.astimezone(clock.PARIS).date()
        if workdays.add_working_days(asked_on, REFEREE_REMINDED_AFTER) <= today:
            _try(actions.remind_referee, reference=reference)


def _try(action: Callable[..., Any], **kwargs: Any) -> None:
    try:
        action(**kwargs)
    except Conflict:
        return  # somebody was quicker: their word stands
