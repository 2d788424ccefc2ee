"""How figures, rates, days and dates are said, in French and in English.

French sets a no-break space (U+00A0) inside numbers and before the euro sign; U+202F is in neither of our fonts.
Pages use these through the template library ``fr``; mails and messages call them directly. Days and moments may be
ISO text, as the context of a mail keeps them.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.utils.translation import get_language

from fractional.clock import PARIS

NBSP = "\u00a0"


class _Language(NamedTuple):
    weekdays: tuple[str, ...]
    initials: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    halves: tuple[str, str]
    conjunction: str


_FRENCH = _Language(
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    initials="LMMJV",
    months=(
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    short_months=(
        "janv.",
        "févr.",
        "mars",
        "avr.",
        "mai",
        "juin",
        "juil.",
        "août",
        "sept.",
        "oct.",
        "nov.",
        "déc.",
    ),
    halves=("matin", "après-midi"),
    conjunction="et",
)
_ENGLISH = _Language(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    initials="MTWTF",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    short_months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    halves=("morning", "afternoon"),
    conjunction="and",
)


def in_english() -> bool:
    """Whether the active language is English; every other language is answered in French."""
    return (get_language() or "fr").startswith("en")


def language() -> _Language:
    return _ENGLISH if in_english() else _FRENCH


def number(value: int | float | Decimal) -> str:
    """« 12 500 », « 1,5 »; in English "12,500", "1.5". At most two decimals, none that are zero."""
    exact = Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{exact:,.2f}".removesuffix(".00")
    if "." in text:
        text = text.removesuffix("0")
    return text if in_english() else text.replace(",", NBSP).replace(".", ",")


def eur(amount: int | float | Decimal) -> str:
    """Euros, never rounded to thousands: « 1 000 € », "€1,000"; cents only when there are some."""
    if Decimal(str(amount)) % 1:
        text = f"{Decimal(str(amount)):,.2f}"
        text = text if in_english() else text.replace(",", NBSP).replace(".", ",")
    else:
        text = number(amount)
    return f"€{text}" if in_english() else f"{text}{NBSP}€"


def tjm(amount: int) -> str:
    """A day rate, always before tax: « 1 000 € HT par jour »."""
    return f"{eur(amount)} per day excl. VAT" if in_english() else f"{eur(amount)} HT par jour"


def monthly(amount: int) -> str:
    """A monthly cost, always before tax: « 8 660 € HT par mois »."""
    return f"{eur(amount)} per month excl. VAT" if in_english() else f"{eur(amount)} HT par mois"


def counted(value: int | float | Decimal, one: str, many: str) -> str:
    """A number with its noun; French is singular below two (« 1,5 jour »), English for one alone."""
    singular = value == 1 if in_english() else -2 < value < 2
    return f"{number(value)} {one if singular else many}"


def day_count(half_days: int) -> str:
    """Half-days said in days: 3 → « 1,5 jour »."""
    days = Decimal(half_days) / 2
    return counted(days, "day", "days") if in_english() else counted(days, "jour", "jours")


def days_per_week(half_days: int) -> str:
    """Half-days per week said in days: 4 → « 2 jours par semaine »."""
    return f"{day_count(half_days)} {'a week' if in_english() else 'par semaine'}"


def days_per_month(half_days: int) -> str:
    """Half-days per month said in days: 6 → « 3 jours par mois »."""
    return f"{day_count(half_days)} {'a month' if in_english() else 'par mois'}"


def months(count: int) -> str:
    """« 6 mois »."""
    return counted(count, "month", "months") if in_english() else counted(count, "mois", "mois")


def listed(words: Iterable[str]) -> str:
    """« lundi, mardi et jeudi »."""
    *head, last = list(words) or [""]
    return f"{', '.join(head)} {language().conjunction} {last}" if head else last


def quoted(text: str) -> str:
    """Somebody's own words: « oui », in English “oui”."""
    return f"“{text}”" if in_english() else f"«{NBSP}{text}{NBSP}»"


def colon(text: str) -> str:
    """What a colon announces, with its colon: « : mardi », in English ": mardi"."""
    return f": {text}" if in_english() else f"{NBSP}: {text}"


def announces(label: str, text: str) -> str:
    """A label and what it announces: « Prénom : à remplir »; a question needs no colon after its own sign."""
    return f"{label} {text}" if str(label).endswith("?") else f"{label}{colon(text)}"


def half_days(numbers: Iterable[int], *, plural: bool = False) -> str:
    """Half-days of the week, 0 Monday morning … 9 Friday afternoon: « mardi et jeudi », « mardi matin ».

    With ``plural`` the days recur: « mardis et jeudis », « mardis matin ».
    """
    taken = set(numbers)
    said = language()
    if taken == set(range(10)) and not plural:
        return "Monday to Friday" if in_english() else "du lundi au vendredi"
    words = []
    for day, name in enumerate(said.weekdays[:5]):
        halves = [half for half in (0, 1) if 2 * day + half in taken]
        if not halves:
            continue
        english_half = in_english() and len(halves) == 1
        day_name = name + "s" if plural and not english_half else name
        if len(halves) == 1:
            half = said.halves[halves[0]]
            day_name += f" {half}s" if plural and english_half else f" {half}"
        words.append(day_name)
    return listed(words)


def _in_paris(day: date | str) -> date:
    if isinstance(day, str):
        return _moment_in_paris(day) if "T" in day else date.fromisoformat(day)
    return _moment_in_paris(day) if isinstance(day, datetime) else day


def _moment_in_paris(moment: datetime | str) -> datetime:
    known = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return known.astimezone(PARIS)


def _day_of_month(day: date) -> str:
    return "1er" if day.day == 1 and not in_english() else str(day.day)


def date_long(day: date | str) -> str:
    """« mardi 5 janvier 2027 »; a datetime is read in Paris."""
    day, said = _in_paris(day), language()
    return f"{said.weekdays[day.weekday()]} {_day_of_month(day)} {said.months[day.month - 1]} {day.year}"


def date_day(day: date | str) -> str:
    """« mardi 5 janvier », when the year goes without saying."""
    return date_long(day).rsplit(" ", 1)[0]


def date_plain(day: date | str) -> str:
    """« 5 janvier 2027 », without the weekday."""
    day = _in_paris(day)
    return f"{_day_of_month(day)} {language().months[day.month - 1]} {day.year}"


def date_short(day: date | str) -> str:
    """« 23 nov. 2026 »."""
    day = _in_paris(day)
    return f"{_day_of_month(day)} {language().short_months[day.month - 1]} {day.year}"


def month_year(day: date | str) -> str:
    """« janvier 2027 »."""
    day = _in_paris(day)
    return f"{language().months[day.month - 1]} {day.year}"


def time_of_day(moment: datetime | str) -> str:
    """« 9 h 12 », "9:12"; read in Paris."""
    said = _moment_in_paris(moment)
    if in_english():
        return f"{said.hour}:{said.minute:02}"
    return f"{said.hour}{NBSP}h{NBSP}{said.minute:02}"


def date_time(moment: datetime | str) -> str:
    """« 23 nov. 2026 à 9 h 12 »."""
    return f"{date_short(moment)} {'at' if in_english() else 'à'} {time_of_day(moment)}"
