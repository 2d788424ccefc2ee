"""Several at a time, each with a database connection of its own."""

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, connections


def in_threads(count: int, work: Callable[[], Any]) -> None:
    """Run `work` in threads with connections of their own; the first fault is raised here.

    On return PostgreSQL knows, too, that these connections are over.
    """
    faults: list[BaseException] = []
    sessions: list[int] = []

    def run() -> None:
        try:
            work()
        except BaseException as fault:
            faults.append(fault)
        finally:
            if connection.connection is not None:
                sessions.append(connection.connection.info.backend_pid)
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _wait_for_the_end_of(sessions)
    if faults:
        raise faults[0]


def _wait_for_the_end_of(sessions: list[int]) -> None:
    deadline = time.monotonic() + 10
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            # A transaction keeps the picture of the sessions that it saw first.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE pid = ANY(%s)", [sessions])
            if not cursor.fetchone()[0]:
                return
            time.sleep(0.01)
    raise TimeoutError("a closed connection is still open")
