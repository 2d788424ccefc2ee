"""Promise 1, asked at each of its four gates: ranking, selection made, company asks, mail leaves.

The same rules as the ranking, on the card as it stands now.
"""

from dataclasses import replace
from datetime import date

import numpy as np

from fractional import clock, workdays
from fractional.ctos.models import Cto
from fractional.history.moves import held
from matching.pool.columns import load
from matching.pool.requests import request_of, siren_of
from matching.proposals.models import Proposal
from matching.scoring import rules
from matching.scoring.columns import Pool, Request
from matching.scoring.rank import rank
from missions.needs.models import Need

NOT_VERIFIED = "not_verified"
"""Code of somebody without a card: paused, gone, or never verified."""


ON_THE_CARD = (Proposal.State.KEPT, Proposal.State.WANTED, Proposal.State.SENT, Proposal.State.SEEN)
"""Until both said yes a proposal is for the half-days and the window of its card; then the two talk about others."""


def broken_rules(cto: Cto, need: Need, rate: int | None = None) -> list[str]:
    """Codes of the hard rules that this pair breaks; none when it fits.

    `rate` is the day rate to hold against the CTO's floor, EUR excluding VAT; the need's ceiling without it.
    """
    return _broken(load(siren=siren_of(need), cto_ids=[cto.pk]), request_of(need, ceiling=rate))


def broken_by(proposal: Proposal) -> list[str]:
    """The same for a proposal as it stands: its own rate, its own half-days, and in talks a later start."""
    rate, half_days, start = _terms(proposal)
    pool = load(siren=siren_of(proposal.need), cto_ids=[proposal.cto_id])
    request = request_of(proposal.need, ceiling=rate)
    if proposal.state in ON_THE_CARD:
        pool = _free_on(pool, half_days)
    else:
        monday = max(workdays.next_monday(clock.today()), workdays.monday_of(start)).toordinal()
        request = replace(request, start_last=max(request.start_last, monday))
    if (
        proposal.countered_at and proposal.state not in ON_THE_CARD
    ):  # the CTO said themself what they would do
        request = replace(request, half_days=len(half_days))
    return _broken(pool, request)


def _terms(proposal: Proposal) -> tuple[int | None, list[int], date]:
    """What is on the table: while a company answers other terms, these."""
    if proposal.state == Proposal.State.COUNTERED:
        return proposal.counter_rate_eur, proposal.counter_half_days, held(proposal.counter_start_on)
    return proposal.proposal_rate_eur, proposal.half_days, proposal.first_start_on


def _broken(pool: Pool, request: Request) -> list[str]:
    return list(rules.codes(int(rank(pool, request).broken[0]))) if len(pool) else [NOT_VERIFIED]


def _free_on(pool: Pool, half_days: list[int]) -> Pool:
    """The same pool with no other half-day open than these."""
    free = np.zeros_like(pool.free)
    free[:, half_days] = pool.free[:, half_days]
    return replace(pool, free=free)
