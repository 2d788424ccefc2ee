"""Who fits a need best, of the whole pool: by the file, or by PostgreSQL where there is none to read.

The cards of whoever is shown are read again and scored anew: what is shown is what was committed, however old or torn
the file. Somebody who came to fit in the last milliseconds may be missing; nobody who does not fit is there.
"""

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

import numpy as np
from django.conf import settings

from fractional import clock
from matching.pool import search
from matching.pool.columns import load
from matching.pool.file import PoolFile
from matching.pool.models import Card
from matching.pool.search import Judged
from matching.pool.sql import ranked
from matching.scoring import calendar, rules
from matching.scoring.columns import Ints, Pool, Request
from matching.scoring.rank import Ranking, rank
from matching.scoring.weights import V1, Weights

log = logging.getLogger(__name__)

LEFT_ALONE = 120
"""Seconds after which a file that its writer has not touched is not believed: newcomers would never be found."""


@dataclass(frozen=True, eq=False)
class Found:
    """Some CTOs, best first, and what put them there."""

    cto_id: Ints
    value: Ints
    lower: Ints
    """The lower of both totals."""
    fitting: int
    """How many fit in all."""

    @classmethod
    def of(cls, rows: list[tuple[int, int, int]], limit: int | None) -> Self:
        """The first `limit` of these rows."""
        cto_id, value, lower = np.array(rows[:limit], np.int64).reshape(-1, 3).T
        return cls(cto_id, value, lower, len(rows))

    def __len__(self) -> int:
        return len(self.cto_id)


def ranked_pool(
    request: Request, *, siren: int = 0, weights: Weights = V1, limit: int | None = None
) -> tuple[Pool, Ranking]:
    """The best `limit` who fit, or all, as their cards are now; and their ranking, best first."""
    found = find(request, siren=siren, weights=weights, limit=limit)
    pool = load(siren=siren, cto_ids=found.cto_id.tolist())
    return pool, rank(pool, request, weights, limit)


def find(request: Request, *, siren: int = 0, weights: Weights = V1, limit: int | None = None) -> Found:
    """The best `limit`, or all who fit, best first; who shows one reads their card again."""
    file = _current()
    if file is None:
        rows = ranked(request, siren=siren, weights=weights)
        return Found.of([(row.cto_id, row.value, min(row.company, row.cto)) for row in rows], limit)
    refusing = _refusing(siren)
    best, fitting = file.look(
        lambda columns, rows: search.best(
            columns, rows, request, weights=weights, limit=limit, blocked=refusing
        )
    )
    return Found(best.cto_id.astype(np.int64), best.value, best.lower, fitting)


def judge(request: Request, *, siren: int = 0) -> Judged:
    """Everybody, and which rules keep them away."""
    file = _current()
    if file is None:
        pool = load(siren=siren)
        return Judged(pool.cto_id, rules.broken(pool, request, calendar.openings(pool, request)))
    refusing = _refusing(siren)
    return file.look(lambda columns, rows: search.judged(columns, rows, request, blocked=refusing))


def _refusing(siren: int) -> list[int]:
    """Whom this company is never shown, as committed now."""
    return list(Card.objects.filter(refused_sirens__contains=[siren]).values_list("cto_id", flat=True))


def _current() -> PoolFile | None:
    """The file under its name: opened once, and again when another has taken its place."""
    if not settings.POOL_FILE:
        return None
    path = Path(settings.POOL_FILE)
    try:
        stat = path.stat()
    except FileNotFoundError:
        return _opened(path, 0)
    if clock.real_now().timestamp() - stat.st_mtime > LEFT_ALONE:
        return _left_alone(path, stat.st_mtime)
    return _opened(path, stat.st_ino)


@lru_cache(maxsize=1)
def _opened(path: Path, inode: int) -> PoolFile | None:
    # Mapped, the file keeps its inode as long as we hold it: no other file has the same one meanwhile.
    return PoolFile.of(path)


@lru_cache(maxsize=1)
def _left_alone(path: Path, touched: float) -> None:
    log.warning("the writer of the pool file %s left it alone: PostgreSQL is asked", path)
