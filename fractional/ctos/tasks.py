"""Work owed by a CTO's own dates."""

from collections.abc import Callable
from datetime import date
from typing import Any

from celery import shared_task

from fractional import clock, outbox, workdays
from fractional.ctos import actions
from fractional.ctos.actions import resume
from fractional.ctos.models import Cto, Reference
from fractional.ctos.promises import REFEREE_REMINDED_AFTER, REMINDED_AFTER, answer_due_on
from fractional.errors import Conflict
from fractional.history.moves import held


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
    today = clock.today()
    _follow_references(today)
    _follow_questions(today)
    for cto in Cto.objects.filter(state=Cto.State.SUBMITTED, late_until__isnull=True):
        if held(answer_due_on(cto)) < today:
            _try(actions.promise_again, cto=cto)


def _follow_questions(today: date) -> None:
    asked = Cto.objects.filter(state=Cto.State.ASKED)
    for cto in asked.filter(asked_reminders=len(REMINDED_AFTER), asked_until__lt=today):
        _try(actions.close_unanswered, cto=cto)
    for cto in asked.filter(asked_reminders__lt=len(REMINDED_AFTER)):
        since = held(cto.asked_at).astimezone(clock.PARIS).date()
        if workdays.add_working_days(since, REMINDED_AFTER[cto.asked_reminders]) <= today:
            _try(actions.remind_of_question, cto=cto)


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
