"""The two servers behind the product, started unless the environment names others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .folders import run_folder
from .postgres import Postgres
from .processes import Process, stop_all, unprivileged_account
from .valkey import Valkey


@dataclass
class Servers:
    """What children need to reach them, and the processes that are ours."""

    environment: dict[str, str] = field(default_factory=dict)
    processes: list[Process] = field(default_factory=list)


@contextmanager
def servers(data: Path | None = None, *, logs: Path | None = None) -> Iterator[Servers]:
    """PostgreSQL and Valkey on `data`, or thrown away at the end without it. DATABASE_URL and REDIS_URL win."""
    account = unprivileged_account()
    started = Servers()
    with run_folder(account) as run:
        try:
            if "DATABASE_URL" not in os.environ:
                postgres = Postgres(
                    (data or run) / "postgres",
                    run / "pg",
                    account=account,
                    durable=data is not None,
                    log=logs and logs / "postgres.log",
                )
                started.processes.append(postgres.process)
                postgres.start()
                started.environment["DATABASE_URL"] = postgres.url
            if "REDIS_URL" not in os.environ:
                valkey = Valkey(
                    (data or run) / "valkey", run / "valkey.sock", log=logs and logs / "valkey.log"
                )
                started.processes.append(valkey.process)
                valkey.start()
                started.environment["REDIS_URL"] = valkey.url
            yield started
        finally:
            stop_all(started.processes)
