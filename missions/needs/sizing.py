"""How many days a week a need is likely to take: a rule of thumb, said with its reasons (article row 51). Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from fractional.ui import words
from missions.needs.answers import Answers

EARLY = frozenset({"idea", "pre_seed"})
MANY_GOALS = 3
KINDS = {"transition": _("une transition"), "project": _("un projet à lancer")}
SPREAD = 1
"""Half-days on either side of what the answers say."""


@dataclass(frozen=True)
class Size:
    """Half-days per week, from `low` to `high`."""

    low: int
    high: int
    reasons: tuple[str, ...]
    """The answers that it follows from, in words."""


def size(answers: Answers, stage: str = "") -> Size | None:
    """None while the team is not told."""
    if answers.devs is None:
        return None
    middle = max(2, _middle(answers, stage))
    return Size(middle - SPREAD, min(10, middle + SPREAD), tuple(_reasons(answers)))


def _middle(answers: Answers, stage: str) -> int:
    """Half-days: a transition holds a whole house; else by the team, less where a lead carries the daily work, more
    for many goals or a project to launch.
    """
    if answers.kind == "transition":
        return 7
    devs = answers.at_least_devs
    half_days = 5 if devs >= 10 else 4 if devs >= 4 else 3
    half_days -= answers.team_has_lead is True
    half_days += (answers.goals >= MANY_GOALS) + (answers.kind == "project")
    return half_days - (stage in EARLY)


def _reasons(answers: Answers) -> list[str]:
    reasons = [answers.team_said()]
    if answers.goals:
        reasons.append(words.counted(answers.goals, str(_("objectif")), str(_("objectifs"))))
    if answers.kind in KINDS:
        reasons.append(str(KINDS[answers.kind]))
    return reasons
