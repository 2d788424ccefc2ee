"""Two or three profiles side by side: a row for each criterion, the best of each said in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fractional.ui import words as said
from matching.proposals.presenting.company import CompanyCard

LOWEST = gettext_lazy("le plus bas")
HIGHEST = gettext_lazy("le plus haut")
STRONGEST = gettext_lazy("le plus fort")


@dataclass(frozen=True)
class Cell:
    lines: list[str]
    best: Promise | str = ""
    """Why it is the best of its row; empty elsewhere, and everywhere when all are equal."""


@dataclass(frozen=True)
class Row:
    label: str
    cells: list[Cell]


def comparison(cards: Sequence[CompanyCard]) -> list[Row]:
    """As the cards say it, one criterion after the other; what none of them says has no row."""
    rows = [
        _figure(_("Score"), cards, lambda card: card.total, lambda total: f"{total}/100", max, HIGHEST),
        _figure(_("TJM"), cards, lambda card: card.rate, said.tjm, min, LOWEST),
        _figure(_("Coût"), cards, lambda card: card.cost, said.monthly, min, LOWEST),
        Row(_("Jours"), [Cell([said.half_days(card.half_days)]) for card in cards]),
        *_criteria(cards),
        Row(_("À confirmer"), [Cell(card.told.reserves) for card in cards]),
        Row(_("Le mot de %(name)s") % {"name": cards[0].curator}, [Cell([card.note]) for card in cards]),
    ]
    return [row for row in rows if any(line for cell in row.cells for line in cell.lines)]


def _figure(
    label: str,
    cards: Sequence[CompanyCard],
    read: Callable[[CompanyCard], int | None],
    tell: Callable[[int], str],
    choose: Callable[[list[int]], int],
    why: Promise | str,
) -> Row:
    figures = [read(card) for card in cards]
    best = _best(figures, choose)
    return Row(
        label,
        [
            Cell([tell(figure)] if figure else [], why if figure and figure == best else "")
            for figure in figures
        ],
    )


def _criteria(cards: Sequence[CompanyCard]) -> list[Row]:
    """The parts of the score, in the order of the first card; the rate stands above already."""
    by_code: list[dict[str, Any]] = [{part.code: part for part in card.told.evidence} for card in cards]
    rows = []
    for code, first in by_code[0].items():
        parts = [told.get(code) for told in by_code]
        best = _best([part.points if part else None for part in parts], max)
        # What reads the same is not told apart: nothing more is said than on the cards.
        weaker = {part.text for part in parts if part and part.points != best}
        cells = [
            Cell([part.text], STRONGEST if part.points == best and part.text not in weaker else "")
            if part
            else Cell([])
            for part in parts
        ]
        if code != "rate":
            rows.append(Row(first.label, cells))
    return rows


def _best(figures: list[int | None], choose: Callable[[list[int]], int]) -> int | None:
    known = [figure for figure in figures if figure is not None]
    return choose(known) if len(set(known)) > 1 else None
