"""From a rhythm and a budget to the rate ceiling, and back (decisions 12 and 18).

Half-days are whole numbers per week, rates whole EUR per day excluding VAT. A month counts 4.33 weeks,
as French day rates do: 2 days a week are 8.66 days a month. Everything is exact integer arithmetic in
hundredths of a half-day, so that a figure shown once is the same figure everywhere.
"""

from fractional.bounds import CEILING_STEP, RATE_MAX, RATE_MIN
from fractional.workdays import WEEKS_PER_MONTH_X100, half_days_a_week

__all__ = [
    "WEEKS_PER_MONTH",
    "OffTheGrid",
    "ceiling_eur",
    "half_days_a_month_x100",
    "half_days_a_week",
    "monthly_cost_eur",
]

WEEKS_PER_MONTH = 4.33
"""Weeks in a month; their whole hundredths are what computes."""


class OffTheGrid(ValueError):
    """No ceiling of the grid can be paid with that budget."""


def half_days_a_month_x100(*, half_days: int, days_per_month: int | None = None) -> int:
    """Half-days bought in a month, in hundredths: 4 a week are 1732, 3 days a month are 600."""
    return 200 * days_per_month if days_per_month else half_days * WEEKS_PER_MONTH_X100


def monthly_cost_eur(rate_eur: int, *, half_days: int, days_per_month: int | None = None) -> int:
    """What a month costs at that day rate, to the nearest euro: 1 000 EUR × 2 days a week = 8 660 EUR."""
    x200 = half_days_a_month_x100(half_days=half_days, days_per_month=days_per_month) * rate_eur
    return (x200 + 100) // 200


def ceiling_eur(monthly_budget_eur: int, *, half_days: int, days_per_month: int | None = None) -> int:
    """The highest rate of the grid that the monthly budget pays: 9 100 EUR for 2 days a week is 1 050 EUR.

    A budget above the grid gives its highest rate. Raises OffTheGrid under its lowest.
    """
    bought = half_days_a_month_x100(half_days=half_days, days_per_month=days_per_month)
    # A cost is shown to the nearest euro: 8 660 EUR must give back the 1 000 EUR it came from.
    rate = (200 * monthly_budget_eur + 99) // bought // CEILING_STEP * CEILING_STEP
    if rate < RATE_MIN:
        raise OffTheGrid
    return min(rate, RATE_MAX)
