"""The mail server away, then frozen: pages and acts go on, and every mail arrives after its return, once."""

from __future__ import annotations

import time
from collections.abc import Iterator

from fractional.outbox.models import Row, State
from tests.browser.product import eventually
from tests.faults import acts
from tests.faults.bench import SINK, Bench
from tests.faults.figures import Figure, at_least, at_most, exactly, told
from tests.faults.person import Person
from tests.faults.traffic import Traffic, every_kind, slowest_after, until

ABSENT, FROZEN = 75, 20
"""Seconds: more than one round of knocking, less than the patience of one connection."""


def run(product: Bench) -> Iterator[Figure]:
    claire, solene = Person(product).enter("claire"), Person(product).enter("solene")
    pages = list(every_kind(product).values())
    calm, limit = slowest_after(pages, seconds=10)
    yield told("p95 of pages before, ms", calm)
    with product.without(SINK), Traffic(pages) as read:
        began = time.monotonic()
        need, proposal = acts.publish(claire), acts.ask_to_meet(solene)
        acts.ask_for_codes(product, 10)
        until(began + ABSENT)
        owed = _owed()
    back = time.monotonic()
    yield exactly("answers other than 200, mail server absent", sum(read.refused().values()), 0)
    yield at_most("p95 of pages, mail server absent, ms", read.p95_ms(), limit)
    yield exactly("need ranked meanwhile", acts.is_ranked(need), True)
    yield at_least("mails owed when it came back", len(owed), 10)
    yield from _home(product, owed, back, "absence")
    yield exactly(
        "mails of the proposal asked for meanwhile", product.arrived()[acts.mail_of(proposal).message_id], 1
    )

    with Traffic(pages) as read, product.frozen(SINK):
        began = time.monotonic()
        proposal = acts.ask_to_meet(solene)
        acts.ask_for_codes(product, 10)
        until(began + FROZEN)
        owed = _owed()
    back = time.monotonic()
    yield exactly("answers other than 200, mail server frozen", sum(read.refused().values()), 0)
    yield at_most("p95 of pages, mail server frozen, ms", read.p95_ms(), limit)
    yield from _home(product, owed, back, "frost")
    yield exactly(
        "mails of the proposal asked for meanwhile", product.arrived()[acts.mail_of(proposal).message_id], 1
    )
    yield exactly("mails that gave up", len(acts.rows_in(State.FAILED, State.UNKNOWN)), 0)


def _owed() -> list[Row]:
    return list(Row.objects.mails().due()) + list(
        Row.objects.mails().filter(state__in=(State.SENDING, State.RETRY))
    )


def _home(product: Bench, owed: list[Row], back: float, what: str) -> Iterator[Figure]:
    names = {row.message_id for row in owed}
    eventually(lambda: names <= set(product.arrived()), "all mails arrive", seconds=180)
    yield at_most(f"all mails arrived after the {what}, s", time.monotonic() - back, 60)
    time.sleep(5)
    yield exactly("  of which twice", sum(product.arrived()[name] > 1 for name in names), 0)
