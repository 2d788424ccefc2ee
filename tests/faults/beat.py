"""Beat killed: started again by the runner, once, and nothing is owed twice."""

from __future__ import annotations

import time
from collections.abc import Iterator

from fractional.outbox.models import Tick
from tests.browser.product import eventually
from tests.faults import acts
from tests.faults.bench import BEAT, MAIL, MATCH, Bench
from tests.faults.figures import Figure, at_most, exactly

KILLS = 3


def run(product: Bench) -> Iterator[Figure]:
    eventually(Tick.objects.exists, "a first tick", seconds=60)
    for number in range(1, KILLS + 1):
        before = Tick.objects.get().at
        killed, began = product.kill(BEAT), time.monotonic()
        product.started_again(BEAT, killed)
        yield at_most(f"beat killed, time {number}: s until it runs again", time.monotonic() - began, 10)
        eventually(lambda before=before: Tick.objects.get().at > before, "the next tick", seconds=60)
        yield at_most("  s until a worker hears it", time.monotonic() - began, 30)
    yield exactly("beats that run", product.count(BEAT), 1)
    for name, word in (("mail worker", MAIL), ("match worker", MATCH)):
        began = time.monotonic()
        product.started_again(word, product.kill(word))
        yield at_most(f"{name} killed: s until it runs again", time.monotonic() - began, 10)
    address = acts.newcomer(product)
    yield exactly("codes for one sign-up", len(product.mails(address)), 1)
