"""What beat asks of the workers every few seconds. Rows say what is owed; these messages only wake somebody."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time

from celery import shared_task
from django.db import connection, transaction
from django.db.models.functions import Now

from fractional import clock
from fractional.outbox import delivery, registry, sweep, work
from fractional.outbox.actions import post_job
from fractional.outbox.models import Tick

SENDING_MAILS = 0x6D61696C  # the advisory lock's number


@shared_task(name="outbox.send_mails")
def send_mails() -> None:
    """Send due mails. One sender at a time: a slow mail server must not take every worker."""
    with _alone(SENDING_MAILS) as alone:
        if alone:
            delivery.send_due()


@shared_task(name="outbox.run_jobs")
def run_jobs(*, queue: str) -> None:
    """Do the due jobs of one queue; several processes may, each takes other rows."""
    work.run_due(queue)


@shared_task(name="outbox.sweep")
def take_back() -> None:
    """Give abandoned rows their next state."""
    sweep.take_back()


@shared_task(name="outbox.tick")
def tick() -> None:
    """Note that beat, broker and a worker are in touch, and where the demo's time stands."""
    Tick.objects.update_or_create(pk=1, defaults={"at": Now()})
    clock.mark_seen()


@shared_task(name="outbox.daily")
def daily(*, jobs: dict[str, str]) -> None:
    """Owe each job ({task: "HH:MM" in Paris}) once for today, from its hour on: two beats owe it once too."""
    now = clock.now().astimezone(clock.PARIS)
    for task, hour in jobs.items():
        if now.time() >= time.fromisoformat(hour):
            with transaction.atomic():
                post_job(key=f"daily:{task}:{now.date()}", task=task)


registry.job("outbox.forget")(sweep.forget)
registry.job(delivery.AFTER)(delivery.call_hook_again)


@contextmanager
def _alone(number: int) -> Iterator[bool]:
    """Whether this session got the advisory lock of that number; given back at the end, or by its death."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        got = bool(cursor.fetchone()[0])
    try:
        yield got
    finally:
        if got and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
