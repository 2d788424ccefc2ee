"""What a day brings to invitations and requests to join: one reminder, then an end by itself. Safe to run twice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from celery import shared_task

from fractional import clock
from fractional.companies import actions
from fractional.companies.models import Invitation, JoinRequest
from fractional.errors import Conflict

BEFORE_THE_END = {Invitation: timedelta(days=7), JoinRequest: timedelta(days=3)}
"""When the reminder leaves, before the last day."""
TIME_AFTER_A_REMINDER = timedelta(days=2)


@shared_task(name="fractional.companies.tasks.follow_people")
def follow_people() -> None:
    _follow(Invitation, actions.remind_invitation, actions.lapse_invitation, "invitation")
    _follow(JoinRequest, actions.remind_join, actions.lapse_join, "request")


def _follow(model: Any, remind: Callable[..., Any], lapse: Callable[..., Any], name: str) -> None:
    today, now = clock.today(), clock.now()
    for one in model.objects.waiting().filter(due_on__lte=today + BEFORE_THE_END[model]):
        if one.reminded_at is None:
            _try(remind, **{name: one})
        elif one.due_on < today and one.reminded_at < now - TIME_AFTER_A_REMINDER:
            _try(lapse, **{name: one})


def _try(action: Callable[..., Any], **kwargs: Any) -> None:
    try:
        action(**kwargs)
    except Conflict:
        return  # somebody was quicker: their word stands
