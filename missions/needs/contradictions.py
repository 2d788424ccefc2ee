"""Answers that pull against each other: flagged, with a way out, never blocking (article rows 38 and 71)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from missions.needs.answers import Answers

MUCH_CODE = 2
FEW_HALF_DAYS = 5
"""Two and a half days a week: under it, code and strategy take each other's place."""


@dataclass(frozen=True)
class Contradiction:
    code: str
    step: str
    """The step of the wizard where it is answered."""
    holds: Callable[[Answers], bool]
    text: Any


def _strategy(answers: Answers) -> bool:
    return answers.committee_seat is True or answers.nature == "lead"


ALL = (
    Contradiction(
        "code_and_strategy",
        "place",
        lambda a: a.hands_on == MUCH_CODE and _strategy(a) and 0 < a.weekly <= FEW_HALF_DAYS,
        _(
            "Beaucoup de code et de la stratégie en si peu de jours : l’un chassera l’autre. "
            "Un lead dev pour le code et un CTO pour la direction tiennent mieux, souvent au même coût."
        ),
    ),
    Contradiction(
        "leads_and_codes",
        "place",
        lambda a: a.hands_on == MUCH_CODE and a.nature == "lead" and a.weekly > FEW_HALF_DAYS,
        _(
            "Vous demandez de diriger, et beaucoup de code : choisissez « diriger et produire », ou moins de code."
        ),
    ),
    Contradiction(
        "produces_without_code",
        "place",
        lambda a: a.hands_on == 0 and a.nature == "hands_on",
        _("Vous demandez de produire, sans aucune part de code : l’un des deux est à revoir."),
    ),
    Contradiction(
        "code_by_the_month",
        "rythme",
        lambda a: a.hands_on == MUCH_CODE and bool(a.days_per_month),
        _(
            "Beaucoup de code ne tient pas dans quelques jours par mois : comptez au moins trois jours par semaine."
        ),
    ),
    Contradiction(
        "short_transition",
        "rythme",
        lambda a: a.kind == "transition" and 0 < a.weekly < 6,
        _(
            "Une transition demande d’ordinaire de trois à cinq jours par semaine, le temps de tenir la maison."
        ),
    ),
    Contradiction(
        "goals_and_days",
        "rythme",
        lambda a: a.goals > 2 and 0 < a.weekly <= 2,
        _("Trois objectifs pour un jour par semaine : un ou deux seraient tenus, trois ne le seraient pas."),
    ),
)


def found(answers: Answers, step: str = "") -> list[Contradiction]:
    """Those that hold, all of them or those of one step of the wizard."""
    return [one for one in ALL if step in ("", one.step) and one.holds(answers)]
