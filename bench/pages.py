"""Every page for the person it is meant for: how many queries, how long over 200 warm requests, how many bytes.

    python -m fractional.local exec python -m bench.pages [CTOS]

One client on one connection, against gunicorn on production settings.
"""

import http.client
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import measure, product, world
from bench.addresses import Page, pages
from fractional.accounts import sessions

REQUESTS = int(os.environ.get("REQUESTS", "200"))
WARM = 5
MOST_QUERIES, P95_MS = 15, 150
"""What every page keeps to."""
MOST_OF_THE_TEAM = 20
"""Of the team's pages: their queue reads one list for each kind of thing that waits."""
HTTPS = {"host": "localhost", "x-forwarded-proto": "https"}
"""As behind the proxy that ends TLS."""


@dataclass(frozen=True)
class Measured:
    page: str
    queries: int
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    """Of gunicorn and PostgreSQL together, per request: what a busy machine does not change."""
    bytes: int
    load_average: float

    @property
    def keeps_to_it(self) -> bool:
        return self.queries <= most_queries(self.page) and self.p95_ms <= P95_MS


def most_queries(page: str) -> int:
    return MOST_OF_THE_TEAM if page.startswith("curation:") else MOST_QUERIES


def main() -> int:
    ctos = measure.asked_size()
    print(f"Pages: writing {ctos} CTOs and {ctos // world.CTOS_PER_NEED} needs …", flush=True)
    written = world.begin(ctos)
    world.live_on(written)
    world.settle()
    with product.web() as (port, process):
        measured = [_measure(page, port, process.pid or 0) for page in pages(written)]
    print(_told(measured))
    figures = {"ctos": ctos, "needs": len(written.needs), "requests": REQUESTS}
    file = measure.save("pages", figures | {"pages": [asdict(row) for row in measured]})
    beyond = [row.page for row in measured if not row.keeps_to_it]
    limits = f"{MOST_QUERIES} queries ({MOST_OF_THE_TEAM} for the team) or {P95_MS} ms (p95)"
    print(f"\n{len(measured)} pages, {len(beyond)} beyond {limits}. {file}")
    return 0


def _measure(page: Page, port: int, gunicorn: int) -> Measured:
    client = client_of(page)
    queries = queries_of(page, client)
    ask = _asked_over_http(page, port, client)
    for _ in range(WARM):
        ask()
    times, cpu = [], -product.cpu(gunicorn)
    for _ in range(REQUESTS):
        began = time.perf_counter()
        body = ask()
        times.append(time.perf_counter() - began)
    cpu += product.cpu(gunicorn)
    return Measured(
        page=page.name,
        queries=queries,
        p50_ms=round(1000 * measure.percentile(times, 50), 1),
        p95_ms=round(1000 * measure.percentile(times, 95), 1),
        cpu_ms=round(1000 * cpu / REQUESTS, 1),
        bytes=len(body),
        load_average=measure.load_average(),
    )


def queries_of(page: Page, client: Client) -> int:
    """How often the page asks the database, once what is cached is."""
    client.get(page.address)
    with CaptureQueriesContext(connection) as queries:
        _demand_shown(page, client.get(page.address).status_code)
    return len(queries)


def client_of(page: Page) -> Client:
    """Logged in as the person of the page, with the second factor shown."""
    client = Client(headers=HTTPS)
    if page.person:
        client.force_login(page.person, backend="django.contrib.auth.backends.ModelBackend")
        request = HttpRequest()
        request.session = client.session
        sessions.mark_second_factor(request, page.person, how="bench")
        request.session.save()
    return client


def _asked_over_http(page: Page, port: int, client: Client) -> Callable[[], bytes]:
    """One request over a connection that stays open, with the session of `client`."""
    session = client.cookies.get(settings.SESSION_COOKIE_NAME)
    cookie = {"cookie": f"{settings.SESSION_COOKIE_NAME}={session.value}"} if session else {}
    wire = http.client.HTTPConnection(product.HOST, port)

    def ask() -> bytes:
        wire.request("GET", page.address, headers=HTTPS | cookie)
        answer = wire.getresponse()
        _demand_shown(page, answer.status)
        return answer.read()

    return ask


def _demand_shown(page: Page, status: int) -> None:
    if status != http.client.OK and page.name != "web:readyz":  # no worker runs: it is not ready, and says so
        raise SystemExit(f"{page.name} {page.address} answers {status}")


def _told(measured: list[Measured]) -> str:
    heads = ("page", "queries", "p50 ms", "p95 ms", "cpu ms", "bytes", "load", "")
    return measure.table(
        heads,
        [
            (
                *(row.page, row.queries, row.p50_ms, row.p95_ms, row.cpu_ms, row.bytes, row.load_average),
                "" if row.keeps_to_it else "←",
            )
            for row in sorted(measured, key=lambda row: -row.p95_ms)
        ],
    )


if __name__ == "__main__":
    sys.exit(main())
