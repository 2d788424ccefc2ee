"""Answers that pull against each other are told, at the step where they are given."""

import pytest

from missions.needs.answers import Answers
from missions.needs.contradictions import ALL, found

SEEDED = {
    "code_and_strategy": Answers(hands_on=2, committee_seat=True, half_days=4),
    "leads_and_codes": Answers(hands_on=2, nature="lead", half_days=8),
    "produces_without_code": Answers(hands_on=0, nature="hands_on"),
    "code_by_the_month": Answers(hands_on=2, half_days=2, days_per_month=4),
    "short_transition": Answers(kind="transition", half_days=4),
    "goals_and_days": Answers(goals=3, half_days=2),
}


@pytest.mark.parametrize("code", [one.code for one in ALL])
def test_each_seeded_contradiction_is_flagged(code):
    assert code in [one.code for one in found(SEEDED[code])]


def test_coherent_answers_are_left_alone():
    answers = Answers(
        kind="standing", hands_on=0, nature="lead", committee_seat=True, half_days=4, months=6, goals=2
    )
    assert found(answers) == []


def test_code_and_strategy_is_no_contradiction_with_enough_days():
    assert "code_and_strategy" not in [one.code for one in found(replace_days(6))]


def replace_days(half_days):
    return Answers(hands_on=2, nature="mixed", committee_seat=True, half_days=half_days)


def test_a_step_shows_only_its_own():
    answers = SEEDED["goals_and_days"]
    assert found(answers, "place") == []
    assert [one.code for one in found(answers, "rythme")] == ["goals_and_days"]
