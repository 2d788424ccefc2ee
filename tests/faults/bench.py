"""The product as `make demo` runs it, its database in reach, and its parts to be killed, stopped and frozen."""

from __future__ import annotations

import os
import re
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from tests.browser.product import CODE, Product, eventually

WEB, MAIL, MATCH, BEAT = "gunicorn", "mail@demo", "match@demo", "beat-schedule"
SINK, BROKER = "fractional.local.smtp", "valkey-server"
WRITER, POSTGRES = "keep_pool", "postgres"
"""Words of the command lines by which the runner's children are told apart."""
MESSAGE_ID = re.compile(r"^Message-ID: (\S+)$", re.MULTILINE | re.IGNORECASE)


class Bench(Product):
    def connect(self) -> None:
        """Have this process use the database of the product; models can be imported from here on."""
        said = Path(f"/proc/{self.found(WEB)}/environ").read_text().split("\0")
        theirs = dict(line.partition("=")[::2] for line in said if line)
        for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DEMO", "SITE_URL"):
            os.environ[name] = theirs[name]
        # No limit on how long this side may hold a lock: a moment is held with it.
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "fractional.settings",
            "DATABASE_OPTIONS": "",
            "LOG_LEVEL": "ERROR",
        }
        django.setup()

    def kill(self, word: str, *, child_only: bool = False) -> int:
        """End one of the product's processes as a machine would: with its children, or its first child alone."""
        number = self.found(word)
        if child_only:
            child = eventually(lambda: _first_child(number), f"{word} has a child", seconds=40)
            os.kill(child, signal.SIGKILL)
        else:
            os.killpg(number, signal.SIGKILL)
        return number

    def started_again(self, word: str, killed: int) -> None:
        eventually(lambda: self.process(word) not in (None, killed), f"{word} is started again", seconds=60)

    def count(self, word: str) -> int:
        """How many processes of this machine run with that word, and on this product's data."""
        lines = [_command(folder) for folder in Path("/proc").glob("[0-9]*")]
        return sum(word in line and str(self.folder) in line for line in lines)

    @contextmanager
    def without(self, word: str) -> Iterator[None]:
        """That process is dead, and the runner, which would start it again, frozen meanwhile."""
        self._runner.send_signal(signal.SIGSTOP)
        try:
            self.kill(word)
            yield
        finally:
            self._runner.send_signal(signal.SIGCONT)

    def fresh_code(self, to: str, *, after: int, seconds: float) -> str:
        """The code of the mail that comes after those `after` that had come to that address."""

        def code() -> str | None:
            found = [CODE.search(mail.text) for mail in self.mails(to)[after:]]
            return next((code[1] for code in found if code), None)

        return eventually(code, f"a fresh code for {to}", seconds=seconds)

    def broker_socket(self) -> str:
        return os.environ["REDIS_URL"].partition("://")[2]

    def arrived(self) -> Counter[str]:
        """How often the mail server took each message, by its Message-ID."""
        files = (self.folder / "demo" / "mails").glob("[0-9]*.eml")
        return Counter(MESSAGE_ID.findall(file.read_text())[0] for file in files)

    def stop(self) -> None:
        from django.db import connections

        connections.close_all()
        super().stop()


def _first_child(number: int) -> int | None:
    try:
        children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    except OSError:  # it has just ended
        return None
    return int(children[0]) if children else None


def _command(process: Path) -> str:
    try:
        return (process / "cmdline").read_text()
    except OSError:  # it has just ended
        return ""
