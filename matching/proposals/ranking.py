"""The pool against a need: the current score of its best pairs, kept up to date as either side changes.

One ranking is written at a time (an advisory lock): what a second one reads, it reads after the first has
committed, so two at once are safe and twice is once. The board computes live; rows here are the score that lists
and other people's pages read, and the sign that a board has changed.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from django.db import connection, transaction

from fractional import clock
from fractional.ctos.models import Cto
from fractional.outbox.actions import post_job
from matching.pool.columns import blocked_for, load
from matching.pool.models import Card
from matching.pool.requests import request_of, siren_of
from matching.proposals.models import Match, Ranking
from matching.proposals.watch import tell_when_somebody_fits
from matching.scoring import rules
from matching.scoring.columns import Pool
from matching.scoring.rank import Ranking as Order
from matching.scoring.rank import rank
from missions.needs.models import Need, NeedQuerySet

KEPT = 50
"""Matches stored per need (decision 19)."""
CHUNK = 25
"""Needs ranked in one transaction."""
_WRITING = 0x72616E6B
"""The advisory lock's number."""
_SCORE = ("place", "value", "company_total", "cto_total", "company_points", "cto_points", "first_start_on")


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


def rank_all() -> int:
    """Rank every open need again, and forget the matches of the others; returns how many are open."""
    ids = list(Need.objects.rankable().order_by("id").values_list("id", flat=True))
    Match.objects.exclude(need__in=ids).delete()
    rank_needs(ids)
    return len(ids)


def rank_cto(cto_id: int) -> None:
    """Score one CTO against every open need, and rank again those where they enter, move or leave.

    Elsewhere nothing that is stored changes but the counts by rule, which the night puts right.
    """
    pool, refused = load(cto_ids=[cto_id]), _refused_by(cto_id)
    standing = {match.need_id: match for match in Match.objects.filter(cto_id=cto_id)}
    to_enter = dict(Match.objects.filter(place=KEPT).values_list("need_id", "value"))
    touched = []
    for need in readable(Need.objects.rankable().order_by("id")):
        here = replace(pool, blocked=np.full(len(pool), siren_of(need) in refused))
        after = _matches(need, here, rank(here, request_of(need)))
        before = standing.pop(need.pk, None)
        if _has_moved(before, next(iter(after), None), to_enter.get(need.pk, 0)):
            touched.append(need.pk)
    rank_needs([*touched, *standing])


def rank_needs(need_ids: Sequence[int]) -> None:
    """Rank these needs, a few per transaction; the matches of one that is not open go."""
    for start in range(0, len(need_ids), CHUNK):
        chunk = set(need_ids[start : start + CHUNK])
        with transaction.atomic():
            _wait_for_our_turn()
            pool = load()
            for need in readable(Need.objects.rankable().filter(pk__in=chunk).order_by("id")):
                _write(need, pool)
                chunk.remove(need.pk)
            Match.objects.filter(need__in=chunk).delete()


def readable(needs: NeedQuerySet) -> NeedQuerySet:
    """The same needs with all that a request is made of."""
    return needs.select_related("company").prefetch_related("goals")


def _write(need: Need, pool: Pool) -> None:
    """Rows that are other than they were are written, those that left go: the rest is not touched."""
    pool = blocked_for(pool, siren_of(need))
    order = rank(pool, request_of(need), limit=KEPT)
    fresh = {_pair(match): match for match in _matches(need, pool, order)}
    standing = {_pair(match): match for match in Match.objects.filter(need=need)}
    gone = [match.pk for pair, match in standing.items() if pair not in fresh]
    other = [
        match for pair, match in fresh.items() if pair not in standing or not _same(match, standing[pair])
    ]
    Match.objects.filter(pk__in=gone).delete()
    Match.objects.bulk_create(
        other,
        update_conflicts=True,
        unique_fields=["need", "cto", "weights_version"],
        update_fields=[*_SCORE, "scored_at"],
    )
    now = clock.now()
    done = {
        "state": Ranking.State.DONE,
        "weights_version": order.weights.version,
        "finished_at": now,
        "pool_size": len(pool),
        "eligible": order.eligible,
        "excluded": {code: count for code, count in rules.counts(order.broken).items() if count},
    }
    if gone or other:
        done["changed_at"] = now
    Ranking.objects.update_or_create(need=need, defaults=done)
    tell_when_somebody_fits(need, order.eligible)


def _matches(need: Need, pool: Pool, order: Order) -> list[Match]:
    """The ranked rows as matches, best first; not saved."""
    scores, now = order.scores, clock.now()
    return [
        Match(
            need=need,
            cto_id=int(pool.cto_id[row]),
            weights_version=order.weights.version,
            place=index + 1,
            value=int(scores.value[index]),
            company_total=int(scores.company[index]),
            cto_total=int(scores.cto[index]),
            company_points=scores.company_points[index].tolist(),
            cto_points=scores.cto_points[index].tolist(),
            first_start_on=date.fromordinal(int(order.openings.first_start[index])),
            scored_at=now,
        )
        for index, row in enumerate(order.rows)
    ]


def _has_moved(before: Match | None, after: Match | None, to_enter: int) -> bool:
    """Whether this CTO enters, leaves or scores otherwise; `to_enter` is the value of the last place."""
    if before and after:
        after.place = before.place
        return not _same(before, after)
    if after:
        return after.value >= to_enter
    return before is not None


def _refused_by(cto_id: int) -> set[int]:
    card = Card.objects.filter(cto_id=cto_id).values_list("refused_sirens", flat=True).first()
    return set(card or ())


def _pair(match: Match) -> tuple[int, int]:
    return match.cto_id, match.weights_version


def _same(one: Match, other: Match) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _SCORE)


def _wait_for_our_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITING])
