"""What a day brings to needs by itself: reminded, expired, taken up after a pause. Safe to run twice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from celery import shared_task
from django.db import transaction

from fractional import clock
from fractional.errors import Conflict
from missions.needs import actions, emails, silence
from missions.needs.actions import consent, rewording
from missions.needs.models import Consent, Need, Rewording

REMINDED_AFTER = timedelta(days=14)
"""Days without a confirmation after which the company is asked for one, a week before the end."""
TIME_AFTER_A_REMINDER = timedelta(days=3)
"""Between a reminder and the end of a silence, at the least, however far the clock has jumped."""
TIME_TO_ANSWER = timedelta(days=6)
"""Between that question and the end, at the least."""


@shared_task(name="missions.needs.tasks.expire_needs")
def expire_needs() -> None:
    """Every live need is confirmed within 21 days, or ends (rule R16)."""
    today = clock.today()
    for need in Need.objects.pause_over(today):
        _try(actions.resume, need=need, by=None)
    for need in Need.objects.rankable().unconfirmed_since(today - emails.EXPIRES_AFTER):
        if _had_time_to_answer(need):
            _try(actions.expire, need=need)
    for need in Need.objects.rankable().unconfirmed_since(today - REMINDED_AFTER + timedelta(days=1)):
        _try(_remind, need=need)


@shared_task(name="missions.needs.tasks.follow_consents")
def follow_consents() -> None:
    """Whoever was asked for a consent is reminded once; their silence ends by itself."""
    today = clock.today()
    waiting = Consent.objects.waiting()
    for late in Consent.objects.overdue(today):
        if late.reminded_at is None or late.reminded_at > clock.now() - TIME_AFTER_A_REMINDER:
            continue  # the clock has jumped: first they are reminded, then they have time
        _try(consent.lapse, consent=late)
    for one in waiting.filter(reminded_at=None):
        if consent.reminder_on(one) <= today:
            _try(consent.remind, consent=one)


@shared_task(name="missions.needs.tasks.follow_drafts")
def follow_drafts() -> None:
    """What waits for its company before publication is reminded once, and put away; so are suggested wordings."""
    today = clock.today()
    for need in Need.objects.silent().select_related("company").prefetch_related("goals"):
        told = emails.told_unfinished_at(need) if silence.reminder_on(need) <= today else None
        if told and silence.ends_on(need) < today and told < clock.now() - TIME_AFTER_A_REMINDER:
            _try(actions.end_silence, need=need)
        elif told is None and silence.reminder_on(need) <= today:
            _try(_tell_unfinished, need=need)
    for late in Rewording.objects.overdue(today):
        _try(rewording.lapse_rewording, rewording=late)
    for one in Rewording.objects.proposed().filter(reminded_at=None):
        if rewording.reminder_of(one) <= today:
            _try(rewording.remind_of, rewording=one)
    for need in Need.objects.promise_slipped(today):
        _try(actions.move_promise, need=need)


@transaction.atomic
def _tell_unfinished(*, need: Need) -> None:
    emails.unfinished(need)


def _had_time_to_answer(need: Need) -> bool:
    """Nobody's need ends before they were asked, however far the clock has jumped."""
    asked = emails.reminded_at(need)
    return asked is not None and asked < clock.now() - TIME_TO_ANSWER


@transaction.atomic
def _remind(*, need: Need) -> None:
    emails.expiring(need)


def _try(action: Callable[..., Any], **kwargs: Any) -> None:
    try:
        action(**kwargs)
    except Conflict:
        return  # somebody of the company was quicker: their word stands
