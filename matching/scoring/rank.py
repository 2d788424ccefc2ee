"""One need against a pool: who is excluded and why, who remains, in which order, with every part."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from matching.scoring import calendar, parts, rules
from matching.scoring.calendar import Openings
from matching.scoring.chance import TABLE
from matching.scoring.columns import Ints, Pool, Request, Requests, Rows
from matching.scoring.curves import FULL, NEUTRAL, UNKNOWN
from matching.scoring.order import Standing, in_order
from matching.scoring.parts import Part
from matching.scoring.weights import V1, Weights


@dataclass(frozen=True, eq=False)
class Scores:
    """Both sides of some rows. Points of the parts add up to the total of the side."""

    company_thousandths: Ints
    """(m, 9), in the order of `parts.COMPANY`; `curves.UNKNOWN` where nothing can be told."""
    cto_thousandths: Ints
    """(m, 7), in the order of `parts.CTO`."""
    company_weights: Ints
    cto_weights: Ints
    company_points: Ints
    cto_points: Ints
    company: Ints
    """Totals, 0 to 1,000."""
    cto: Ints
    company_chance: Ints
    """Parts per million."""
    cto_chance: Ints
    value: Ints
    """Product of both chances: what the order goes by."""

    def standing(self, pool: Pool) -> Standing:
        """What the order of these rows goes by; `pool` has the same rows."""
        return _standing(pool, self.company, self.cto, self.value)

    def take(self, rows: Rows) -> "Scores":
        return Scores(*(getattr(self, spec.name)[rows] for spec in fields(self)))


@dataclass(frozen=True, eq=False)
class Ranking:
    """Eligible rows, best first; `rows`, `scores` and `openings` go together, `broken` is for the whole pool."""

    rows: Ints
    """Indices into the pool."""
    scores: Scores
    openings: Openings
    broken: Ints
    """For each row of the pool, the mask of the hard rules it breaks (`rules.codes`, `rules.counts`)."""
    weights: Weights

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def eligible(self) -> int:
        """How many rows break no rule, whatever the limit."""
        return int((self.broken == 0).sum())


def rank(pool: Pool, request: Request, weights: Weights = V1, limit: int | None = None) -> Ranking:
    """The best `limit` eligible rows, or all of them."""
    every = calendar.openings(pool, request)
    broken = rules.broken(pool, request, every)
    eligible = np.flatnonzero(broken == 0)
    fitting, openings = pool.take(eligible), every.take(eligible)
    scores = score(fitting, request, openings, weights)
    order = in_order(scores.standing(fitting), request, limit)
    return Ranking(eligible[order], scores.take(order), openings.take(order), broken, weights)


def needs_of(pool: Pool, requests: Requests, weights: Weights = V1) -> tuple[Ints, Scores, Openings]:
    """One CTO, a pool of one row, against many needs: places of those that fit, then both sides and the start.

    `blocked` is of no company: the caller leaves out the needs of those that this CTO refuses.
    """
    rows = rules.kept_by_one(pool, requests)
    openings = calendar.openings_of_one(pool, requests.take(rows))
    open_ = np.flatnonzero(openings.first_start)
    rows, openings = rows[open_], openings.take(open_)
    each = pool.take(np.zeros(len(rows), np.int64))
    return rows, score(each, requests.take(rows), openings, weights), openings


def standing(pool: Pool, request: Request, openings: Openings, weights: Weights) -> Standing:
    """`score(…).standing(pool)`, without keeping what only an explanation reads."""
    company = _total(parts.COMPANY, weights.of_company(request.priorities), pool, request, openings)
    cto = _total(parts.CTO, weights.of_ctos(pool.priorities).T, pool, request, openings)
    return _standing(pool, company, cto, TABLE.take(company) * TABLE.take(cto))


def score(pool: Pool, request: Request | Requests, openings: Openings, weights: Weights) -> Scores:
    """Both sides of every row; meant for eligible rows. Many needs are one for each row."""
    company = parts.thousandths(parts.COMPANY, pool, request, openings)
    cto = parts.thousandths(parts.CTO, pool, request, openings)
    company_weights = np.broadcast_to(weights.of_company(request.priorities), company.shape)
    cto_weights = weights.of_ctos(pool.priorities)
    company_points = _points(company, company_weights)
    cto_points = _points(cto, cto_weights)
    company_total, cto_total = company_points.sum(axis=1), cto_points.sum(axis=1)
    company_chance, cto_chance = TABLE.take(company_total), TABLE.take(cto_total)
    return Scores(
        company_thousandths=company,
        cto_thousandths=cto,
        company_weights=company_weights,
        cto_weights=cto_weights,
        company_points=company_points,
        cto_points=cto_points,
        company=company_total,
        cto=cto_total,
        company_chance=company_chance,
        cto_chance=cto_chance,
        value=company_chance * cto_chance,
    )


def _standing(pool: Pool, company: Ints, cto: Ints, value: Ints) -> Standing:
    return Standing(value, np.minimum(company, cto), pool.exposures_30d.astype(np.int64), pool.cto_id)


def _total(side: Mapping[str, Part], weights: Ints, pool: Pool, request: Request, openings: Openings) -> Ints:
    """Out of 1,000; `weights` are one for each part, or one row for each."""
    total = np.zeros(len(pool), np.int64)
    for part, weight in zip(side.values(), weights, strict=True):
        total += _points(part(pool, request, openings).astype(np.int64, copy=False), weight)
    return total


def _points(thousandths: Ints, weights: Ints) -> Ints:
    points = np.where(thousandths == UNKNOWN, NEUTRAL, thousandths)
    points *= weights
    points //= FULL
    return points
