"""What a need costs: a month, a year, and a full-time CTO beside it, from dated figures (article rows 52 and 70)."""

from dataclasses import dataclass
from datetime import date

from fractional.data import figures
from missions.needs import ceiling

_COMPARED = ("permanent_cto_salary_year_eur", "permanent_cto_cost_year_eur", "weeks_worked_per_year")


@dataclass(frozen=True)
class Estimate:
    """EUR excluding VAT."""

    ceiling_eur: int
    month_eur: int
    year_eur: int
    """Over the weeks that are worked in a year."""
    fee_percent: int
    full_time_salary_eur: int
    full_time_year_eur: int
    """What a full-time CTO with that salary costs an employer."""
    checked_on: date
    expired: bool
    """The figures of the comparison are out of date (rule R01)."""


def estimate(ceiling_eur: int, *, half_days: int, days_per_month: int | None = None) -> Estimate:
    """The cost of a need at its rate ceiling: 1 000 EUR, 2 days a week: 8 660 a month, 88 000 a year."""
    known = figures()
    bought = ceiling.half_days_a_month_x100(half_days=half_days, days_per_month=days_per_month)
    weeks = int(known["weeks_worked_per_year"].value)
    return Estimate(
        ceiling_eur=ceiling_eur,
        month_eur=ceiling.monthly_cost_eur(ceiling_eur, half_days=half_days, days_per_month=days_per_month),
        year_eur=round(bought * ceiling_eur * weeks / (2 * ceiling.WEEKS_PER_MONTH * 100)),
        fee_percent=int(known["service_fee_percent"].value),
        full_time_salary_eur=int(known["permanent_cto_salary_year_eur"].value),
        full_time_year_eur=int(known["permanent_cto_cost_year_eur"].value),
        checked_on=known.checked_on,
        expired=known.expired(*_COMPARED),
    )
