"""Promise 1, asked at each of its four gates: ranking, selection made, company asks, mail leaves.

The same rules as the ranking, on the card as it stands now.
"""

from fractional.ctos.models import Cto
from matching.pool.columns import load
from matching.pool.requests import request_of, siren_of
from matching.scoring import rules
from matching.scoring.rank import rank
from missions.needs.models import Need

NOT_VERIFIED = "not_verified"
"""Code of somebody without a card: paused, gone, or never verified."""


def broken_rules(cto: Cto, need: Need, rate: int | None = None) -> list[str]:
    """Codes of the hard rules that this pair breaks; none when it fits.

    `rate` is the day rate to hold against the CTO's floor, EUR excluding VAT; the need's ceiling without it.
    """
    pool = load(siren=siren_of(need), cto_ids=[cto.pk])
    if not len(pool):
        return [NOT_VERIFIED]
    return list(rules.codes(int(rank(pool, request_of(need, ceiling=rate)).broken[0])))
