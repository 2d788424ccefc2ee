"""From the commit that publishes a need to its complete board; and the ranking beside one SQL query.

    python -m fractional.local exec python -m bench.board [CTOS]

Both workers, beat and a mail server run as in the demo.
"""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from django.db import transaction

from bench import measure, product, world
from bench.world import World
from fractional.ctos.actions import confirm_availability
from fractional.ctos.models import Cto
from fractional.local.processes import wait_until
from fractional.outbox.actions import post_job
from fractional.outbox.models import Row, State
from matching.pool.columns import blocked_for, load
from matching.pool.requests import request_of, siren_of
from matching.pool.sql import ranked
from matching.proposals.models import Match, Ranking
from matching.proposals.ranking import KEPT, readable
from matching.scoring.rank import rank
from missions.needs.models import Need

ONE_BY_ONE = 12
"""Needs published each on its own."""
COMPARED = 200
PATIENCE = 600
"""Seconds after which something is broken."""


def main() -> int:
    ctos = measure.asked_size()
    print(f"Board: writing {ctos} CTOs and {ctos // world.CTOS_PER_NEED} needs …", flush=True)
    written = world.begin(ctos)
    figures: measure.Figures = {"ctos": ctos, "needs": len(written.needs)}
    figures |= _published(written)
    figures |= _compared(written)
    print(_told(figures))
    print(measure.save("board", figures))
    return 0


def _published(written: World) -> measure.Figures:
    """Seconds to the board of one need, to those of all, after a CTO's change, and of the night's work."""
    first, *alone = written.needs[: 1 + ONE_BY_ONE]
    together = written.needs[1 + ONE_BY_ONE :]
    with product.workers() as processes:
        _seconds_to_boards(written, [first])  # until they are all at work
        one = [_seconds_at_some_moment(written, need) for need in alone]
        cpu = -sum(measure.cpu_of_tree(process.pid or 0) for process in processes)
        every = _seconds_to_boards(written, together)
        cpu += sum(measure.cpu_of_tree(process.pid or 0) for process in processes)
        load = measure.load_average()
        wait_until(_nothing_is_owed, seconds=PATIENCE, what="The mails")
        change, night = _seconds_after_a_change(), _seconds_of_the_night()
    return {
        "one_s_p50": round(measure.percentile(one, 50), 2),
        "one_s_max": round(max(one), 2),
        "at_once": len(together),
        "all_s": round(every, 1),
        "all_cpu_s": round(cpu, 1),
        "change_s": round(change, 2),
        "night_s": round(night, 1),
        "load_average": load,
    }


def _seconds_at_some_moment(written: World, need: Need) -> float:
    """Beat wakes the worker every two seconds: published when the last board came, all would wait that long."""
    time.sleep(Random(need.pk).uniform(0, 2))
    return _seconds_to_boards(written, [need])


def _seconds_to_boards(written: World, needs: list[Need]) -> float:
    world.publish(written, needs)
    began = time.perf_counter()
    waiting = Ranking.objects.filter(need__in=needs).exclude(state=Ranking.State.DONE)
    wait_until(lambda: not waiting.exists(), seconds=PATIENCE, what="The boards")
    seconds = time.perf_counter() - began
    _demand_complete(needs)
    return seconds


def _demand_complete(needs: list[Need]) -> None:
    """A board is there when its best pairs are: fifty, or all who fit."""
    for ranking in Ranking.objects.filter(need__in=needs):
        stored = Match.objects.filter(need=ranking.need_id).count()
        if stored != min(KEPT, ranking.eligible):
            raise SystemExit(f"need {ranking.need_id}: {stored} of {ranking.eligible} are on its board")


def _seconds_after_a_change() -> float:
    """Until every board is right again after somebody who stands on many of them has confirmed their week."""
    cto = Cto.objects.get(pk=Match.objects.filter(place=1).values("cto")[:1])
    with transaction.atomic():
        confirm_availability(cto=cto, by=cto.user)
    return _seconds_of(f"rank_cto:{cto.pk}")


def _seconds_of_the_night() -> float:
    """Every card written again, every need ranked again."""
    with transaction.atomic():
        post_job(key="bench:night", task="matching.refresh_all")
    return _seconds_of("bench:night")


def _seconds_of(key: str) -> float:
    began = time.perf_counter()
    undone = Row.objects.filter(key=key).exclude(state=State.DONE)
    wait_until(lambda: not undone.exists(), seconds=PATIENCE, what=key)
    return time.perf_counter() - began


def _nothing_is_owed() -> bool:
    return not Row.objects.due().exists() and not Row.objects.filter(state=State.STARTED).exists()


Top = list[tuple[int, int, int]]
"""CTO and both totals, best first."""


@dataclass
class Engine:
    """One way to the best fifty of a need, and what it cost each time: seconds of our processor and PostgreSQL's."""

    best: Callable[[Need], Top]
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def run(self, need: Need, backend: int) -> Top:
        cpu, wall = -_cpu(backend), -time.perf_counter()
        top = self.best(need)
        self.wall.append(wall + time.perf_counter())
        self.cpu.append(cpu + _cpu(backend))
        return top

    def ms(self, percent: int) -> float:
        return round(1000 * measure.percentile(self.cpu, percent), 2)


def _compared(written: World) -> measure.Figures:
    """The product's columns beside one SQL query over the cards: the same needs, in random turns, one process."""
    rng = Random(world.SEED)
    wanted = rng.sample([need.pk for need in written.needs], min(COMPARED, len(written.needs)))
    needs = list(readable(Need.objects.filter(pk__in=wanted)))
    pool = load()
    columns = Engine(lambda need: _by_columns(need, load(siren=siren_of(need))))
    standing = Engine(lambda need: _by_columns(need, blocked_for(pool, siren_of(need))))
    query = Engine(_by_query)
    backend, same = measure.backend(), 0
    for need in needs:
        turns = [columns, standing, query]
        rng.shuffle(turns)
        tops = [engine.run(need, backend) for engine in turns]
        same += tops.count(tops[0]) == len(tops)
    return {
        "compared": len(needs),
        "same_top50_share": round(same / len(needs), 4),
        "columns_cpu_ms_p50": columns.ms(50),
        "columns_cpu_ms_p99": columns.ms(99),
        "columns_standing_cpu_ms_p50": standing.ms(50),
        "columns_standing_cpu_ms_p99": standing.ms(99),
        "query_cpu_ms_p50": query.ms(50),
        "query_cpu_ms_p99": query.ms(99),
        "query_ratio_p50": _ratio(query, columns),
        "query_ratio_standing_p50": _ratio(query, standing),
        "compared_load_average": measure.load_average(),
    }


def _by_columns(need: Need, pool) -> Top:
    order = rank(pool, request_of(need), limit=KEPT)
    best = pool.cto_id[order.rows].tolist()
    return list(zip(best, order.scores.company.tolist(), order.scores.cto.tolist(), strict=True))


def _by_query(need: Need) -> Top:
    best = ranked(request_of(need), siren=siren_of(need), limit=KEPT)
    return [(row.cto_id, row.company, row.cto) for row in best]


def _ratio(slow: Engine, quick: Engine) -> float:
    """Of each need its own ratio, then the middle one."""
    ratios = [one / other for one, other in zip(slow.cpu, quick.cpu, strict=True)]
    return round(measure.percentile(ratios, 50), 2)


def _cpu(backend: int) -> float:
    return time.process_time() + measure.cpu_of_thread(backend)


def _told(figures: measure.Figures) -> str:
    rows: Sequence[tuple[str, str]] = [
        ("one need, publishing commit to board (p50)", f"{figures['one_s_p50']} s"),
        (f"the slowest of {ONE_BY_ONE} such", f"{figures['one_s_max']} s"),
        (f"{figures['at_once']} needs published at once", f"{figures['all_s']} s"),
        ("  processor time of the workers", f"{figures['all_cpu_s']} s"),
        ("every board right after one CTO's change", f"{figures['change_s']} s"),
        ("the night: all cards, all needs", f"{figures['night_s']} s"),
        ("load average", f"{figures['load_average']}"),
        ("", ""),
        ("best 50 of a need, processor time (p50 / p99)", ""),
        ("  columns, cards read for it", _pair(figures, "columns")),
        ("  columns, cards already read", _pair(figures, "columns_standing")),
        ("  one SQL query over the cards", _pair(figures, "query")),
        ("the query costs, per need, times columns", f"{figures['query_ratio_p50']} ×"),
        ("  with the cards already read", f"{figures['query_ratio_standing_p50']} ×"),
        (
            "same 50 in the same order, both totals",
            f"{figures['same_top50_share']:.0%} of {figures['compared']}",
        ),
        ("load average", f"{figures['compared_load_average']}"),
    ]
    return measure.table((f"{figures['ctos']} CTOs", ""), rows)


def _pair(figures: measure.Figures, engine: str) -> str:
    return f"{figures[f'{engine}_cpu_ms_p50']} / {figures[f'{engine}_cpu_ms_p99']} ms"


if __name__ == "__main__":
    sys.exit(main())
