"""Our opinion: forty briefs, the ties, the reasons that quote."""

from dataclasses import replace

import pytest

from missions.needs import triage
from missions.needs.answers import CODES_DAILY, Answers
from missions.needs.quotes import LONGEST, cut, sentence_with
from missions.needs.triage import Rule, opinion
from tests.missions.needs.briefs import BRIEFS


@pytest.mark.parametrize("brief", BRIEFS, ids=[brief.title for brief in BRIEFS])
def test_a_brief_gets_the_help_we_would_have_advised(brief):
    given = opinion(brief.answers)
    assert given.kind == brief.advised, given


def test_there_are_forty_briefs_and_every_opinion_is_among_them():
    assert len(BRIEFS) == 40
    assert {brief.advised for brief in BRIEFS} == set(triage.KINDS)


@pytest.mark.parametrize("brief", BRIEFS, ids=[brief.title for brief in BRIEFS])
def test_an_opinion_gives_two_or_three_reasons_each_with_its_own_quote(brief):
    reasons = opinion(brief.answers).reasons
    assert 2 <= len(reasons) <= 3
    assert len({reason.quote for reason in reasons}) == len(reasons)


def test_the_reasons_quote_the_founder_and_not_us():
    brief = next(brief for brief in BRIEFS if brief.title == "quelqu’un qui code tous les jours")
    assert [(reason.rule, reason.quote) for reason in opinion(brief.answers).reasons] == [
        ("codes_daily", "Il nous faut quelqu’un qui code tous les jours"),
        ("much_code", "Beaucoup de code"),
        ("small_team_alone", "2 devs, sans lead"),
    ]


def test_a_tie_goes_to_the_part_time_cto():
    always = Rule("same", 100, lambda a: True, lambda a: "pareil")
    given = opinion(Answers(), dict.fromkeys(reversed(triage.KINDS), (always,)))
    assert given.kind == "part_time"


def test_an_empty_draft_gets_a_part_time_cto_and_no_invented_reason():
    given = opinion(Answers())
    assert (given.kind, given.reasons) == ("part_time", ())


def test_no_number_of_supporting_answers_outweighs_one_deciding_rule():
    support = [rule.points for rule in triage.TABLE["part_time"]]
    deciding = [rule.points for rules in triage.TABLE.values() for rule in rules if rule.points >= 100]
    assert sum(support) < min(deciding)


@pytest.mark.parametrize("half_days", range(1, 11))
@pytest.mark.parametrize("months", [1, 3, 6, 9, 12])
def test_full_time_is_advised_from_four_days_and_nine_months(half_days, months):
    brief = BRIEFS[0].answers
    given = opinion(replace(brief, half_days=half_days, months=months))
    assert (given.kind == "full_time") == (half_days >= 8 and months >= 9)


def test_points_and_version_come_with_the_opinion():
    given = opinion(BRIEFS[0].answers)
    assert given.version == triage.VERSION
    assert set(given.points) == set(triage.KINDS)
    assert given.points["part_time"] == max(given.points.values())


def test_rule_codes_are_unique_within_a_kind():
    for rules in triage.TABLE.values():
        codes = [rule.code for rule in rules]
        assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Bonjour. Il faut coder tous les jours. Merci.", "Il faut coder tous les jours"),
        ("Un profil full stack ?", "Un profil full stack ?"),
        ("Personne ne code chaque jour ici.", ""),
        ("Sans écrire du code.", ""),
        ("L’équipe code bien.", ""),
    ],
)
def test_a_sentence_is_quoted_when_it_says_the_thing_and_does_not_deny_it(text, quote):
    assert sentence_with(CODES_DAILY, text) == quote


def test_a_long_sentence_is_cut_between_two_words():
    quote = cut("mot " * 100)
    assert len(quote) <= LONGEST
    assert quote.endswith("mot…")
