"""Keeps a set of processes running until the runner is told to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from .processes import Process

_STEADY = 30  # seconds after which a restarted process counts as well again
_LONGEST_PAUSE = 30  # seconds between two tries of one that keeps dying


@dataclass
class _Watched:
    process: Process
    deaths: int = 0
    started_at: float = 0.0
    restart_at: float | None = None


class Supervisor:
    """Restarts what dies and says so in one line."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._watched: list[_Watched] = []

    def watch(self, process: Process) -> None:
        """A process that is already running."""
        self._watched.append(_Watched(process, started_at=time.monotonic()))

    def run(self) -> None:
        """Until an exception, the one of Ctrl-C for instance."""
        while True:
            self.look()
            time.sleep(0.2)

    def look(self) -> None:
        """One round: starts again what is due."""
        for watched in self._watched:
            self._revive(watched)

    def _revive(self, watched: _Watched) -> None:
        now = time.monotonic()
        if watched.process.alive:
            if watched.deaths and now - watched.started_at > _STEADY:
                watched.deaths = 0
        elif watched.restart_at is None:
            pause = min(_LONGEST_PAUSE, 2**watched.deaths - 1)
            watched.deaths += 1
            watched.restart_at = now + pause
            when = f"in {pause} s" if pause else "now"
            code = watched.process.exit_code
            self._say(f"{watched.process.name} ended with code {code}: started again {when}")
        elif now >= watched.restart_at:
            watched.process.start()
            watched.started_at, watched.restart_at = now, None
