"""Take up again what a dead worker left half done, and forget what was said long ago."""

from django.db import transaction

from fractional.outbox import delivery, work
from fractional.outbox.models import Channel, Row

LOST = "lost with its worker"


def take_back() -> int:
    """Give every abandoned row its next state. Returns how many there were."""
    taken = 0
    for pk in Row.objects.abandoned().values_list("pk", flat=True):
        with transaction.atomic():
            # Asked again under the lock: another sweep may have been faster.
            row = (
                Row.objects.abandoned().filter(pk=pk).select_for_update(skip_locked=True, no_key=True).first()
            )
            if row is None:
                continue
            if row.channel == Channel.MAIL:
                delivery.uncertain(row, LOST)
            else:
                work.fail(row, LOST)
            taken += 1
    return taken


def forget() -> None:
    """Daily: wipe what mails said and to whom once it has been kept long enough, and drop jobs long ended."""
    Row.objects.jobs().past_keeping().delete()
    Row.objects.mails().past_keeping().exclude(to="").update(
        to="", subject="", text="", html="", context={}, error=""
    )
