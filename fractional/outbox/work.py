"""Jobs: claimed one by one and done here and now, in the process that asks."""

import logging
import time
from datetime import timedelta

from billiard.exceptions import SoftTimeLimitExceeded

from fractional import clock, trace
from fractional.logs import redacted
from fractional.outbox import claims, registry
from fractional.outbox.models import Channel, Row, State

log = logging.getLogger(__name__)

ATTEMPTS = 5
BACKOFF = tuple(timedelta(seconds=s) for s in (5, 30, 60, 300))


def run_due(queue: str = "", *, seconds: float = 20) -> int:
    """Do the due jobs of a queue (of all without one) for that long. Returns how many rows were handled.

    A job may take longer than what is left of `seconds`: no new one is begun then.
    """
    handled = 0
    until = time.monotonic() + seconds
    while time.monotonic() < until and (row := claims.claim(Channel.JOB, queue=queue)):
        with trace.following(row.request_id):
            run(row)
        handled += 1
    return handled


def run(row: Row) -> None:
    """Call the handler of one claimed row and note how it ended."""
    began = time.monotonic()
    try:
        registry.handler(row.kind)(**row.args)
    except Exception as fault:
        log.exception("job failed", extra={"row": row.pk, "task": row.kind, "attempt": row.attempts})
        fail(row, f"{type(fault).__name__}: {fault}")
        if isinstance(fault, SoftTimeLimitExceeded):
            raise  # this process has little time left
    else:
        claims.release(row, State.DONE)
        log.info("job done", extra={"row": row.pk, "task": row.kind, "ms": _ms_since(began)})


def fail(row: Row, error: str) -> None:
    """Try again after a while, or give up: `dead` is shown to the curators."""
    error = redacted(error)
    if row.attempts >= ATTEMPTS:
        claims.release(row, State.DEAD, error=error)
        log.error("job dead", extra={"row": row.pk, "task": row.kind})
    else:
        pause = BACKOFF[min(row.attempts, len(BACKOFF)) - 1]
        claims.release(row, State.RETRY, error=error, due_at=clock.now() + pause)


def _ms_since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
