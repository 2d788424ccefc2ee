"""Last yeses through HTTP, all at once, for fewer half-days than are asked.

python -m fractional.local exec python -m tests.trust.race --calls 1000 --connections 20

Real gunicorn, real PostgreSQL. Every CTO has a row of chosen proposals for the same few half-days, and confirms each
of them once. Prints what was sold, what was refused and in which words, how fast, and how busy the machine was.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from queue import Empty, SimpleQueue
from socket import socket
from urllib.parse import urlsplit

import django
from django.test.utils import setup_databases, teardown_databases

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
SEED = 20
DAYS = "lundi|mardi|mercredi|jeudi|vendredi"
NAMES_A_DAY = re.compile(rf"Votre ({DAYS})[^.]* (vient d’être engagé jusqu’au \d|est fermé)")
NAMES_A_LIMIT = re.compile(r"votre règle n’en accepte pas davantage|dépasserait votre limite de")


@dataclass(frozen=True)
class Result:
    calls: int
    connections: int
    seconds: float
    slowest: float
    cpu: float
    """Seconds of processor that the web server took, start and end included: the load of others is not in it."""
    fit: int
    """Missions that the calendars can hold, known beforehand."""
    told: Counter[str]
    """Answers: confirmed, the day or the limit that a refusal (409) names, or the status of any other."""
    broken: dict[str, list[tuple]]
    """Invariants that do not hold afterwards."""

    @property
    def per_second(self) -> float:
        return self.calls / self.seconds

    @property
    def is_right(self) -> bool:
        only_these = set(self.told) <= {"confirmed", "day", "limit"}
        return only_these and self.told["confirmed"] == self.fit and not self.broken


def race(*, calls: int, connections: int, ctos: int) -> Result:
    """Confirm `calls` chosen proposals of `ctos` people over so many connections."""
    from tests.trust import chosen
    from tests.trust.invariants import broken

    asked = chosen.proposals(calls, ctos=ctos)
    random.Random(SEED).shuffle(asked)
    before = os.times()
    with gunicorn() as port:
        answers, seconds = _confirm(asked, port, connections)
    after = os.times()
    return Result(
        calls=calls,
        connections=connections,
        seconds=seconds,
        slowest=max(took for _told, took in answers),
        cpu=sum(after[2:4]) - sum(before[2:4]),
        fit=sum({asked_.person.cto.pk: asked_.person.fit for asked_ in asked}.values()),
        told=Counter(told for told, _took in answers),
        # Made in bulk, in the middle of their lives: no history and no mail of what came before.
        broken=broken(without=("I4 the last row of a", "I6 no CTO got", "I7")),
    )


def _confirm(asked: Sequence, port: int, connections: int) -> tuple[list[tuple[str, float]], float]:
    waiting: SimpleQueue = SimpleQueue()
    for one in asked:
        waiting.put(one)

    def browser(_number: int) -> list[tuple[str, float]]:
        line = HTTPConnection(HOST, port, timeout=60)
        answers = []
        while (one := _next(waiting)) is not None:
            begun = time.perf_counter()
            answers.append((_ask(line, one.address, one.person.session), time.perf_counter() - begun))
        line.close()
        return answers

    begun = time.perf_counter()
    with ThreadPoolExecutor(connections) as browsers:
        answers = [answer for part in browsers.map(browser, range(connections)) for answer in part]
    return answers, time.perf_counter() - begun


def _next(waiting: SimpleQueue):
    try:
        return waiting.get_nowait()
    except Empty:
        return None


def _ask(line: HTTPConnection, address: str, session: str) -> str:
    """Post the form of the page as a browser behind the proxy would."""
    from django.conf import settings

    token = "c" * 32
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}"
    headers = {
        "Cookie": cookies,
        "X-Forwarded-Proto": "https",
        "Referer": "https://localhost/",
        "Host": "localhost",
    }
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    line.request("POST", address, f"csrfmiddlewaretoken={token}", headers | form)
    answer = line.getresponse()
    page = answer.read().decode()
    if answer.status == 302 and "/missions/" in answer.headers["Location"]:
        return "confirmed"
    if answer.status == 409 and NAMES_A_DAY.search(page):
        return "day"
    if answer.status == 409 and NAMES_A_LIMIT.search(page):
        return "limit"
    return f"{answer.status}{' unnamed' if answer.status == 409 else ''}"


@contextmanager
def gunicorn() -> Iterator[int]:
    """The product's own server on the database of the tests; its port."""
    with socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "fractional.wsgi:application", "--bind", f"{HOST}:{port}"]
    workers = [
        "--worker-class",
        "gthread",
        "--workers",
        "3",
        "--threads",
        "4",
        "--preload",
        "--keep-alive",
        "75",
    ]
    environment = os.environ | {"DATABASE_URL": _database_of_the_tests(), "LOG_LEVEL": "ERROR"}
    server = subprocess.Popen([*command, *workers, "--no-control-socket"], cwd=ROOT, env=environment)
    try:
        _wait_until_it_answers(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _wait_until_it_answers(port: int, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None, "gunicorn ended"
        line = HTTPConnection(HOST, port, timeout=5)
        try:
            line.request("GET", "/healthz", headers={"Host": "localhost"})
            if line.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
        finally:
            line.close()
    raise TimeoutError("gunicorn did not answer within a minute")


def _database_of_the_tests() -> str:
    from django.db import connection

    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--connections", type=int, default=20)
    parser.add_argument("--ctos", type=int, default=60)
    arguments = parser.parse_args()

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fractional.settings")
    django.setup()
    load = os.getloadavg()[0]
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        result = race(calls=arguments.calls, connections=arguments.connections, ctos=arguments.ctos)
    finally:
        teardown_databases(databases, verbosity=0)
    told = dict(result.told)
    sys.stdout.write(
        f"{result.calls} confirmations on {result.connections} connections in {result.seconds:.1f} s: "
        f"{result.per_second:.0f} a second, the slowest {result.slowest * 1000:.0f} ms, "
        f"{result.cpu:.1f} s of processor in the web server (load of the machine before: {load:.1f})\n"
        f"confirmed {told.pop('confirmed', 0)} of {result.fit} that fit; refused with the day named "
        f"{told.pop('day', 0)}, with the limit named {told.pop('limit', 0)}; other answers {told or 0}\n"
        f"invariants broken: {result.broken or 0}\n"
    )
    return 0 if result.is_right else 1


if __name__ == "__main__":
    raise SystemExit(main())
