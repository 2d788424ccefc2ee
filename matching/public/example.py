"""The worked example of docs/scoring.md and of « Comment nous classons », scored by the very code that ranks."""

from datetime import date

from matching.scoring.columns import Pool, Request
from matching.scoring.explain import Explanation, explain
from matching.scoring.rank import rank
from matching.scoring.weights import Weights

FIRST = date(2026, 2, 2).toordinal()

NEED = Request(
    need_id=7,
    today=date(2026, 1, 14).toordinal(),
    function=1,
    scope=1,
    kind=1,
    half_days=4,
    months=6,
    start_first=FIRST,
    start_last=FIRST + 28,
    ceiling=1050,
    asked=0b0011001100,
    hands_on=1,
    on_site_half_days=2,
    department=69,
    languages=1,
    headcount=25,
    team_size=7,
    stage=4,
    sector=8,
    tags=0b111,
    topics=0b1111,
)
FROM_THE_THIRD_MONDAY = -(1 << 5)
"""Week zero is three weeks before the window opens."""
CTO: dict[str, object] = {
    "cto_id": 42,
    "function": 1,
    "scopes": 1,
    "rates": [1000] * 6 + [920] * 6,
    "floor": 850,
    "week_zero": FIRST - 21,
    "free": [0, 0, FROM_THE_THIRD_MONDAY, FROM_THE_THIRD_MONDAY, 0, 0, FROM_THE_THIRD_MONDAY, 0, -1, -1],
    "room": [-1] * 5 + [0] * 5,
    "min_half_days": 2,
    "max_half_days": 6,
    "min_months": 3,
    "full_time_months": 90,
    "gate_lifted": False,
    "references": 2,
    "references_positive": 2,
    "kinds_accepted": 3,
    "kinds_wanted": 1,
    "kinds_lived": 1,
    "contracts": 1,
    "pro_bono": False,
    "topics": 0b0111,
    "sectors": 8,
    "sectors_refused": 0,
    "tags": 0b1,
    "headcount_min": 10,
    "headcount_max": 20,
    "max_team_led": 9,
    "hands_on": 1,
    "zones_a": 0,
    "zones_b": 1 << 5,
    "languages": 1,
    "stages_wanted": 0,
    "priorities": 0,
    "confirmed_on": date(2026, 1, 5).toordinal(),
    "exposures_30d": 0,
}


def worked(weights: Weights) -> Explanation:
    """Every part of both sides of that pair."""
    pool = Pool.from_rows([CTO])
    (pair,) = explain(rank(pool, NEED, weights), pool, NEED)
    return pair
