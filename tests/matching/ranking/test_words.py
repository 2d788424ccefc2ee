"""Every reason the scorer can give has its sentence, with a source and a date, and tells nothing private."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.utils import translation

from matching.proposals import words
from matching.proposals.decisions import Decided
from matching.proposals.frozen import freeze
from matching.proposals.sides import company_side, cto_side
from matching.proposals.words import company_side as for_companies
from matching.proposals.words import cto_side as for_ctos
from matching.proposals.words.rules import LABELS
from matching.scoring.columns import Pool, Request
from matching.scoring.explain import Explanation, explain
from matching.scoring.rank import rank
from matching.scoring.rules import RULES
from tests.factories import make_cto, make_need, make_user
from tests.matching.scoring.markets import market, markets_near

DATES = {
    "reference": "2026-03-03",
    "verified": "2026-10-12",
    "confirmed": "2026-11-20",
    "published": "2026-11-16",
    "scored": "2026-11-23",
}
FLOOR, RATE = 61_613, 61_637
"""Numbers met nowhere else: whoever reads one has read a floor or a rate above the ceiling."""


def pairs() -> Iterator[tuple[Explanation, Request]]:
    """A broad market, the same where CTOs and needs say little, and markets drawn around each need."""
    broad = market(7, ctos=200, needs=30)
    silent = [row | {"topics": 0, "sectors": 0, "tags": 0} for row in broad.rows]
    markets = [(broad.rows, request) for request in broad.requests]
    markets += [(silent, replace(request, on_site_half_days=1, department=-1)) for request in broad.requests]
    for rows, request in [*markets, *markets_near(11, needs=120, ctos=15)]:
        pool = Pool.from_rows(rows)
        order = rank(pool, request, limit=12)
        for pair in explain(order, pool, request):
            yield pair, request


PAIRS = list(pairs())


@pytest.fixture(params=["fr", "en"], autouse=True)
def language(request):
    with translation.override(request.param):
        yield request.param


def test_there_are_pairs_to_speak_of():
    assert len(PAIRS) > 500


def test_every_pair_can_be_told_to_both_sides():
    for pair, request in PAIRS:
        told = words.company(company_side(pair, request, Decided(), DATES))
        assert told.reserves
        assert len(told.evidence) == 9
        assert all(line.text and line.source for line in told.evidence)
        assert sum(family.points for family in told.families) == told.total
        assert sum(line.points for line in told.evidence) == told.total
        mine = words.for_cto(cto_side(pair, DATES))
        assert mine.reserves
        assert len(mine.evidence) == 7
        assert all(line.text and line.source for line in mine.evidence)


def test_no_sentence_is_left_without_a_reason_nor_a_reason_without_a_sentence():
    company, cto = set(), set()
    for pair, request in PAIRS:
        side = company_side(pair, request, Decided(), DATES)
        company |= {part["reason"] for part in side["parts"]} | {line["reason"] for line in side["reserves"]}
        cto |= {part.reason for part in pair.cto.parts} | {line.reason for line in pair.cto.reserves}
    said_when_nothing_else_is = {"profile.to_meet", "need.to_discuss"}
    assert company - said_when_nothing_else_is == set(for_companies.SENTENCES) - said_when_nothing_else_is
    assert cto - said_when_nothing_else_is == set(for_ctos.SENTENCES) - said_when_nothing_else_is


def test_every_rule_can_be_named():
    assert set(LABELS) == {*RULES, "not_verified"}
    assert words.excluded({"rate": 3, "zone": 7, "kind": 0})[0] == (7, words.rule("zone"))
    assert len(words.excluded({"rate": 3, "zone": 7, "kind": 0})) == 2


def lines(told: words.Told) -> list[str]:
    return [*told.strengths, *told.reserves, *(f"{line.text} {line.source}" for line in told.evidence)]


def test_sentences_are_sentences(language):
    for pair, request in PAIRS[::5]:
        side = company_side(pair, request, Decided(), DATES)
        for line in lines(words.company(side)) + lines(words.for_cto(cto_side(pair, DATES))):
            assert line[0].isupper() or line[0].isdigit() or line[0] in "«€", line
            assert line.endswith("."), line
            assert ".." not in line
            assert "'" not in line
            assert "None" not in line.removeprefix("None of the days")
            assert not re.search(r"(?<=[^\W\d]) [;:?!»]|« ", line), (
                f"a plain space before a high sign: {line}"
            )


def test_a_cto_reads_no_figure_about_themself():
    """Digits come from the need: its dates, months, days on site. Not one from the card."""
    for pair, request in PAIRS[::5]:
        told = words.for_cto(cto_side(pair, DATES))
        assert told.total is None
        assert told.families == ()
        for line in told.evidence:
            assert (line.points, line.weight) == (None, None)
            said = {int(number) for number in re.findall(r"\d+", line.text)}
            dates = set(range(1, 32)) | set(range(2025, 2032))
            assert said <= dates | {request.months, request.on_site_half_days // 2, 5}


def test_no_floor_and_no_price_but_the_proposals_is_ever_said():
    rows, request = next(iter(markets_near(3, needs=1, ctos=10)))
    while request.ceiling is None:
        rows, request = next(iter(markets_near(request.need_id, needs=1, ctos=10)))
    request = replace(request, ceiling=61_650)
    rows = [row | {"floor": FLOOR, "rates": [RATE + 10_000] * 12} for row in rows]
    pool = Pool.from_rows(rows)
    for pair in explain(rank(pool, request), pool, request):
        side = company_side(pair, request, Decided(), DATES)
        mine = cto_side(pair, DATES)
        for text in [
            json.dumps(side),
            json.dumps(mine),
            *lines(words.company(side)),
            *lines(words.for_cto(mine)),
        ]:
            digits = re.sub(r"[\s\u00a0,]", "", text)
            assert str(FLOOR) not in digits
            assert str(RATE + 10_000) not in digits


@pytest.mark.django_db
def test_the_words_of_a_real_proposal():
    with translation.override("fr"):
        frozen = freeze(make_need(), make_cto(years=8, references=2))
        told, profile = words.company(frozen["company_side"]), words.profile(frozen["card"])
        said = {line.code: line.text for line in told.evidence}
        assert said["references"] == "2 références confirmées, toutes positives."
        assert said["years"] == "CTO à plein temps 5 à 10 ans."
        assert said["situation"] == "A déjà été CTO dans la durée."
        assert said["rate"] == "1 000 € HT par jour, égal à votre plafond."
        assert said["days"].startswith("Mardi et jeudi, début possible le ")
        assert profile.place == "Auvergne-Rhône-Alpes et Île-de-France"
        assert profile.references == "2 références confirmées"
        assert profile.confirmed.startswith("disponibilité confirmée le ")
        why = words.for_cto(frozen["cto_side"])
        assert "Le tarif proposé est celui que vous demandez pour cette durée et ce rythme." in why.strengths


@pytest.mark.django_db
def test_a_canary_in_every_private_field_is_never_said():
    user = make_user(
        first_name="Xyrélie", last_name="Zantoken", email="x@zantoken.example", phone="0655443322"
    )
    cto = make_cto(user=user, target=1037, floor=913)
    cto.posts.update(
        company_name="Fabrique Zantoken", result="Zantoken divisé par trois", first_days="Zantoken"
    )
    cto.references.update(referee_name="Réf Zantoken", referee_email="ref@zantoken.example")
    frozen = freeze(make_need(ceiling_eur=950), cto)
    profile = words.profile(frozen["card"])
    said = lines(words.company(frozen["company_side"])) + [str(value) for value in vars(profile).values()]
    for token in ("Xyrélie", "antoken", "0655443322", "1037", "1 037", "913", "75", "69"):
        assert not any(token in line for line in said), token
