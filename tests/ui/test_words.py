"""Figures, rates, days and dates are said the way people read them, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines
from django.utils import translation

from fractional.ui import words

TUESDAY = date(2027, 1, 5)
FIRST = date(2026, 8, 1)
MORNING = datetime(2026, 11, 23, 8, 12, tzinfo=UTC)  # 9:12 in Paris

FRENCH = [
    (words.eur, 1000, "1\u00a0000\u00a0€"),
    (words.eur, 12345678, "12\u00a0345\u00a0678\u00a0€"),
    (words.eur, 0, "0\u00a0€"),
    (words.eur, Decimal("1000.5"), "1\u00a0000,50\u00a0€"),
    (words.tjm, 1050, "1\u00a0050\u00a0€ HT par jour"),
    (words.monthly, 8660, "8\u00a0660\u00a0€ HT par mois"),
    (words.number, 1.5, "1,5"),
    (words.number, 12500, "12\u00a0500"),
    (words.days_per_week, 1, "0,5 jour par semaine"),
    (words.days_per_week, 2, "1 jour par semaine"),
    (words.days_per_week, 3, "1,5 jour par semaine"),
    (words.days_per_week, 4, "2 jours par semaine"),
    (words.days_per_month, 6, "3 jours par mois"),
    (words.months, 1, "1 mois"),
    (words.months, 6, "6 mois"),
    (words.half_days, [2, 3, 6, 7], "mardi et jeudi"),
    (words.half_days, [2], "mardi matin"),
    (words.half_days, [0, 3, 8, 9], "lundi matin, mardi après-midi et vendredi"),
    (words.half_days, range(10), "du lundi au vendredi"),
    (words.half_days, [], ""),
    (words.date_long, TUESDAY, "mardi 5 janvier 2027"),
    (words.date_day, TUESDAY, "mardi 5 janvier"),
    (words.date_plain, FIRST, "1er août 2026"),
    (words.date_short, date(2026, 11, 23), "23 nov. 2026"),
    (words.date_short, "2026-11-23", "23 nov. 2026"),
    (words.month_year, TUESDAY, "janvier 2027"),
    (words.time_of_day, MORNING, "9\u00a0h\u00a012"),
    (words.date_time, MORNING, "23 nov. 2026 à 9\u00a0h\u00a012"),
    (words.date_time, MORNING.isoformat(), "23 nov. 2026 à 9\u00a0h\u00a012"),
    (words.quoted, "oui", "«\u00a0oui\u00a0»"),
    (words.colon, "mardi", "\u00a0: mardi"),
    (words.listed, ["a"], "a"),
    (words.listed, ["a", "b", "c"], "a, b et c"),
]
ENGLISH = [
    (words.quoted, "yes", "“yes”"),
    (words.colon, "Tuesday", ": Tuesday"),
    (words.eur, 1000, "€1,000"),
    (words.tjm, 1050, "€1,050 per day excl. VAT"),
    (words.monthly, 8660, "€8,660 per month excl. VAT"),
    (words.days_per_week, 2, "1 day a week"),
    (words.days_per_week, 3, "1.5 days a week"),
    (words.months, 1, "1 month"),
    (words.half_days, [2, 3, 6, 7], "Tuesday and Thursday"),
    (words.half_days, [2], "Tuesday morning"),
    (words.half_days, range(10), "Monday to Friday"),
    (words.date_long, TUESDAY, "Tuesday 5 January 2027"),
    (words.date_short, FIRST, "1 Aug 2026"),
    (words.time_of_day, MORNING, "9:12"),
    (words.listed, ["a", "b"], "a and b"),
]


@pytest.mark.parametrize(("say", "value", "said"), FRENCH)
def test_french_is_said_with_its_spaces_and_plurals(say, value, said):
    with translation.override("fr"):
        assert say(value) == said


@pytest.mark.parametrize(("say", "value", "said"), ENGLISH)
def test_english_is_said_when_the_reader_chose_it(say, value, said):
    with translation.override("en"):
        assert say(value) == said


def test_recurring_days_take_their_plural():
    with translation.override("fr"):
        assert words.half_days([2, 3, 6, 7], plural=True) == "mardis et jeudis"
        assert words.half_days([2], plural=True) == "mardis matin"
    with translation.override("en"):
        assert words.half_days([2, 3], plural=True) == "Tuesdays"
        assert words.half_days([2], plural=True) == "Tuesday mornings"


def test_a_moment_late_in_the_evening_belongs_to_its_day_in_paris():
    with translation.override("fr"):
        assert words.date_short(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "2 juil. 2026"


@pytest.mark.parametrize(
    "name", ["eur", "tjm", "days", "day_count", "months", "number", "date_long", "date_time"]
)
def test_a_missing_value_prints_nothing(name):
    page = engines["django"].from_string("{% load fr %}{{ nothing|" + name + " }}")
    assert page.render({"nothing": None}) == ""
