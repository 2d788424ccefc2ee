"""The product as `make demo` runs it: all of its processes, PostgreSQL and Valkey, on data of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from fractional.local import assets
from fractional.local.folders import ROOT
from fractional.local.processes import tie_to_parent

T = TypeVar("T")
ELSEWHERE = [sys.executable, "-m", "tests.local.elsewhere"]
CODE = re.compile(r"^ {4}(\S+)$", re.MULTILINE)
"""A one-time code stands alone on its line."""

_worlds = count(1)
"""So that no two worlds know the same person or company."""


@dataclass(frozen=True)
class Mail:
    to: str
    subject: str
    text: str


class Product:
    """Begins with a copy of what `prepare` left in `seeded`, or from nothing. `hurried`: beat asks more often."""

    def __init__(self, seeded: Path | None = None, *, hurried: bool = False) -> None:
        assets.build()
        self.folder = Path(tempfile.mkdtemp(prefix="fractional-journeys-"))
        self.folder.chmod(0o755)  # the database's account walks through it
        if seeded:
            subprocess.run(["cp", "-a", seeded, self.folder / "demo"], check=True)  # with its owners
        self.port = _free_port()
        self.url = f"http://localhost:{self.port}"
        self.said = self.folder / "said.txt"
        theirs = {"DATABASE_URL", "REDIS_URL", "SITE_URL", "ALLOWED_HOSTS"}
        environment = {name: value for name, value in os.environ.items() if name not in theirs}
        own = {"PORT": str(self.port), "PYTHONUNBUFFERED": "1", "UNDO_SECONDS": "2"}
        self._began = time.monotonic()
        with self.said.open("w") as said:
            self._runner = subprocess.Popen(
                [*ELSEWHERE, str(self.folder / "demo"), "hurry" if hurried else "run"],
                env=environment | own,
                cwd=ROOT,
                stdout=said,
                stderr=subprocess.STDOUT,
                preexec_fn=tie_to_parent(signal.SIGTERM),  # noqa: PLW1509  started before any other thread
            )
        eventually(self._is_up, "the product runs", seconds=480)
        eventually(self._is_ready, "workers and beat are at work", seconds=300)

    @classmethod
    def prepare(cls, folder: Path) -> None:
        """A demo that stopped once its first work was done: nobody has been there yet, its time stands."""
        first = cls(hurried=True)
        first.end()
        (first.folder / "demo").rename(folder)
        shutil.rmtree(first.folder)

    def _is_up(self) -> bool:
        if self._runner.poll() is not None:
            raise AssertionError(self.said.read_text())
        return "Ctrl-C" in self.said.read_text()

    def _is_ready(self) -> bool:
        """Beat has been heard since; and the seeded world leaves work behind it, which is done."""
        try:
            with urllib.request.urlopen(f"{self.url}/readyz") as answer:
                state = json.load(answer)
        except urllib.error.HTTPError:
            return False
        heard = state["tick_age_seconds"] is not None
        heard = heard and state["tick_age_seconds"] < time.monotonic() - self._began
        return heard and state["outbox_lag_seconds"] < 1

    def end(self) -> None:
        """Its data stay."""
        self._runner.send_signal(signal.SIGTERM)
        self._runner.wait(30)

    def stop(self) -> None:
        self.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def mails(self, to: str = "") -> list[Mail]:
        """What that address received, or everybody, in the order of arrival."""
        files = sorted((self.folder / "demo" / "mails").glob("[0-9]*.eml"))
        return [mail for mail in map(_read, files) if to in ("", mail.to)]

    def mail(self, to: str, subject: str, *, seconds: float = 60) -> Mail:
        """The last mail to that address whose subject holds these words, as soon as it is there."""

        def last() -> Mail | None:
            return next((mail for mail in reversed(self.mails(to)) if subject in mail.subject), None)

        return eventually(last, f"a mail « {subject} » to {to}", seconds=seconds)

    def codes(self, to: str) -> list[str]:
        """The one-time codes that address received."""
        found = (CODE.search(mail.text) for mail in self.mails(to))
        return [code[1] for code in found if code]

    def next_code(self, to: str, before: list[str]) -> str:
        """The code that comes after these, as soon as it is there."""
        return eventually(lambda: self.codes(to)[len(before) :], f"a code for {to}", seconds=60)[0]

    def plays(self, world: str) -> dict[str, Any]:
        """What tests.journeys.worlds tells of that world, once it stands in the product's database."""
        web = self.process("gunicorn")
        said = Path(f"/proc/{web}/environ").read_text().split("\0")
        script = (
            "import django; django.setup(); from tests.journeys import worlds; "
            f"worlds.play({world!r}, {1000 * next(_worlds)})"
        )
        own = {"DJANGO_SETTINGS_MODULE": "fractional.settings", "DATABASE_OPTIONS": ""}  # no limit of time
        environment = dict(line.partition("=")[::2] for line in said if line) | own
        told = subprocess.run(
            [sys.executable, "-c", script],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        return json.loads(told.stdout)

    def process(self, word: str) -> int | None:
        """The number of the runner's child whose command line holds that word."""
        children = Path(f"/proc/{self._runner.pid}/task/{self._runner.pid}/children").read_text().split()
        found = [int(child) for child in children if word in Path(f"/proc/{child}/cmdline").read_text()]
        return found[0] if found else None

    def found(self, word: str) -> int:
        return eventually(lambda: self.process(word), f"{word} runs", seconds=40)

    @contextmanager
    def frozen(self, word: str) -> Iterator[None]:
        """That process takes what is sent to it and never answers."""
        number = self.found(word)
        os.killpg(number, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(number, signal.SIGCONT)


def eventually(condition: Callable[[], T | None], what: str, *, seconds: float = 60, every: float = 0.1) -> T:
    """What the condition gives as soon as it gives something; fails with `what` when it does not in time."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(every)
    return found


@cache
def _read(file: Path) -> Mail:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    return Mail(str(message["to"]), str(message["subject"]).strip(), body.get_content() if body else "")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
