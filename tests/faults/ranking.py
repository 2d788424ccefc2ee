"""The ranking worker killed in the middle: the same matches as if nobody had disturbed it."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict

from fractional.outbox.models import State
from matching.proposals.models import Match, Ranking
from missions.needs.models import Need
from tests.browser.product import eventually
from tests.faults import acts
from tests.faults.bench import MATCH, Bench
from tests.faults.figures import Figure, at_least, at_most, exactly
from tests.faults.moments import Moment, arrive, held
from tests.faults.person import Person

RANKS = "NEW.kind = 'matching.rank_need'"
MOMENTS = (
    Moment("job taken, nothing begun", "outbox_row", f"{RANKS} AND NEW.state = 'started'"),
    Moment("said to have begun", "proposals_ranking", "NEW.state = 'running'"),
    Moment("first match written", "proposals_match", "NEW.place = 2"),
    Moment("half of the matches written", "proposals_match", "NEW.place = 6"),
    Moment("all written, not yet counted", "proposals_ranking", "NEW.state = 'done'"),
    Moment("all committed, job not yet done", "outbox_row", f"{RANKS} AND NEW.state = 'done'"),
)
RANDOM_KILLS = 6
SEED = 20261123
TIMES = ("id", "scored_at", "requested_at", "started_at", "finished_at", "changed_at")
"""What two runs may differ in."""


def run(product: Bench) -> Iterator[Figure]:
    claire = Person(product).enter("claire")
    moment = MOMENTS[3]
    with held(moment):
        need = acts.publish(claire)
        killed = _kill_at(product, moment)
    waited = _until_ranked(product, need, killed)
    found = result(need)
    owe_anew(need)
    eventually(lambda: acts.is_ranked(need), "undisturbed", seconds=60)
    undisturbed = result(need)
    yield at_least("matches of the undisturbed run", len(undisturbed) - 1, 8)
    yield from _compared("published, " + moment.name, found, undisturbed, waited)

    for number, moment in enumerate(MOMENTS):
        with held(moment):
            owe_anew(need)
            killed = _kill_at(product, moment, child_only=bool(number % 2))
        waited = _until_ranked(product, need, killed)
        yield from _compared(moment.name, result(need), undisturbed, waited)
    yield from _at_random(product)
    yield exactly("jobs given up", len(acts.rows_in(State.DEAD)), 0)


def _at_random(product: Bench) -> Iterator[Figure]:
    """All open needs at once, and kills wherever they fall."""
    needs = list(Need.objects.rankable())
    for need in needs:
        owe_anew(need)
    eventually(lambda: all(map(acts.is_ranked, needs)), "all are ranked", seconds=120)
    undisturbed = {need.pk: result(need) for need in needs}
    turn = random.Random(SEED)
    for _ in range(RANDOM_KILLS):
        _catch_one(needs)
        time.sleep(turn.uniform(0, 0.1))
        product.kill(MATCH, child_only=turn.random() < 0.5)
    began = time.monotonic()
    eventually(lambda: all(map(acts.is_ranked, needs)), "all are ranked", seconds=240)
    yield at_most(
        f"{RANDOM_KILLS} kills at random: s from the last one until all is ranked",
        time.monotonic() - began,
        120,
    )
    differ = [need for need in needs if result(need) != undisturbed[need.pk]]
    yield exactly(f"needs of {len(needs)} whose matches differ", len(differ), 0)


def _catch_one(needs: list[Need]) -> None:
    """Until a job is under way, by looking all the time; owed again whenever none is left."""
    deadline = time.monotonic() + 120
    while not acts.is_ranking():
        assert time.monotonic() < deadline, "nobody ranks"
        if all(map(acts.is_ranked, needs)):
            for need in needs:
                owe_anew(need)


def owe_anew(need: Need) -> None:
    """As if it had never been ranked: every match has to be written again."""
    with transaction.atomic():
        Match.objects.filter(need=need).delete()
        acts.owe_ranking(need)


def result(need: Need) -> list[dict[str, Any]]:
    """Every match with its scores and parts in their order, and the counts of the ranking; without times."""
    rows = [*Match.objects.filter(need=need).order_by("place", "cto"), Ranking.objects.get(need=need)]
    return [{name: value for name, value in model_to_dict(row).items() if name not in TIMES} for row in rows]


def _kill_at(product: Bench, moment: Moment, *, child_only: bool = False) -> float:
    arrive(moment)
    product.kill(MATCH, child_only=child_only)
    return time.monotonic()


def _until_ranked(product: Bench, need: Need, killed: float) -> float:
    eventually(lambda: acts.is_ranked(need), "the need is ranked after all", seconds=120)
    return time.monotonic() - killed


def _compared(what: str, found: list, undisturbed: list, waited: float) -> Iterator[Figure]:
    differing = sum(one != other for one, other in zip(found, undisturbed, strict=False))
    differing += abs(len(found) - len(undisturbed))
    yield exactly(f"rows that differ: {what}", differing, 0)
    yield at_most("  s from the kill until ranked", waited, 60)
