"""What is data and not code: closed lists with stable codes, and French figures that change with the year.

from fractional.data import figures, taxonomy

taxonomy.problems.label("debt")             "La dette technique nous freine", in the reader's language
taxonomy.problems.mask(["debt", "audit"])   one integer; bit number = place in the file
figures()["vat_rate_percent"].value         20
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import get_language

from fractional import clock

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Entry:
    """One code of a closed list, and how it reads in French and English."""

    code: str
    fr: str
    en: str
    fr_help: str = ""
    en_help: str = ""
    region: str = ""  # of a department

    @property
    def label(self) -> str:
        return self.en if _english() else self.fr

    @property
    def help(self) -> str:
        return self.en_help if _english() else self.fr_help


@dataclass(frozen=True)
class ClosedList:
    """Codes in a fixed order. A code's place is its bit in masks, for ever: lists are only appended to."""

    entries: tuple[Entry, ...]

    @cached_property
    def _bits(self) -> dict[str, int]:
        return {entry.code: bit for bit, entry in enumerate(self.entries)}

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, code: object) -> bool:
        return code in self._bits

    def __getitem__(self, code: str) -> Entry:
        """Raises KeyError for a code that is not in the list."""
        return self.entries[self._bits[code]]

    def bit(self, code: str) -> int:
        return self._bits[code]

    def mask(self, codes: Iterable[str]) -> int:
        """An integer with the bit of each code set; departments need more than 64."""
        mask = 0
        for code in codes:
            mask |= 1 << self._bits[code]
        return mask

    def codes(self, mask: int | None = None) -> list[str]:
        """The codes of a mask, in the order of the list; all of them without one."""
        return [entry.code for bit, entry in enumerate(self.entries) if mask is None or mask >> bit & 1]

    def label(self, code: str) -> str:
        """In the language in force now."""
        return self[code].label

    def choices(self) -> list[tuple[str, Any]]:
        """For forms and models: codes with labels that follow the reader's language."""
        return [(entry.code, _label_of(entry)) for entry in self.entries]


@dataclass(frozen=True)
class Taxonomy:
    """Every closed list, one per key of `taxonomy.json`."""

    problems: ClosedList
    goals: ClosedList
    situations: ClosedList
    stages: ClosedList
    sectors: ClosedList
    tags: ClosedList
    languages: ClosedList
    motives: ClosedList
    cto_declines: ClosedList
    company_declines: ClosedList
    contracts: ClosedList
    company_refusals: ClosedList
    need_priorities: ClosedList
    need_withdrawals: ClosedList
    company_withdrawals: ClosedList
    mission_breaks: ClosedList
    curator_adjustments: ClosedList
    deliverables: ClosedList
    sources: ClosedList
    curator_drops: ClosedList
    curator_withdrawals: ClosedList
    endings: ClosedList
    paths: ClosedList
    regions: ClosedList
    departments: ClosedList

    def departments_of(self, region: str) -> list[str]:
        """The codes of a region's departments."""
        return [entry.code for entry in self.departments if entry.region == region]

    def departments_with_numbers(self) -> list[tuple[str, Any]]:
        """Choices as people look for them: « 69 Rhône »."""
        return [(code, format_lazy("{} {}", code, label)) for code, label in self.departments.choices()]

    def departments_by_region(self) -> list[tuple[Any, list[tuple[str, Any]]]]:
        """Grouped choices for the zone picker."""
        grouped = dict(self.departments.choices())
        return [
            (_label_of(region), [(code, grouped[code]) for code in self.departments_of(region.code)])
            for region in self.regions
        ]


@dataclass(frozen=True)
class Figure:
    """One dated figure: a whole number or a Decimal in `unit`, where it was read, and when."""

    key: str
    value: int | Decimal
    unit: str
    valid_from: date
    valid_to: date | None
    source: str
    checked_on: date
    note: str = ""

    def expired_on(self, day: date) -> bool:
        """Out of date: whoever shows it says so (R01)."""
        return self.valid_to is not None and day > self.valid_to


@dataclass(frozen=True)
class Figures:
    """The figures in force on a day, from the file of that day's period."""

    on: date
    valid_from: date
    by_key: Mapping[str, Figure]

    def __getitem__(self, key: str) -> Figure:
        return self.by_key[key]

    def expired(self, *keys: str) -> bool:
        """Whether one of these figures (of all, without any) is out of date."""
        return any(self.by_key[key].expired_on(self.on) for key in keys or self.by_key)

    @property
    def checked_on(self) -> date:
        """What « chiffres au … » names: the day the file was last read over."""
        return max(figure.checked_on for figure in self.by_key.values())


def figures(on: date | None = None) -> Figures:
    """The French figures in force on a day (today without one). Raises LookupError before the first file."""
    day = on or clock.today()
    begun = [(start, by_key) for start, by_key in _files() if start <= day]
    if not begun:
        raise LookupError(f"No figures for {day}.")
    return Figures(day, *begun[-1])


@lru_cache(maxsize=1)
def _files() -> list[tuple[date, dict[str, Figure]]]:
    return [_read(path) for path in sorted((FOLDER / "fr").glob("*.json"))]


def _read(path: Path) -> tuple[date, dict[str, Figure]]:
    content = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    rows = [Figure(**{key: _dated(key, value) for key, value in row.items()}) for row in content["figures"]]
    return date.fromisoformat(content["valid_from"]), {row.key: row for row in rows}


def _dated(key: str, value: Any) -> Any:
    return date.fromisoformat(value) if value and key in {"valid_from", "valid_to", "checked_on"} else value


def _english() -> bool:
    return (get_language() or "fr").startswith("en")


_label_of = lazy(lambda entry: entry.label, str)


def _load() -> Taxonomy:
    content = json.loads((FOLDER / "taxonomy.json").read_text(encoding="utf-8"))
    return Taxonomy(
        **{
            entry.name: ClosedList(tuple(Entry(**row) for row in content[entry.name]))
            for entry in fields(Taxonomy)
        }
    )


taxonomy = _load()
