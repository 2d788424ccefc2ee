"""The pool against a need: the current score of its best pairs, kept up to date as either side changes.

One ranking of a need is written at a time (an advisory lock): what a second one reads, it reads after the first has
committed, so two at once are safe and twice is once. The board computes live; rows here are the score that lists
and other people's pages read, and the sign that a board has changed.
"""

import time
from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from fractional import clock
from fractional.ctos.models import Cto
from fractional.outbox.actions import post_job
from matching.pool.columns import load
from matching.pool.finder import Found, find
from matching.pool.models import Card
from matching.pool.requests import request_of, siren_of
from matching.proposals.matches import Row, of_match, rows_of, standing_matches, standing_of, write
from matching.proposals.models import Match, Ranking
from matching.proposals.watch import tell_when_somebody_fits
from matching.scoring.columns import Pool, Requests
from matching.scoring.rank import Ranking as Order
from matching.scoring.rank import needs_of, rank
from missions.needs.models import Need, NeedQuerySet

KEPT = 50
"""Matches stored per need (decision 19)."""
CHUNK = 25
"""Needs ranked in one transaction."""
_WRITING = 0x72616E6B
"""The advisory lock's number; a need's own is the second one."""


@transaction.atomic
def request_ranking(need: Need) -> None:
    """Owe a ranking of this need, in the transaction of its change. Asked again while it waits, it is one.

    A need that is not, or no longer, open owes it too: its matches go.
    """
    if Need.objects.rankable().filter(pk=need.pk).exists():
        waiting = {"state": Ranking.State.WAITING, "requested_at": clock.now()}
        Ranking.objects.update_or_create(need=need, defaults=waiting)
    post_job(key=f"rank:{need.pk}", task="matching.rank_need", args={"need_id": need.pk}, coalesce=True)


@transaction.atomic
def request_scoring(cto: Cto) -> None:
    """Owe the scoring of this CTO against every open need, in the transaction of their change."""
    post_job(key=f"rank_cto:{cto.pk}", task="matching.rank_cto", args={"cto_id": cto.pk}, coalesce=True)


def rank_need(need_id: int) -> None:
    """Rank the whole pool for one need; whoever waits for it sees that it has begun."""
    begun = {"state": Ranking.State.RUNNING, "started_at": clock.now()}
    Ranking.objects.filter(need_id=need_id).update(**begun)
    rank_needs([need_id])


def rank_cto(cto_id: int) -> None:
    """Score one CTO against every open need, and rank again those where they enter, move or leave.

    Elsewhere nothing that is stored changes but the counts, which the night puts right.
    """
    pool, refused = load(cto_ids=[cto_id]), _refused_by(cto_id)
    standing = {match.need_id: match for match in Match.objects.filter(cto_id=cto_id)}
    to_enter = dict(Match.objects.filter(place=KEPT).values_list("need_id", "value"))
    needs = [
        need for need in readable(Need.objects.rankable().order_by("id")) if siren_of(need) not in refused
    ]
    touched, left = [], set(standing)
    if len(pool) and needs:
        rows, scores, openings = needs_of(pool, Requests.of([request_of(need) for need in needs]))
        for index, row in enumerate(rows.tolist()):
            need_id = needs[row].pk
            after = standing_of(scores, openings, index)
            before = standing.get(need_id)
            if after != of_match(before) if before else after[0] >= to_enter.get(need_id, 0):
                touched.append(need_id)
        left -= {needs[row].pk for row in rows.tolist()}
    rank_needs([*touched, *sorted(left)], also=[cto_id])


def rank_needs(need_ids: Sequence[int], *, also: Iterable[int] = ()) -> int:
    """Rank these needs, a few per transaction; returns how many stand otherwise than before.

    `also` are CTOs who have just changed, whatever the pool's file knows of them by now.
    """
    changed = 0
    for start in range(0, len(need_ids), CHUNK):
        with transaction.atomic():
            changed += rank_together(need_ids[start : start + CHUNK], also=also)[0]
    return changed


def rank_together(need_ids: Sequence[int], *, also: Iterable[int] = ()) -> tuple[int, float]:
    """The same in the transaction of the caller; and the seconds of it that were spent on writing.

    Matches of a need that is not open any more go.
    """
    _wait_for_our_turn(need_ids)
    needs = list(readable(Need.objects.rankable().filter(pk__in=need_ids).order_by("id")))
    standing, pool_size = standing_matches(need_ids), Card.objects.count()
    gone = {pk for pairs in standing.values() for pk, _row in pairs.values()}
    other: list[Row] = []
    rankings: list[tuple[Ranking, bool]] = []
    for need in needs:
        pairs = standing.get(need.pk, {})
        order, pool, fitting = _best(need, {cto_id for cto_id, _version in pairs} | set(also))
        rows = rows_of(need.pk, pool, order, KEPT)
        kept = {row[1:3] for row in rows} & pairs.keys()
        fresh = [row for row in rows if row[1:3] not in pairs or pairs[row[1:3]][1] != row]
        gone -= {pairs[pair][0] for pair in kept}
        other += fresh
        ranking = Ranking(
            need=need,
            state=Ranking.State.DONE,
            weights_version=order.weights.version,
            finished_at=clock.now(),
            pool_size=max(pool_size, fitting),
            eligible=fitting,
        )
        rankings.append((ranking, bool(fresh) or len(kept) < len(pairs)))
    began = time.perf_counter()
    Match.objects.filter(pk__in=gone).delete()
    write(other, clock.now())
    _say(rankings)
    writing = time.perf_counter() - began
    for ranking, _changed in rankings:
        tell_when_somebody_fits(ranking.need, ranking.eligible)
    return sum(changed for _ranking, changed in rankings), writing


def readable(needs: NeedQuerySet) -> NeedQuerySet:
    """The same needs with all that a request is made of."""
    return needs.select_related("company").prefetch_related("goals")


def _best(need: Need, others: set[int]) -> tuple[Order, Pool, int]:
    """The ranking of those who are found, and of these others, as their cards are now; and how many fit in all.

    When the cards say otherwise than what they were found by, more are looked for, until nobody can be missing.
    """
    request, siren, limit = request_of(need), siren_of(need), KEPT
    while True:
        found = find(request, siren=siren, limit=limit)
        pool = load(siren=siren, cto_ids={*found.cto_id.tolist(), *others})
        order = rank(pool, request)
        if _nobody_is_missing(found, order, pool, limit):
            return order, pool, _fitting(found, order, pool, limit)
        limit *= 4


def _fitting(found: Found, order: Order, pool: Pool, limit: int) -> int:
    """How many fit in all: as the cards say, wherever they were read, and as they were found by below that."""
    if len(found) < limit:
        return len(order)
    return found.fitting - len(set(found.cto_id.tolist()) - set(pool.cto_id[order.rows].tolist()))


def _nobody_is_missing(found: Found, order: Order, pool: Pool, limit: int) -> bool:
    """All were found, or those found are what they were found for, or enough stand above all who were not."""
    if len(found) < limit:
        return True
    values = dict(zip(pool.cto_id[order.rows].tolist(), order.scores.value.tolist(), strict=True))
    if all(
        values.get(cto) == value
        for cto, value in zip(found.cto_id.tolist(), found.value.tolist(), strict=True)
    ):
        return True
    return len(order) >= KEPT and order.scores.value[KEPT - 1] > found.value[-1]


def _say(rankings: list[tuple[Ranking, bool]]) -> None:
    told = ["state", "weights_version", "finished_at", "pool_size", "eligible"]
    for changed in (True, False):
        some = [ranking for ranking, has_changed in rankings if has_changed == changed]
        for ranking in some if changed else ():
            ranking.changed_at = ranking.finished_at
        Ranking.objects.bulk_create(
            some,
            update_conflicts=True,
            unique_fields=["need"],
            update_fields=[*told, *["changed_at"] * changed],
        )


def _refused_by(cto_id: int) -> set[int]:
    card = Card.objects.filter(cto_id=cto_id).values_list("refused_sirens", flat=True).first()
    return set(card or ())


def _wait_for_our_turn(need_ids: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, need) FROM unnest(%s::integer[]) AS need",
            [_WRITING, sorted(need_ids)],
        )
