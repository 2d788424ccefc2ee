"""« Je ne sais pas encore »: an indicative band of rates, from three answers and dated figures (R01, R03).

Ours is an estimate: no public figure gives a part-time CTO's rate. Years as a full-time CTO and the largest team led
each count 0 to 3. Up to 1 in all, the band goes from the lowest figure to the low end of the middle; from 5 on, from
the high end of the middle to the highest; in between, half-way on either side of the middle. The region of Paris adds
its percentage. EUR per day excluding VAT, rounded outwards to 50. Nothing here is ever written as somebody's rate.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.data import Figures, figures

YEARS = (
    ("0", _("moins de 2 ans")),
    ("1", _("2 à 5 ans")),
    ("2", _("5 à 10 ans")),
    ("3", _("10 ans ou plus")),
)
TEAMS = (
    ("0", _("pas d’équipe")),
    ("1", _("1 à 5 personnes")),
    ("2", _("6 à 15 personnes")),
    ("3", _("plus de 15 personnes")),
)
PARIS, ELSEWHERE = "paris", "elsewhere"
PLACES = ((PARIS, _("en Île-de-France")), (ELSEWHERE, _("ailleurs, ou à distance")))
ROUND = 50
FIRST, LAST = 1, 5
"""Up to the first sum one begins; from the last on one has seen it all."""


@dataclass(frozen=True)
class Band:
    low: int
    high: int
    checked_on: date
    expired: bool
    """Its figures are out of date: whoever shows it says so."""


def band(*, years: str, team: str, place: str, on: date | None = None) -> Band:
    """The band for these answers, by the figures in force on a day (today without one)."""
    known = figures(on or clock.today())
    low, high = _ends(int(years) + int(team), known)
    percent = 100 + (int(known["rate_band_paris_percent"].value) if place == PARIS else 0)
    keys = [key for key in known.by_key if key.startswith("rate_band_")]
    return Band(
        low=low * percent // 100 // ROUND * ROUND,
        high=-(-high * percent // 100 // ROUND) * ROUND,
        checked_on=max(known[key].checked_on for key in keys),
        expired=known.expired(*keys),
    )


def _ends(seen: int, known: Figures) -> tuple[int, int]:
    least, most = int(known["rate_band_low_eur"].value), int(known["rate_band_high_eur"].value)
    middle = int(known["rate_band_median_low_eur"].value), int(known["rate_band_median_high_eur"].value)
    if seen <= FIRST:
        return least, middle[0]
    if seen >= LAST:
        return middle[1], most
    return (least + middle[0]) // 2, (middle[1] + most) // 2
