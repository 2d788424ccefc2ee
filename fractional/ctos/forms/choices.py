"""Closed answers that forms of this app share."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from fractional.data import Entry
from fractional.ui import words

NOT_CHOSEN = ("", _("Choisir…"))
YES_NO = ((True, _("Oui")), (False, _("Non")))

_days = lazy(words.day_count, str)
_months = lazy(words.months, str)
capital = lazy(capfirst, str)
_answer = lazy(lambda entry: capfirst(entry.label), str)
help_of = lazy(lambda entry: entry.help, str)
"""The sentence under an entry of a closed list, in the reader's language."""


def capital_choices(entries: Iterable[Entry]) -> list[tuple[str, Any]]:
    """A closed list whose labels begin like answers, not like words of a sentence."""
    return [(entry.code, _answer(entry)) for entry in entries]


def yes(value: Any) -> bool:
    return value in (True, "True")


def day_choices(most: int = 10) -> list[tuple[int, Any]]:
    """Half-days said in days, which is how people count: 3 → « 1,5 jour »."""
    return [(half_days, _days(half_days)) for half_days in range(1, most + 1)]


def month_choices(*months: int) -> list[tuple[int, Any]]:
    return [(count, _months(count)) for count in months]
