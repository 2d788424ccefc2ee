"""The ranking as one SQL query over the cards: an answer of its own to hold the scorer against.

`ranked.sql` repeats the rules and the curves in PostgreSQL's own integers; weights and chances are handed to it. A
test holds that who fits, both totals and the order are the scorer's, for 200 needs.
"""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from django.db import connection

from matching.scoring.chance import TABLE
from matching.scoring.columns import HALF_DAYS, Request
from matching.scoring.weights import V1, Weights

QUERY = (Path(__file__).parent / "ranked.sql").read_text()
_WEEK, _WORD = 7, 64


class Ranked(NamedTuple):
    cto_id: int
    company: int
    """Total of the side, out of 1,000, like `cto`."""
    cto: int
    value: int
    first_start: int
    half_days: int
    """Mask of the half-days free from there for the whole length."""
    spare: bool


def ranked(
    request: Request, *, siren: int = 0, weights: Weights = V1, limit: int | None = None
) -> list[Ranked]:
    """The best `limit` who fit this need of the company with that SIREN, or all of them."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY, parameters(request, weights) | {"siren": siren, "limit": limit})
        return [Ranked(*row) for row in cursor.fetchall()]


def parameters(request: Request, weights: Weights) -> dict[str, Any]:
    year, week, _ = date.fromordinal(request.today).isocalendar()
    every_tick = np.arange(1 << len(weights.cto))
    return asdict(request) | {
        "first_monday": max(request.start_first, request.today + (1 - request.today) % _WEEK),
        "length": (1 << request.weeks) - 1 if request.weeks < _WORD else -1,
        "rate_step": request.rate_column + 1,
        "asked_or_any": request.asked or (1 << HALF_DAYS) - 1,
        "wanted_days": min(request.asked.bit_count() or HALF_DAYS, request.half_days),
        "company_weights": weights.of_company(request.priorities).tolist(),
        "cto_weights": weights.of_ctos(every_tick).ravel().tolist(),
        "chances": TABLE.tolist(),
        "week": f"{year}-W{week:02d}",
    }
