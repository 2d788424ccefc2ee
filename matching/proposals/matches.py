"""Matches as plain rows: compared with those that stand, and only what is other is written, by COPY."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from psycopg import sql

from matching.proposals.models import Match
from matching.scoring.calendar import Openings
from matching.scoring.columns import Pool
from matching.scoring.rank import Ranking, Scores

PAIR = ("need_id", "cto_id", "weights_version")
STANDS = ("value", "company_total", "cto_total", "company_points", "cto_points", "first_start_on")
"""What a pair's own inputs decide; its place, the others decide with it."""
COLUMNS = (*PAIR, "place", *STANDS)

_TABLE = sql.SQL(
    "CREATE TEMP TABLE IF NOT EXISTS fresh_match AS SELECT {columns} FROM proposals_match WITH NO DATA"
)
_UPSERT = sql.SQL("""
    INSERT INTO proposals_match ({columns}, scored_at)
    SELECT {columns}, %s FROM fresh_match ORDER BY need_id, place
    ON CONFLICT (need_id, cto_id, weights_version) DO UPDATE SET {replaced}
""")

Row = tuple[Any, ...]
"""Values of `COLUMNS`, in this order."""


def standing_matches(need_ids: Sequence[int]) -> dict[int, dict[tuple[int, int], tuple[int, Row]]]:
    """By need, then by CTO and weights version: the number of the match, and its row."""
    found: dict[int, dict[tuple[int, int], tuple[int, Row]]] = {}
    for pk, *row in Match.objects.filter(need__in=need_ids).order_by().values_list("pk", *COLUMNS):
        found.setdefault(row[0], {})[row[1], row[2]] = pk, tuple(row)
    return found


def rows_of(need_id: int, pool: Pool, order: Ranking, limit: int) -> list[Row]:
    """The best of a ranking, best first."""
    ctos = pool.cto_id[order.rows[:limit]].tolist()
    return [
        (need_id, cto_id, order.weights.version, place, *standing_of(order.scores, order.openings, place - 1))
        for place, cto_id in enumerate(ctos, start=1)
    ]


def standing_of(scores: Scores, openings: Openings, index: int) -> Row:
    """The values of `STANDS` of one pair."""
    return (
        int(scores.value[index]),
        int(scores.company[index]),
        int(scores.cto[index]),
        scores.company_points[index].tolist(),
        scores.cto_points[index].tolist(),
        date.fromordinal(int(openings.first_start[index])),
    )


def of_match(match: Match) -> Row:
    """The same of a pair that is stored."""
    return tuple(getattr(match, name) for name in STANDS)


def write(rows: Sequence[Row], now: datetime) -> None:
    """In the place of those of the same pair and version."""
    if not rows:
        return
    columns = sql.SQL(", ").join(map(sql.Identifier, COLUMNS))
    replaced = sql.SQL(", ").join(
        sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name)) for name in ("place", *STANDS, "scored_at")
    )
    with connection.cursor() as cursor:
        cursor.execute(_TABLE.format(columns=columns))
        cursor.execute("TRUNCATE fresh_match")
        with cursor.copy(sql.SQL("COPY fresh_match ({}) FROM STDIN").format(columns)) as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(_UPSERT.format(columns=columns, replaced=replaced), [now])
