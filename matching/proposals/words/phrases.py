"""Pieces of sentences that both sides share."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from fractional.data import taxonomy
from fractional.ui import words as said
from matching.pool import masks
from matching.scoring.columns import HALF_DAYS, KINDS


def band(from_years: int, to_years: int | None) -> str:
    """« CTO à plein temps 5 à 10 ans ». Under five years nothing finer is told: fewer people are recognised."""
    if to_years is None:
        return _("CTO à plein temps plus de %(years)s ans") % {"years": from_years}
    if to_years <= FEW_YEARS:
        return _("CTO à plein temps moins de %(years)s ans") % {"years": FEW_YEARS}
    return _("CTO à plein temps %(low)s à %(high)s ans") % {"low": from_years, "high": to_years}


FEW_YEARS = 5


def days(mask: int) -> str:
    """« mardi et jeudi matin » from a mask of half-days."""
    return said.half_days([half_day for half_day in range(HALF_DAYS) if mask >> half_day & 1])


def kind(bit: int) -> str:
    """The code of a kind of need from its bit."""
    return masks.codes_among(KINDS, bit)[0]


def topics(mask: int) -> list[str]:
    """Labels of the problems and goals of a mask, the goals after the problems, none twice."""
    problems = taxonomy.problems.codes(mask & (1 << masks.GOALS_FROM) - 1)
    goals = taxonomy.goals.codes(mask >> masks.GOALS_FROM)
    labels = [taxonomy.problems.label(code) for code in problems] + [
        taxonomy.goals.label(code) for code in goals
    ]
    return list(dict.fromkeys(labels))


def quoted(labels: Iterable[str]) -> str:
    """« La livraison ralentit » et « Réduire la dette technique »."""
    return said.listed(_("« %(label)s »") % {"label": label} for label in labels)


def start(phrase: str) -> str:
    """The phrase with a capital, to open a sentence."""
    return phrase[:1].upper() + phrase[1:]
