"""The product's processes on production settings, beside the servers of `fractional.local exec`."""

import os
import socket
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import URLError

from bench import measure
from fractional.local import services
from fractional.local.processes import Process, stop_all, wait_until

HOST = "127.0.0.1"


@contextmanager
def web(**environment: str) -> Iterator[tuple[int, Process]]:
    """Gunicorn as the demo runs it, without the demo: its port, and the process above its workers."""
    port = _free_port()
    with _running({"web": services.web(HOST, port)}, **environment) as (process,):
        wait_until(lambda: _answers(port), seconds=60, what="The first page")
        yield port, process


@contextmanager
def pool_file(folder: Path) -> Iterator[Path]:
    """The pool's file, which a writer of its own keeps."""
    path = folder / "pool" / "cards"
    with _running({"pool writer": services.pool_writer()}, POOL_FILE=str(path)):
        wait_until(path.exists, seconds=120, what="The pool's file")
        yield path


@contextmanager
def workers() -> Iterator[list[Process]]:
    """Both workers, beat, the pool's writer and a mail server: everything that the demo runs behind its pages."""
    port = str(_free_port())
    with ExitStack() as at_the_end:
        folder = Path(at_the_end.enter_context(tempfile.TemporaryDirectory()))
        commands = {
            "mail sink": services.mail_sink(HOST, port, str(folder)),
            "pool writer": services.pool_writer(),
            "mail worker": services.worker("mail,default"),
            "match worker": services.worker("match"),
            "beat": services.beat(folder / "beat-schedule"),
        }
        environment = {"EMAIL_HOST": HOST, "EMAIL_PORT": port, "POOL_FILE": str(folder / "pool" / "cards")}
        yield at_the_end.enter_context(_running(commands, **environment))


@contextmanager
def rankers(folder: Path, how_many: int) -> Iterator[list[Process]]:
    """So many workers that rank and do nothing else, with beat, the pool's writer, and one for all other jobs."""
    with pool_file(folder) as path:
        ranking = {
            f"match {number}": services.worker("match", f"match{number}") for number in range(how_many)
        }
        others = {
            "default worker": services.worker("default"),
            "beat": services.beat(folder / "beat-schedule"),
        }
        with _running(ranking | others, POOL_FILE=str(path)) as processes:
            yield processes[:how_many]


def cpu(gunicorn: int) -> float:
    """Seconds of processor that gunicorn and PostgreSQL have used together."""
    return measure.cpu_of_tree(gunicorn) + measure.cpu_of_tree(measure.postmaster())


@contextmanager
def _running(commands: dict[str, list[str]], **environment: str) -> Iterator[list[Process]]:
    here = {name: value for name, value in os.environ.items() if name != "DEMO"} | environment
    processes = [Process(name, [sys.executable, *command], env=here) for name, command in commands.items()]
    try:
        for process in processes:
            process.start()
        yield processes
    finally:
        stop_all(processes)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/healthz") as answer:
            return bool(answer.status == 200)
    except URLError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
