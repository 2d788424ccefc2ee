"""A CTO's own terms beside those they were asked with."""

from dataclasses import dataclass
from datetime import date

from matching.proposals.models import Proposal
from missions.needs import ceiling
from missions.needs.models import Need


@dataclass(frozen=True)
class Counter:
    rate: int | None
    cost: int | None
    """Per month, as the company reads it."""
    half_days: list[int]
    starts_on: date | None
    kept_once: bool


def monthly_cost(need: Need, rate_eur: int, half_days: list[int]) -> int:
    """Of the need's own rhythm, or of the other one that these two agreed on. EUR per month excluding VAT."""
    if len(half_days) == need.half_days:
        return need.monthly_cost_eur(rate_eur)
    return ceiling.monthly_cost_eur(rate_eur, half_days=len(half_days))


def counter_of(proposal: Proposal) -> Counter | None:
    """None but while the company answers them."""
    if proposal.state != Proposal.State.COUNTERED:
        return None
    rate, half_days = proposal.counter_rate_eur, proposal.counter_half_days
    return Counter(
        rate=rate,
        cost=monthly_cost(proposal.need, rate, half_days) if rate else None,
        half_days=half_days,
        starts_on=proposal.counter_start_on,
        kept_once=proposal.counter_kept_once,
    )
