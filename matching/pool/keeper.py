"""The process that keeps the pool's file: it hears each commit, and looks for itself what it may have missed."""

import logging
import threading
import time
from datetime import timedelta
from pathlib import Path

import psycopg
from django.db import OperationalError, connection

from fractional import clock
from matching.pool.writer import Writer

log = logging.getLogger(__name__)

CHANNEL = "pool_card"
LOOK_AGAIN = 60
"""Seconds between two looks for what was not heard."""
LISTEN_FOR = 1
"""Seconds after which an idle line is left for a moment, to see whether the process is to stop."""
COME_BACK = 1
"""Seconds before a line that broke is opened again."""
NIGHT = 4
"""Hour in Paris of the new file that forgets who left, in the order of numbers again."""
_LOCK = 0x706F6F6C
"""The advisory lock's number."""


def keep(path: Path, stop: threading.Event) -> None:
    """Until `stop`: whatever breaks is said in the log and begun again."""
    while not stop.is_set():
        try:
            _keep_while_the_line_holds(path, stop)
        except (OperationalError, psycopg.OperationalError):
            log.warning("the pool's writer lost its database", exc_info=True)
            stop.wait(COME_BACK)
        finally:
            connection.close()


def _keep_while_the_line_holds(path: Path, stop: threading.Event) -> None:
    listening = connection.copy()
    listening.ensure_connection()
    line = listening.connection
    try:
        while not line.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK]).fetchone()[0]:
            if stop.wait(LISTEN_FOR):
                return
        line.execute(f"LISTEN {CHANNEL}")  # before anything is read: no commit falls between the two
        writer = Writer(path)
        looked, built = time.monotonic(), _night()
        while not stop.is_set():
            writer.is_here()
            told = [note.payload for note in line.notifies(timeout=LISTEN_FOR, stop_after=1)]
            told += [note.payload for note in line.notifies(timeout=0)]
            if told:
                writer.patch(int(cto_id) for payload in told for cto_id in payload.split(","))
            if time.monotonic() - looked > LOOK_AGAIN:
                looked = time.monotonic()
                writer.catch_up()
            if (night := _night()) != built:
                built = night
                writer.build()
    finally:
        listening.close()


def _night() -> object:
    """The day that the last night led to."""
    return (clock.now().astimezone(clock.PARIS) - timedelta(hours=NIGHT)).date()
