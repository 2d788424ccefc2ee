"""« Et si… ? » : how many would fit if one answer were another. Exact inside: the very search that lists are made by.

What is told cannot single anybody out. Ceilings and rates stand on the grid of 50 EUR, counts are multiples of five.
And two answers never differ by a handful of people: a group that is less than five apart from the present one, or
from one told in the last month, is told as that and nothing more, whether the two are the same or not. So no question
says whether there is anybody between two of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Self

import numpy as np

from fractional import clock
from fractional.ctos.models import Cto
from matching.pool.columns import load
from matching.pool.finder import find
from matching.pool.models import Card
from matching.pool.requests import request_of, siren_of
from matching.proposals.models import WhatIf
from matching.scoring.columns import LONGEST_WINDOW, Pool, Requests
from matching.scoring.rank import needs_of
from matching.scoring.what_if import CROWD, GRID
from missions.needs.models import Need

REMEMBERED = timedelta(days=30)
Group = frozenset[int]


@dataclass(frozen=True)
class ForANeed:
    """Answers of a founder; None: as the need has it."""

    ceiling_eur: int | None
    half_days: int
    later_weeks: int
    """How many weeks more the start may wait."""
    min_cto_years: int
    on_site: bool

    @classmethod
    def as_is(cls, need: Need) -> Self:
        return cls(need.ceiling_eur, need.half_days or 1, 0, need.min_cto_years, need.on_site_half_days > 0)

    def who(self, need: Need) -> Group:
        """Numbers of the CTOs who would fit; raises ValueError for a ceiling off the grid."""
        if self.ceiling_eur and self.ceiling_eur % GRID and self.ceiling_eur != need.ceiling_eur:
            raise ValueError(f"A ceiling is a multiple of {GRID} EUR, not {self.ceiling_eur}")
        request = request_of(need)
        latest = request.start_first + 7 * LONGEST_WINDOW
        changed = replace(
            request,
            ceiling=None if need.pro_bono else self.ceiling_eur,
            half_days=self.half_days,
            start_last=min(request.start_last + 7 * self.later_weeks, latest),
            min_months_cto=12 * self.min_cto_years,
            on_site_half_days=min(request.on_site_half_days, self.half_days) if self.on_site else 0,
        )
        return frozenset(find(changed, siren=siren_of(need)).cto_id.tolist())


@dataclass(frozen=True)
class Facing:
    """A CTO and the needs of the day that they do not refuse, read once for all answers of a question."""

    cto: Cto
    pool: Pool
    """Their card; nothing while they are not in the pool."""
    needs: list[Need]

    @classmethod
    def of(cls, cto: Cto) -> Self:
        pool = load(cto_ids=[cto.pk])
        refused = set(Card.objects.filter(cto=cto).values_list("refused_sirens", flat=True).first() or ())
        needs = Need.objects.rankable().select_related("company").prefetch_related("goals")
        return cls(cto, pool, [need for need in needs if siren_of(need) not in refused] if len(pool) else [])

    @cached_property
    def requests(self) -> Requests:
        return Requests.of([request_of(need) for need in self.needs])


@dataclass(frozen=True)
class ForACto:
    """Answers of a CTO: the lowest rate they would accept, the most half-days a week of one mission."""

    rate_eur: int
    half_days: int

    def who(self, facing: Facing) -> Group:
        """Numbers of the open needs that would fit; raises ValueError for a rate off the grid."""
        if self.rate_eur % GRID and self.rate_eur != facing.cto.floor_rate_eur:
            raise ValueError(f"A rate is a multiple of {GRID} EUR, not {self.rate_eur}")
        if not facing.needs:
            return frozenset()
        rows, _scores, _openings = needs_of(self._changed(facing.pool), facing.requests)
        return frozenset(facing.needs[row].pk for row in rows.tolist())

    @classmethod
    def as_is(cls, cto: Cto) -> Self:
        return cls(cto.floor_rate_eur or GRID, cto.max_half_days)

    def _changed(self, pool: Pool) -> Pool:
        """Steps never stand under the floor."""
        most = np.full(len(pool), self.half_days)
        return replace(
            pool,
            floor=np.full(len(pool), self.rate_eur),
            rates=np.maximum(pool.rates, self.rate_eur),
            max_half_days=most,
            min_half_days=np.minimum(pool.min_half_days, most),
        )


def told(group: Group, before: Iterable[Group]) -> int | None:
    """A multiple of five; None when the group is less than five apart from one that was told."""
    if any(len(group ^ other) < CROWD for other in before):
        return None
    return len(group) // CROWD * CROWD


def remembered(asker: str) -> list[WhatIf]:
    """Every question of a month, the newest first."""
    return list(WhatIf.objects.filter(asker=asker, asked_on__gte=clock.today() - REMEMBERED))
