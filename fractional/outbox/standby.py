"""Beat's own process does what is owed while no worker hears from it: a log-in code does not wait for the broker.

A thread there, because beat has no pool to fork, and nothing else to do while its broker is away.
"""

import logging
import threading
import time
from datetime import timedelta

from django.db import close_old_connections
from django.db.models.functions import Now

from fractional.outbox.management.commands.drain_outbox import drain
from fractional.outbox.models import Tick

log = logging.getLogger(__name__)

LOOK = 2  # seconds between two looks
SILENCE = timedelta(seconds=20)  # two ticks that no worker heard


def begin() -> None:
    """Look after the outbox as long as this process lives."""
    threading.Thread(target=_watch, name="standby", daemon=True).start()


def relieve() -> None:
    """Send due mails and do due jobs, if the workers are silent. They may come back meanwhile: rows are claimed."""
    if Tick.objects.filter(at__lt=Now() - SILENCE).exists():
        mails, jobs = drain()
        if mails or jobs:
            log.warning("standby worked: no worker hears from beat", extra={"mails": mails, "jobs": jobs})


def _watch() -> None:
    while True:
        time.sleep(LOOK)
        try:
            relieve()
        except Exception:
            log.exception("standby failed")
        finally:
            close_old_connections()
