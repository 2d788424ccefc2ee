"""The months themselves."""

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from datetime import time as hour_of

from fractional import clock
from matching.proposals.models import Proposal
from tests.trust.invariants import broken
from tests.trust.silence import house, people, threads

SEED = 120
FIRST_DAY = datetime(2027, 1, 11, tzinfo=clock.PARIS)
"""A Monday; the months after it have their share of public holidays."""
DAYS = 120
WRITING_UNTIL = 85
"""Days after which no company writes a need any more: what is under way comes to its end, or shows that it cannot."""
MORNING, AFTERNOON = hour_of(8, 30), hour_of(15)
LATER = timedelta(minutes=30)
"""After which a selection that was sent may not be taken back any more."""
SATURDAY = 5


@dataclass
class Result:
    seed: int
    days: int = 0
    seconds: float = 0.0
    proposals: Counter[str] = field(default_factory=Counter)
    """How they stand at the end, by state."""
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    mails: Counter[str] = field(default_factory=Counter)
    most_in_a_week: int = 0
    """Mails that one reader could have refused, the most that anybody got in a week."""
    faults: list[str] = field(default_factory=list)
    """Each with the day on which it was found; nothing when all promises held."""

    @property
    def is_right(self) -> bool:
        return not self.faults


def play(*, proposals: int, seed: int = SEED, days: int = DAYS) -> Result:
    """As many needs as it takes for so many proposals; stops on the first day that breaks a promise."""
    rng = random.Random(seed)
    result, sink, begun = Result(seed), house.Sink(rng), time.monotonic()
    with house.with_sink(sink):
        with clock.standing_at(FIRST_DAY):
            town = people.settle_in(rng, ctos=max(10, proposals // 12))
        for number in range(days):
            _day(town, FIRST_DAY + timedelta(days=number), proposals, number)
            result.days = number + 1
            result.faults = _faults(sink, FIRST_DAY + timedelta(days=number))
            if result.faults:
                break
    result.proposals = Counter(Proposal.objects.values_list("state", flat=True))
    result.done, result.refused, result.mails = town.done, town.refused, sink.left
    result.most_in_a_week = max(sink.optional.values(), default=0)
    result.seconds = time.monotonic() - begun
    return result


def _day(town: people.Town, day: datetime, proposals: int, number: int) -> None:
    with clock.standing_at(datetime.combine(day, MORNING, clock.PARIS)):
        house.work()
    if day.weekday() >= SATURDAY:
        return
    with clock.standing_at(datetime.combine(day, AFTERNOON, clock.PARIS)):
        if number < WRITING_UNTIL and Proposal.objects.count() < proposals * number / WRITING_UNTIL:
            for _need in range(1 + proposals // 300):
                people.write_need(town)
        people.live_a_day(town)
    with clock.standing_at(datetime.combine(day, AFTERNOON, clock.PARIS) + LATER):
        house.work()


def _faults(sink: house.Sink, day: datetime) -> list[str]:
    with clock.standing_at(datetime.combine(day, AFTERNOON, clock.PARIS) + LATER):
        found = [*threads.without_end(), *sink.unwanted, *house.dead_jobs()]
        found += [f"{name}: {rows}" for name, rows in broken().items()]
    return [f"{day.date()} {fault}" for fault in found]
