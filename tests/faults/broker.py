"""Valkey away: killed and absent, frozen, emptied. Pages, log-in by code and acts go on; what is owed gets done."""

from __future__ import annotations

import time
from collections.abc import Iterator

import redis

from fractional.outbox.models import State
from tests.browser.product import eventually
from tests.faults import acts
from tests.faults.bench import BROKER, Bench
from tests.faults.figures import Figure, at_least, at_most, exactly, told
from tests.faults.person import Person
from tests.faults.traffic import Page, Traffic, every_kind, slowest_after, until

ABSENT, FROZEN = 60, 30
"""Seconds."""


def run(product: Bench) -> Iterator[Figure]:
    claire, solene = Person(product).enter("claire"), Person(product).enter("solene")
    address = acts.newcomer(product)
    pages = list(every_kind(product).values())
    yield at_least("kinds of pages that somebody is shown", len(pages), 60)
    calm, limit = slowest_after(pages, seconds=10)
    yield told("p95 of pages before, ms", calm)

    with product.without(BROKER), Traffic(pages) as read:
        began = time.monotonic()
        need, proposal = acts.publish(claire), acts.ask_to_meet(solene)
        yield from _log_in(product, address, "absent")
        until(began + ABSENT)
    back = time.monotonic()
    yield from _read_all(read, pages, "absent", limit)
    yield told("rows still owed when it came back", acts.due())
    eventually(lambda: not acts.due() and acts.is_ranked(need), "all owed work is done", seconds=180)
    yield at_most("all owed work done after its return, s", time.monotonic() - back, 60)
    proposal.refresh_from_db()
    sent = product.arrived()
    row = acts.mail_of(proposal)
    yield exactly("mails of the proposal asked for meanwhile", sent[row.message_id], 1)
    yield from _awake(product, "absence")

    with Traffic(pages) as read, product.frozen(BROKER):
        began = time.monotonic()
        acts.owe_ranking(need)
        yield from _log_in(product, address, "frozen")
        until(began + FROZEN)
    back = time.monotonic()
    yield from _read_all(read, pages, "frozen", limit)
    eventually(lambda: not acts.due() and acts.is_ranked(need), "all owed work is done", seconds=180)
    yield at_most("all owed work done after the frost, s", time.monotonic() - back, 60)
    yield from _awake(product, "frost")

    redis.Redis(unix_socket_path=product.broker_socket()).flushall()
    acts.owe_ranking(need)
    began = time.monotonic()
    yield from _log_in(product, address, "emptied")
    eventually(lambda: acts.is_ranked(need), "the need is ranked", seconds=60)
    yield at_most("all owed work done after it lost its memory, s", time.monotonic() - began, 60)
    dead = acts.rows_in(State.DEAD, State.FAILED, State.UNKNOWN)
    yield exactly("rows that gave up", len(dead), 0)


def _log_in(product: Bench, address: str, how: str) -> Iterator[Figure]:
    try:
        seconds = Person(product).logs_in(address, seconds=ABSENT - 10)
    except AssertionError as refusal:
        yield Figure(f"log-in by a code, broker {how}", f"{refusal}"[:40], "inside", holds=False)
    else:
        yield at_most(f"log-in by a code, broker {how}: s until inside", seconds, 30)


def _read_all(read: Traffic, pages: list[Page], how: str, limit: int) -> Iterator[Figure]:
    asked = {answer.asked for answer in read.answers}
    yield at_least(f"requests, broker {how}", len(read.answers), len(pages))
    yield exactly(f"kinds of pages not asked, broker {how}", len({path for _, path in pages} - asked), 0)
    yield exactly(f"answers other than 200, broker {how}", sum(read.refused().values()), 0)
    yield at_most(f"p95 of pages, broker {how}, ms", read.p95_ms(), limit)


def _awake(product: Bench, what: str) -> Iterator[Figure]:
    """Beat, broker and workers are in touch again by themselves."""
    back = time.monotonic()
    eventually(lambda: acts.tick_age() < 15, "ticks come again", seconds=120)
    yield at_most(f"ticks again after the {what}, s", time.monotonic() - back, 60)
