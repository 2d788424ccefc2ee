"""The best of the whole pool for a need, exactly: columns first, the records of those who pass, then the one formula.

What is found is as fresh as the file; who shows it reads the cards of those few again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from matching.pool.layout import LEFT, SCORED, Arrays, mondays, passing, reaching, read_for, unpacked
from matching.scoring import calendar, rules
from matching.scoring.calendar import Openings
from matching.scoring.columns import Ints, Pool, Request
from matching.scoring.order import Standing, in_order
from matching.scoring.rank import standing
from matching.scoring.weights import V1, Weights

CHUNK = 1 << 16
"""Rows whose columns are read at once: their masks stay in the processor's cache."""
PIECE = 1 << 13
"""Records scored at once, for the same reason."""


def best(
    arrays: Arrays,
    size: int,
    request: Request,
    *,
    weights: Weights = V1,
    limit: int | None = None,
    blocked: Iterable[int] = (),
) -> tuple[Standing, int]:
    """Who fits among the first `size` rows, best first: the best `limit`, or all of them; and how many fit in all.

    `blocked` are those who refuse this company. Set and order are those of `matching.scoring.rank`.
    """
    refusing = np.fromiter(blocked, np.int64)
    found, fitting = Standing.nobody(), 0
    for rows in _in_pieces(_candidates(arrays, size, request)):
        piece = _standing(arrays, rows, request, weights)
        if len(refusing):
            piece = piece.take(~np.isin(piece.cto_id, refusing))
        fitting += len(piece)
        found = found.joined(piece)
        found = found.take(found.ahead(limit))
    return found.take(in_order(found, request, limit)), fitting


@dataclass(frozen=True, eq=False)
class Judged:
    """The whole pool against every rule, a row each."""

    cto_id: Ints
    broken: Ints
    """Mask of the rules that each breaks; 0 is eligible."""

    def __len__(self) -> int:
        return len(self.cto_id)

    @property
    def eligible(self) -> int:
        return int((self.broken == 0).sum())

    @property
    def excluded(self) -> dict[str, int]:
        """How many CTOs each rule excludes, where it excludes any; one who breaks two counts twice."""
        return {code: count for code, count in rules.counts(self.broken).items() if count}

    def who(self, code: str) -> list[int]:
        """Numbers of those whom this rule excludes."""
        return self.cto_id[self.broken & rules.bit(code) != 0].tolist()


def judged(arrays: Arrays, size: int, request: Request, *, blocked: Iterable[int] = ()) -> Judged:
    """Dearer than `best`, which reads no more of somebody than it must."""
    refusing = np.fromiter(blocked, np.int64)
    ids, masks = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for start in range(0, size, PIECE):
        rows = np.flatnonzero(arrays["word"][start : start + PIECE][: size - start]) + start
        pool, openings = _read(arrays, rows, request, read_for(request))
        ids.append(pool.cto_id)
        masks.append(
            rules.broken(pool, request, openings) | np.isin(pool.cto_id, refusing) * rules.bit("blocked")
        )
    return Judged(np.concatenate(ids), np.concatenate(masks))


def _candidates(arrays: Arrays, size: int, request: Request) -> Iterator[Ints]:
    """Rows that break no rule of one column, and can sell enough half-days each week from some Monday asked for."""
    for start in range(0, size, CHUNK):
        rows = passing(arrays, request, slice(start, min(start + CHUNK, size)))
        sellable = reaching(request.half_days, arrays["sellable"].take(rows, axis=0))
        starts = calendar.lasting(sellable, request.weeks)
        yield rows[calendar.in_window(mondays(arrays["week_zero"][rows]), starts, request) != 0]


def _in_pieces(found: Iterable[Ints]) -> Iterator[Ints]:
    """The same rows, about `PIECE` at a time."""
    waiting: list[Ints] = []
    for rows in found:
        waiting.append(rows)
        if sum(map(len, waiting)) >= PIECE:
            whole = np.concatenate(waiting)
            yield from (whole[at : at + PIECE] for at in range(0, len(whole) - PIECE + 1, PIECE))
            waiting = [whole[len(whole) // PIECE * PIECE :]]
    if waiting:
        yield np.concatenate(waiting)


def _standing(arrays: Arrays, rows: Ints, request: Request, weights: Weights) -> Standing:
    pool, openings = _read(arrays, rows, request, SCORED)
    kept = rules.keeping(LEFT, pool, request, openings)
    return standing(pool, request, openings, weights).take(kept)


def _read(arrays: Arrays, rows: Ints, request: Request, names: Iterable[str]) -> tuple[Pool, Openings]:
    """These columns of these rows, and when each of them could begin."""
    found = {name: arrays[name].take(rows, axis=0) for name in names}
    pool = unpacked(found, arrays["grids"], request)
    return pool, calendar.openings(pool, request)
