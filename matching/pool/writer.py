"""Keeps the pool's file true: built from the cards, then patched within milliseconds of each commit.

One process of all holds an advisory lock and writes. A trigger on the cards tells it whom a commit has changed; what
it did not hear it finds by the cards' own dates and numbers; when it was away or the line broke, it builds anew.
"""

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from django.db import connection
from django.db.models import Max

from matching.pool.actions import pack_again
from matching.pool.file import PoolFile, replacing
from matching.pool.layout import CARD, LAYOUT, Cards
from matching.pool.models import Card
from matching.scoring.columns import Ints

log = logging.getLogger(__name__)

SLACK_SHARE, SLACK = 20, 1024
"""Room for one CTO more in so many, and for so many at least, before the file is built anew."""
AT_ONCE = 500
IN_ONE_VALUE = 20_000
OVERLAP = timedelta(seconds=60)
"""A card is dated before its commit: those of the last minute are looked at twice."""


class Writer:
    """The file at `path` and which row of it each CTO has. Not for two processes at once."""

    file: PoolFile

    def __init__(self, path: Path):
        self.path = path
        self.rows: dict[int, int] = {}
        """Of each CTO who is found, the row."""
        self.seen_to: datetime | None = None
        self.build()

    def build(self) -> None:
        """A new file of all cards, in the order of their numbers."""
        self.seen_to = _last_written()
        self.rows.clear()
        _pack_those_of_another_layout()
        count = Card.objects.count()
        with replacing(self.path, count + count // SLACK_SHARE + SLACK) as fresh:
            for ids, cards in _all_cards():
                self._append(fresh, ids, cards)
        self.file = fresh
        log.info("the pool file is built anew: %s CTOs", count)

    def patch(self, cto_ids: Iterable[int]) -> None:
        """Write the rows of these CTOs as their cards are now; who has none is no longer found."""
        wanted = set(cto_ids)
        ids, cards = _cards_of(wanted)
        known = np.fromiter((cto_id in self.rows for cto_id in ids.tolist()), bool, len(ids))
        if self.file.rows + int((~known).sum()) > self.file.capacity:
            self.build()
            return
        gone = [self.rows.pop(cto_id) for cto_id in wanted.difference(ids.tolist()) if cto_id in self.rows]
        at = [self.rows[cto_id] for cto_id in ids[known].tolist()]
        with self.file.patching() as columns:
            columns["word"][gone] = 0
            for name in CARD.names or ():
                columns[name][at] = cards[name][known]
            self._append(self.file, ids[~known], cards[~known])

    def catch_up(self) -> None:
        """What changed while nobody told: cards written since, and those that are gone."""
        since = self.seen_to and self.seen_to - OVERLAP
        self.seen_to = _last_written()
        written = Card.objects.filter(updated_at__gt=since) if since else Card.objects.all()
        missed = set(written.values_list("cto_id", flat=True))
        if len(self.rows) != Card.objects.count() or missed - self.rows.keys():
            missed |= self.rows.keys() ^ set(Card.objects.values_list("cto_id", flat=True))
        for some in _some(sorted(missed)):
            self.patch(some)

    def is_here(self) -> None:
        """For readers and whoever watches: what is in the file is believed while somebody keeps it."""
        os.utime(self.path)

    def _append(self, file: PoolFile, ids: Ints, cards: Cards) -> None:
        """After the last row; they are found once the number of rows says so."""
        first = file.rows
        last = first + len(ids)
        file.arrays["cto_id"][first:last] = ids
        for name in CARD.names or ():
            file.arrays[name][first:last] = cards[name]
        self.rows.update(zip(ids.tolist(), range(first, last), strict=True))
        file.header["rows"] = last


def _pack_those_of_another_layout() -> None:
    others = Card.objects.exclude(layout=LAYOUT).order_by("cto_id").values_list("cto_id", flat=True)
    for ids in _some(list(others)):
        pack_again(ids)


def _all_cards() -> Iterator[tuple[Ints, Cards]]:
    """Numbers and cards, as many at a time as PostgreSQL sends at ease in one value."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT array_agg(cto_id ORDER BY cto_id), string_agg(packed, ''::bytea ORDER BY cto_id)
            FROM (
                SELECT cto_id, packed, row_number() OVER (ORDER BY cto_id) / %s AS part
                FROM pool_card
                WHERE layout = %s
            )
            GROUP BY part ORDER BY part
            """,
            [IN_ONE_VALUE, LAYOUT],
        )
        for ids, cards in cursor:
            yield np.array(ids, np.int64), np.frombuffer(cards, CARD)


def _cards_of(cto_ids: Iterable[int]) -> tuple[Ints, Cards]:
    cards = Card.objects.filter(cto_id__in=cto_ids, layout=LAYOUT).values_list("cto_id", "packed")
    ids, packed = zip(*cards, strict=True) if cards else ((), ())
    return np.array(ids, np.int64), np.frombuffer(b"".join(packed), CARD)


def _last_written() -> datetime | None:
    return Card.objects.aggregate(last=Max("updated_at"))["last"]


def _some(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """As many at a time as one patch takes without keeping readers waiting."""
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
