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
from matching.pool.layout import CARD, COLUMNS, LAYOUT, Arrays, Cards
from matching.pool.models import Card
from matching.scoring.columns import Ints

log = logging.getLogger(__name__)

SLACK_SHARE, SLACK = 50, 1024
"""Room for one CTO more in so many, and for so many at least, before the file is built anew."""
GRIDS = 1 << 16
"""Room for so many grids of rates; what is not filled takes no memory."""
AT_ONCE = 500
IN_ONE_VALUE = 20_000
OVERLAP = timedelta(seconds=60)
"""A card is dated before its commit: those of the last minute are looked at twice."""


class Full(Exception):
    """There is no room for one CTO, or one grid of rates, more."""


class Writer:
    """The file at `path` and which row of it each CTO has. Not for two processes at once."""

    file: PoolFile

    def __init__(self, path: Path):
        self.path = path
        self.rows: dict[int, int] = {}
        """Of each CTO who is found, the row."""
        self.grids: dict[bytes, int] = {}
        """Of each grid of rates, its place in the file."""
        self.seen_to: datetime | None = None
        self.build()

    def build(self, grids: int = GRIDS) -> None:
        """A new file of all cards, in the order of their numbers."""
        self.seen_to = _last_written()
        self.rows.clear()
        self.grids.clear()
        _pack_those_of_another_layout()
        count = Card.objects.count()
        try:
            with replacing(self.path, count + count // SLACK_SHARE + SLACK, grids) as fresh:
                for ids, cards in _all_cards():
                    self._append(fresh, ids, self._columns(fresh, cards))
        except Full:
            self.build(4 * max(grids, count))
        else:
            self.file = fresh
            log.info("the pool file is built anew: %s CTOs", count)

    def patch(self, cto_ids: Iterable[int]) -> None:
        """Write the rows of these CTOs as their cards are now; who has none is no longer found."""
        wanted = set(cto_ids)
        ids, cards = _cards_of(wanted)
        known = np.fromiter((cto_id in self.rows for cto_id in ids.tolist()), bool, len(ids))
        try:
            columns = self._columns(self.file, cards)
            if self.file.rows + int((~known).sum()) > self.file.capacity:
                raise Full
        except Full:
            self.build()
            return
        gone = [self.rows.pop(cto_id) for cto_id in wanted.difference(ids.tolist()) if cto_id in self.rows]
        at = [self.rows[cto_id] for cto_id in ids[known].tolist()]
        with self.file.patching() as arrays:
            arrays["word"][gone] = 0
            for name, column in columns.items():
                arrays[name][at] = column[known]
            self._append(self.file, ids[~known], {name: column[~known] for name, column in columns.items()})

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

    def _columns(self, file: PoolFile, cards: Cards) -> Arrays:
        """What the file's rows of these cards are; a grid that it does not have yet is added. Raises Full."""
        columns = {name: cards[name] for name in COLUMNS if name != "cto_id"}
        each, place = np.unique(cards["rates"], axis=0, return_inverse=True)
        numbers = np.zeros(len(each), np.uint32)
        for index, grid in enumerate(each):
            known = numbers[index] = self.grids.setdefault(grid.tobytes(), len(self.grids))
            if known >= len(file.arrays["grids"]):
                raise Full
            file.arrays["grids"][known] = grid
        columns["record"] = cards["record"].copy()
        columns["record"]["grid"] = numbers[place.ravel()]
        return columns

    def _append(self, file: PoolFile, ids: Ints, columns: Arrays) -> None:
        """After the last row; they are found once the number of rows says so."""
        first = file.rows
        last = first + len(ids)
        file.arrays["cto_id"][first:last] = ids
        for name, column in columns.items():
            file.arrays[name][first:last] = column
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
