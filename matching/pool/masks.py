"""Codes of the closed lists as bits: the same places for a CTO's card and for a need.

A code that is in no list has no bit: it matches nobody rather than somebody else.
"""

from collections.abc import Iterable

from fractional.data import ClosedList, taxonomy
from matching.scoring.columns import KINDS

SCOPES = ("cto", "cpto")
GOALS_FROM = 12
"""Topics are the problems, then the goals from this bit on."""
_HALF = 64


def of(known: ClosedList, codes: Iterable[str]) -> int:
    """The mask of the codes that the list holds."""
    return known.mask(code for code in codes if code in known)


def among(order: Iterable[str], codes: Iterable[str]) -> int:
    """The mask of the codes, a code's bit being its place in `order`: scopes, kinds, parts of a score."""
    wanted = set(codes)
    return sum(1 << bit for bit, code in enumerate(order) if code in wanted)


def codes_among(order: Iterable[str], mask: int) -> list[str]:
    """The codes of a mask of `among`, in the order."""
    return [code for bit, code in enumerate(order) if mask >> bit & 1]


def kinds(codes: Iterable[str]) -> int:
    return among(KINDS, codes)


def topics(problems: Iterable[str], goals: Iterable[str]) -> int:
    """Problems and goals in one mask."""
    return of(taxonomy.problems, problems) | of(taxonomy.goals, goals) << GOALS_FROM


def zones(departments: Iterable[str]) -> tuple[int, int]:
    """Departments 0–63 and 64–127, each as a signed 64-bit integer."""
    mask = of(taxonomy.departments, departments)
    return _signed(mask & (1 << _HALF) - 1), _signed(mask >> _HALF)


def _signed(word: int) -> int:
    """Sixty-four bits as PostgreSQL and numpy hold them."""
    return word - (1 << _HALF) if word >> (_HALF - 1) else word
