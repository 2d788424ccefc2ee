"""Who comes first: value, then the lower of the two sides, then fewest exposures; equals are drawn for the week."""

from dataclasses import dataclass, fields
from datetime import date
from hashlib import md5
from itertools import pairwise
from typing import Self

import numpy as np

from matching.scoring.columns import Column, Ints, Request


@dataclass(frozen=True, eq=False)
class Standing:
    """All that the order of some CTOs depends on."""

    value: Ints
    lower: Ints
    """The lower of the two totals."""
    exposures: Ints
    """Selections of the last 30 days."""
    cto_id: Ints

    @classmethod
    def nobody(cls) -> Self:
        return cls(*(np.zeros(0, np.int64) for _ in fields(cls)))

    def __len__(self) -> int:
        return len(self.value)

    def take(self, rows: Column) -> Self:
        return type(self)(*(getattr(self, spec.name)[rows] for spec in fields(self)))

    def joined(self, other: "Standing") -> Self:
        both = ((getattr(self, spec.name), getattr(other, spec.name)) for spec in fields(self))
        return type(self)(*map(np.concatenate, both))

    def ahead(self, limit: int | None) -> Ints:
        """Rows whose value is that of the place `limit` or more: no other has to be sorted."""
        if limit is None or not 0 < limit < len(self):
            return np.arange(len(self))
        last = len(self) - limit
        return np.flatnonzero(self.value >= np.partition(self.value, last)[last])


def in_order(standing: Standing, request: Request, limit: int | None = None) -> Ints:
    """Rows of the best `limit`, or of all, best first."""
    rows = standing.ahead(limit)
    some = standing.take(rows)
    keys = np.stack([-some.value, -some.lower, some.exposures])
    order = np.lexsort(keys[::-1])
    ordered = keys[:, order]
    starts_group = np.ones(len(order), np.bool_)
    starts_group[1:] = (ordered[:, 1:] != ordered[:, :-1]).any(axis=0)
    for start, end in pairwise([*np.flatnonzero(starts_group).tolist(), len(order)]):
        if limit is not None and start >= limit:
            break
        if end - start > 1:
            order[start:end] = sorted(order[start:end], key=lambda row: _draw(request, int(some.cto_id[row])))
    return rows[order][:limit]


def _draw(request: Request, cto_id: int) -> str:
    """The same for a week, then another: nobody owes their place to an id, a name or a date of arrival."""
    year, week, _ = date.fromordinal(request.today).isocalendar()
    key = f"{request.need_id}:{cto_id}:{year}-W{week:02d}"
    return md5(key.encode(), usedforsecurity=False).hexdigest()
