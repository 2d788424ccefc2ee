"""A reserve is one: what speaks for a profile at its place reads otherwise where something is held against it."""

from types import ModuleType

import pytest

from fractional.ui.words import NBSP
from matching.proposals.words import company_side, cto_side
from matching.scoring.columns import Pool
from matching.scoring.explain import explain
from matching.scoring.rank import rank
from tests.matching.scoring.markets import markets_near


def told(side: str, words: ModuleType) -> tuple[dict[str, str], dict[str, str]]:
    """By reason, what was said for a profile; and what was said against one that would say the same for it."""
    strengths, reserves = {}, {}
    for rows, need in markets_near(7, needs=200, ctos=12):
        pool = Pool.from_rows(rows)
        for explanation in explain(rank(pool, need), pool, need):
            seen = getattr(explanation, side)
            for part in seen.parts:
                if part.code in seen.strengths:
                    strengths[part.reason] = words.say(part.reason, part.facts)
            for reserve in seen.reserves:
                sentence = words.say_reserve(reserve.reason, reserve.facts)
                assert sentence
                if sentence == words.say_strength(reserve.reason, reserve.facts):
                    reserves[reserve.reason] = sentence
    return strengths, reserves


BOTH_WAYS = {
    "company": {"goals.some", "sector_stack.some", "references.mixed", "days.no_spare"},
    "cto": {"days.no_spare", "place.on_site"},
}
"""What is said for and against in one sentence already, or is a limit at either place."""


@pytest.mark.parametrize(("side", "words"), [("company", company_side), ("cto", cto_side)])
def test_no_sentence_is_a_strength_here_and_a_reserve_there(side: str, words: ModuleType):
    strengths, unchanged = told(side, words)
    assert strengths.keys() & unchanged.keys() <= BOTH_WAYS[side]


@pytest.mark.parametrize(
    ("reason", "facts", "said"),
    [
        ("references.few", {"confirmed": 1}, "Une seule référence confirmée, positive"),
        ("references.several", {"confirmed": 3}, "cinq sont notre repère"),
        ("rate.at_ceiling", {"proposal_rate": 1000}, "aucune marge"),
    ],
)
def test_a_reserve_says_what_is_missing(reason: str, facts: dict, said: str):
    assert said in company_side.say_reserve(reason, facts).replace(NBSP, " ")
