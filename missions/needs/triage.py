"""Our opinion on a need: a dated table of points per answer (decision 24). Pure; written by people.

Each rule that applies gives its points to one kind of help and quotes the answer that made it apply. The
highest sum wins; a tie goes to the part-time CTO. Rules of 100 points and more decide, smaller ones support
and give the reasons a second and a third quote. A change here is a new version, with its date.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from missions.needs.answers import CODES_DAILY, WANTS_AN_AUDIT, Answers

VERSION = 1
SINCE = date(2026, 11, 23)
MOST_REASONS = 3

PART_TIME = "part_time"
TRANSITION = "transition"
LEAD_DEV = "lead_dev"
AUDIT = "audit"
FULL_TIME = "full_time"
NOT_YET = "not_yet"
KINDS = (PART_TIME, TRANSITION, LEAD_DEV, AUDIT, FULL_TIME, NOT_YET)


@dataclass(frozen=True)
class Rule:
    code: str
    points: int
    applies: Callable[[Answers], bool]
    quote: Callable[[Answers], str]
    """The founder's own words, or their answer said in words."""


@dataclass(frozen=True)
class Reason:
    rule: str
    quote: str


@dataclass(frozen=True)
class Opinion:
    kind: str
    points: dict[str, int]
    """The sum of every kind of help."""
    reasons: tuple[Reason, ...]
    """At most three, of the kind that won, the heaviest first."""
    version: int = VERSION


def _small_team_alone(answers: Answers) -> bool:
    return (
        answers.devs is not None
        and answers.devs <= 3
        and answers.team_has_lead is False
        and answers.committee_seat is False
    )


def _no_dev_and_little_time(answers: Answers) -> bool:
    return answers.devs == 0 and answers.buys_less_than_a_day_a_week


TABLE: dict[str, tuple[Rule, ...]] = {
    TRANSITION: (
        Rule("kind", 500, lambda a: a.kind == "transition", lambda a: _("Un CTO de transition")),
        Rule("cto_leaves", 170, lambda a: a.cto_is_leaving and a.weekly >= 6, Answers.leaving_said),
        Rule("departure", 10, lambda a: a.cto_is_leaving, Answers.leaving_said),
        Rule("three_days", 10, lambda a: a.weekly >= 6, Answers.rhythm_said),
        Rule("team", 5, lambda a: a.at_least_devs >= 1, Answers.team_said),
    ),
    NOT_YET: (
        Rule("no_dev_little_time", 450, _no_dev_and_little_time, Answers.team_said),
        Rule("little_time", 5, lambda a: a.buys_less_than_a_day_a_week, Answers.rhythm_said),
        Rule("little_budget", 5, lambda a: a.buys_less_than_a_day_a_week, Answers.budget_said),
    ),
    AUDIT: (
        Rule("one_month", 400, lambda a: 0 < (a.months or 0) <= 1, Answers.length_said),
        Rule("problem", 170, lambda a: a.problem == "audit", Answers.problem_said),
        Rule("words", 30, lambda a: bool(a.sentence_with(WANTS_AN_AUDIT)),
             lambda a: a.sentence_with(WANTS_AN_AUDIT)),
        Rule("few_months", 5, lambda a: 0 < (a.months or 0) <= 3, Answers.length_said),
        Rule("few_days", 5, lambda a: 0 < a.weekly <= 4, Answers.rhythm_said),
        Rule("first_words", 5, lambda a: bool(a.problem_said()), Answers.problem_said),
    ),
    FULL_TIME: (
        Rule("four_days_nine_months", 200, lambda a: a.weekly >= 8 and (a.months or 0) >= 9,
             Answers.rhythm_and_length_said),
        Rule("large_team", 10, lambda a: a.at_least_devs >= 4, Answers.team_said),
        Rule("seat", 5, lambda a: a.committee_seat is True, Answers.seat_said),
        Rule("first_words", 5, lambda a: bool(a.problem_said()), Answers.problem_said),
    ),
    LEAD_DEV: (
        Rule("codes_daily", 100, lambda a: bool(a.sentence_with(CODES_DAILY)),
             lambda a: a.sentence_with(CODES_DAILY)),
        Rule("much_code", 100, lambda a: a.hands_on == 2, lambda a: _("Beaucoup de code")),
        Rule("small_team_alone", 100, _small_team_alone, Answers.team_said),
        Rule("produces", 40, lambda a: a.nature == "hands_on", lambda a: _("Produire plutôt que diriger")),
        Rule("no_seat", 10, lambda a: a.committee_seat is False, Answers.seat_said),
        Rule("no_lead", 10, lambda a: a.team_has_lead is False, Answers.team_said),
        Rule("first_words", 5, lambda a: bool(a.problem_said()), Answers.problem_said),
    ),
    PART_TIME: (
        Rule("first_words", 50, lambda a: True, Answers.problem_said),
        Rule("seat", 10, lambda a: a.committee_seat is True, Answers.seat_said),
        Rule("a_few_days", 10, lambda a: 2 <= a.weekly <= 7, Answers.rhythm_said),
        Rule("team", 10, lambda a: a.at_least_devs >= 4, Answers.team_said),
        Rule("some_months", 10, lambda a: (a.months or 0) >= 3, Answers.length_said),
    ),
}  # fmt: skip


def opinion(answers: Answers, table: dict[str, tuple[Rule, ...]] = TABLE) -> Opinion:
    """What would help most, by the rules in force."""
    applied = {kind: [rule for rule in rules if rule.applies(answers)] for kind, rules in table.items()}
    points = {kind: sum(rule.points for rule in applied.get(kind, ())) for kind in KINDS}
    highest = max(points.values())
    # `KINDS` begins with the part-time CTO, so it takes the ties.
    winner = next(kind for kind in KINDS if points[kind] == highest)
    return Opinion(winner, points, _reasons(applied.get(winner, ()), answers))


def _reasons(rules: Sequence[Rule], answers: Answers) -> tuple[Reason, ...]:
    """The heaviest rules, each quote once; a rule with nothing to quote gives no reason."""
    reasons: dict[str, Reason] = {}
    for rule in sorted(rules, key=lambda rule: -rule.points):
        quote = rule.quote(answers)
        if quote:
            reasons.setdefault(quote, Reason(rule.code, quote))
    return tuple(reasons.values())[:MOST_REASONS]
