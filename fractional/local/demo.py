"""The demo: servers and all of the product's processes under one runner, which alone is to be stopped."""

from __future__ import annotations

import fcntl
import http.client
import os
import secrets
import shutil
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from . import services
from .folders import demo_folder
from .processes import Process, stop_all, unprivileged_account, wait_until
from .servers import servers
from .supervisor import Supervisor

_HOST = "127.0.0.1"


class RefusedError(Exception):
    """The demo cannot start, or cannot go on; the text says why and what to do."""


def run() -> int:
    """Until Ctrl-C or SIGTERM. The data stay in the demo's folder and are taken up again by the next run."""
    port = int(os.environ.get("PORT", "8000"))
    folder = demo_folder(unprivileged_account())
    try:
        with _only_one(folder), _stoppable():
            _Demo(folder, port).run()
    except RefusedError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n  Stopped. `make demo` takes the data up again.", flush=True)
    return 0


def reset() -> int:
    """Erases the data of the embedded servers; refuses while the demo runs."""
    folder = demo_folder(unprivileged_account())
    try:
        with _only_one(folder):
            shutil.rmtree(folder)
    except RefusedError as error:
        print(error, file=sys.stderr)
        return 1
    print("The demo's data are erased.")
    if "DATABASE_URL" in os.environ:
        print("The database of DATABASE_URL is not ours to erase: it is as it was.")
    return 0


class _Demo:
    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self.logs = folder / "log"
        self.environment = dict(os.environ)
        self.children: list[Process] = []
        self.supervisor = Supervisor(lambda line: print(f"  {time.strftime('%H:%M:%S')} {line}", flush=True))

    def run(self) -> None:
        if not _free(self.port):
            raise RefusedError(
                f"Port {self.port} is taken. Choose another one: PORT={self.port + 1} make demo"
            )
        shutil.rmtree(self.logs, ignore_errors=True)
        self.logs.mkdir()
        with ExitStack() as at_the_end:
            with _timed("PostgreSQL and Valkey"):
                started = at_the_end.enter_context(servers(self.folder, logs=self.logs))
            for process in started.processes:
                self.supervisor.watch(process)
            self._set_environment(started.environment)
            at_the_end.callback(stop_all, self.children)
            with _timed("Tables and people"):
                self._prepare()
            with _timed("Web"):
                self._start_web()
            with _timed("Mail sink, pool, workers, beat"):
                self._start_background()
            self._say_where()
            self.supervisor.run()

    def _set_environment(self, started: dict[str, str]) -> None:
        secret = self.folder / "secret"
        if not secret.exists():
            secret.touch(mode=0o600)
            secret.write_text(secrets.token_urlsafe(50))
        self.environment |= started | {
            "DEMO": "1",
            "SECRET_KEY": secret.read_text(),
            "ALLOWED_HOSTS": os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1"),
            "SITE_URL": os.environ.get("SITE_URL", f"http://localhost:{self.port}"),
            # Whatever the machine's own mail server is: no mail of the demo leaves it.
            "EMAIL_HOST": _HOST,
            "EMAIL_PORT": str(_any_free_port()),
            "MAIL_SINK_DIR": str(self.folder / "mails"),
            "POOL_FILE": str(self.folder / "pool" / "cards"),
            "PYTHONUNBUFFERED": "1",
        }

    def _prepare(self) -> None:
        process = self._process("prepare", ["-m", "fractional.local.prepare"])
        self.children.append(process)
        process.start()
        if process.wait() != 0:
            raise RefusedError(_failure("The database could not be made ready", process))
        self.children.remove(process)

    def _start_web(self) -> None:
        web = self._process("web", services.web(_HOST, self.port))
        self._start(web)

        def answers() -> bool:
            if not web.alive:
                raise RefusedError(_failure("The web server ended", web))
            return _first_page_answers(self.port)

        wait_until(answers, seconds=60, what="The first page")

    def _start_background(self) -> None:
        host, port, folder = (
            self.environment[name] for name in ("EMAIL_HOST", "EMAIL_PORT", "MAIL_SINK_DIR")
        )
        self._start(self._process("mail sink", services.mail_sink(host, port, folder)))
        self._start(self._process("pool writer", services.pool_writer()))
        self._start(self._process("mail worker", services.worker("mail,default")))
        self._start(self._process("match worker", services.worker("match")))
        self._start(self._process("beat", services.beat(self.folder / "beat-schedule")))

    def _process(self, name: str, command: list[str]) -> Process:
        log = self.logs / f"{name.replace(' ', '-')}.log"
        return Process(
            name, [sys.executable, *command], env=self.environment, log=log, orphan_signal=signal.SIGTERM
        )

    def _start(self, process: Process) -> None:
        process.start()
        self.children.append(process)
        self.supervisor.watch(process)

    def _say_where(self) -> None:
        address = f"http://localhost:{self.port}"
        lines = [
            f"Demo   {address}/demo",
            f"Mails  {address}/demo/mails",
            f"Logs   {self.logs}",
            "Stop   Ctrl-C",
        ]
        width = max(map(len, lines))
        rule = "─" * (width + 2)
        print(
            "",
            f"  ┌{rule}┐",
            *(f"  │ {line:<{width}} │" for line in lines),
            f"  └{rule}┘",
            sep="\n",
            flush=True,
        )


def _first_page_answers(port: int) -> bool:
    connection = http.client.HTTPConnection(_HOST, port, timeout=30)
    try:
        connection.request("GET", "/demo")
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except OSError:
        return False
    finally:
        connection.close()


def _failure(what: str, process: Process) -> str:
    tail = process.log.read_text(errors="replace").splitlines()[-25:] if process.log else []
    return "\n".join([f"{what} (code {process.exit_code}). The end of {process.log}:", *tail])


@contextmanager
def _timed(step: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    print(f"  {step:<32}{time.monotonic() - began:5.1f} s", flush=True)


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    with (folder / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RefusedError(
                "The demo of this checkout is running: stop it first (Ctrl-C there)."
            ) from None
        yield


@contextmanager
def _stoppable() -> Iterator[None]:
    """The first request to stop interrupts whatever is under way; later ones do not interrupt the stopping."""
    wanted = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def interrupt(*_: object) -> None:
        for number in wanted:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in wanted:
        signal.signal(number, interrupt)
    yield


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError:
            return False
    return True


def _any_free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])
