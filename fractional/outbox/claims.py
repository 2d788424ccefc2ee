"""Who holds a row: claim one, let it go, take back those whose holder is gone."""

from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F, Func
from django.db.models.functions import Coalesce, Now

from fractional import clock
from fractional.outbox.models import FINAL, HELD, Channel, Row, State

LEASE = {Channel.MAIL: timedelta(seconds=60), Channel.JOB: timedelta(seconds=150)}
HELD_STATE = {Channel.MAIL: State.SENDING, Channel.JOB: State.STARTED}

_OUR_PID = Func(function="pg_backend_pid", output_field=models.IntegerField())
_OUR_START = Func(
    template="(SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid())",
    output_field=models.DateTimeField(),
)


def claim(channel: Channel, *, queue: str = "") -> Row | None:
    """Take one due row, committed before any work starts, so that no other worker takes it too."""
    rows = Row.objects.filter(channel=channel).due()
    if queue:
        rows = rows.filter(queue=queue)
    with transaction.atomic():
        row = rows.select_for_update(skip_locked=True, no_key=True).first()
        if row is None:
            return None
        Row.objects.filter(pk=row.pk).update(
            state=HELD_STATE[channel],
            attempts=F("attempts") + 1,
            first_tried_at=Coalesce("first_tried_at", clock.now()),
            lease_until=Now() + LEASE[channel],
            owner_pid=_OUR_PID,
            owner_since=_OUR_START,
        )
    row.refresh_from_db()
    return row


def release(row: Row, state: State, **values: Any) -> bool:
    """Move a held row to `state`. False when the hold was lost meanwhile: then somebody else answers for it."""
    changed = Row.objects.filter(pk=row.pk, state__in=HELD, attempts=row.attempts).update(
        state=state,
        lease_until=None,
        owner_pid=None,
        owner_since=None,
        finished_at=clock.now() if state in FINAL else None,
        **values,
    )
    if changed:
        row.refresh_from_db()
    return bool(changed)
