"""People who go on reading, one page after another, while something is broken."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from types import TracebackType

from django.db import connection

from fractional.ctos.models import Cto
from fractional.outbox.models import Row
from matching.proposals.models import Proposal
from missions.engagements.models import Mission
from missions.needs import links
from missions.needs.models import Need
from missions.needs.steps import STEPS
from tests.faults.bench import Bench
from tests.faults.person import Answer, Person
from tests.trust import crawl

READERS, PAUSE = 4, 0.1
"""At once, and the seconds that each takes to read a page."""
SLOWEST = 500
"""Milliseconds of the 95th percentile that people bear; on a machine that is slow anyway, twice what it was before."""
DOORS = ("solene", "mael", "claire", "nouvelle")
DEMO = ("/demo", "/demo/mails")
Page = tuple[Person, str]


def every_kind(product: Bench) -> dict[str, Page]:
    """By view, the first page of its kind that somebody is shown: all doors and nobody try all addresses."""
    people = [Person(product), *(Person(product).enter(door) for door in DOORS)]
    found: dict[str, Page] = {path: (people[0], path) for path in DEMO}
    for person in people:
        for name, path in crawl.addresses(_things(), shown=True):
            if name not in found:
                answer = person.get(path)
                if answer.status == 200 and answer.path == path:
                    found[name] = person, path
    connection.close()
    return found


def _things() -> crawl.Objects:
    """A few of each kind of thing that the invented world holds."""
    shown = Proposal.objects.filter(selection__state="sent")
    by_state = {need.state: need for need in Need.objects.order_by("id")}
    needs = [*by_state.values(), *(proposal.need for proposal in shown[:1])]
    ctos = [Proposal.objects.earliest("id").cto, *(_first_cto(state) for state in ("submitted", "verified"))]
    mine = Proposal.objects.select_related("cto").order_by("id")
    return {
        "need": [need.public_id for need in needs],
        "company": [needs[0].company.public_id],
        "cto": [cto.public_id for cto in ctos if cto],
        "proposal": [proposal.public_id for proposal in mine[:4]],
        "mission": [mission.public_id for mission in Mission.objects.all()[:1]] or [needs[0].public_id],
        "post": [post.public_id for cto in ctos if cto for post in cto.posts.all()[:1]],
        "step": [step.slug for step in STEPS[:2]],
        "token": [links.to_confirm(needs[0], needs[0].created_by)],
        "debt": [row.pk for row in Row.objects.mails().order_by("-id")[:1]],
        "thing": ["cto"],
        "pk": [cto.pk for cto in ctos if cto],
        "rule": ["calendar"],
        "contest": [needs[0].public_id],
    }


def _first_cto(state: str) -> Cto | None:
    return Cto.objects.filter(state=state).order_by("id").first()


class Traffic:
    """`with Traffic(pages) as read:` reads them all the time; then `read.answers` holds what came back."""

    def __init__(self, pages: list[Page]) -> None:
        self._pages = pages
        self._over = threading.Event()
        self._readers = [threading.Thread(target=self._read, args=(number,)) for number in range(READERS)]
        self.answers: list[Answer] = []

    def __enter__(self) -> Traffic:
        for reader in self._readers:
            reader.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        for reader in self._readers:
            reader.join()

    def _read(self, number: int) -> None:
        turn = random.Random(number)
        pages = list(self._pages)
        while not self._over.is_set():
            turn.shuffle(pages)
            for person, path in pages:
                if self._over.is_set():
                    return
                self.answers.append(person.get(path))
                time.sleep(PAUSE)

    def refused(self) -> Counter[tuple[int, str]]:
        return Counter((answer.status, answer.asked) for answer in self.answers if answer.status != 200)

    def p95_ms(self) -> int:
        taken = sorted(answer.seconds for answer in self.answers)
        return round(1000 * taken[int(len(taken) * 0.95)])


def slowest_after(pages: list[Page], *, seconds: float) -> tuple[int, int]:
    """The 95th percentile while nothing is broken, and the one that may not be exceeded afterwards; milliseconds."""
    with Traffic(pages) as calm:
        time.sleep(seconds)
    return calm.p95_ms(), max(SLOWEST, 2 * calm.p95_ms())


def until(moment: float) -> None:
    """Of the monotonic clock."""
    time.sleep(max(0, moment - time.monotonic()))
