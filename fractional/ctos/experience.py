"""Months of full-time CTO, computed from dated roles: the one figure that the gate and the score read.

The rule (article rows 12 and 20). Only roles titled CTO and held full-time count. Their days are put
together: a day lived in two companies at once is one day, a gap is nothing, the first and the last day
both count, and an open role runs until today, included. Twelve months are 365 days; the sum is rounded
to the nearest month, so that a role entered as « janvier à juin » is six months whatever their lengths.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import ngettext

from fractional.ctos.models import Post
from fractional.ui import words

DAYS_IN_A_YEAR = 365
MONTHS_TO_BE_MATCHED = 12
"""Below this a curator's reasoned exception is needed (decision 16)."""

ONE_DAY = timedelta(days=1)


def full_time_months(posts: Iterable[Post], today: date) -> int:
    """Months spent as a full-time CTO until `today`, overlaps counted once. Never negative."""
    return months(days_covered(_periods(posts, today)))


def days_covered(periods: Iterable[tuple[date, date]]) -> int:
    """Days in at least one of the periods, first and last days included."""
    total, counted_until = 0, date.min
    for first, last in sorted(periods):
        start = max(first, counted_until + ONE_DAY)
        if last >= start:
            total += (last - start).days + 1
            counted_until = last
    return total


def months(days: int) -> int:
    """Days said in months, to the nearest one: 365 days are 12, 181 are 6."""
    return (days * 12 * 2 + DAYS_IN_A_YEAR) // (DAYS_IN_A_YEAR * 2)


def said(months: int) -> str:
    """« 11 ans et 11 mois », « 8 mois »: months as people say them."""
    years, rest = divmod(months, 12)
    if not years:
        return words.months(months)
    in_years = ngettext("%(count)s an", "%(count)s ans", years) % {"count": years}
    return words.listed([in_years, words.months(rest)]) if rest else in_years


def _periods(posts: Iterable[Post], today: date) -> list[tuple[date, date]]:
    return [
        (post.started_on, min(post.ended_on or today, today))
        for post in posts
        if post.full_time and post.title in Post.CTO_TITLES and post.started_on <= today
    ]
