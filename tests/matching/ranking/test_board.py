"""The board is live, whole, and shows what a person adjusted."""

from datetime import timedelta

import pytest

from fractional import clock
from fractional.workdays import next_monday
from matching.pool.models import Card
from matching.proposals.board import PAGE, board
from matching.proposals.models import Decision
from tests.factories import make_cto, make_curator, make_need
from tests.matching.ranking.copies import clone

pytestmark = pytest.mark.django_db


def decide(need, cto, act=Decision.Act.ADJUST, **fields) -> Decision:
    said = {
        "reason": "vu en entretien",
        "weights_version": 1,
        "company_total": 0,
        "cto_total": 0,
        "inputs": {},
    }
    return Decision.objects.create(need=need, cto=cto, act=act, by=make_curator(), **said | fields)


def test_the_best_comes_first_with_both_sides_and_the_excluded_are_counted():
    few, many, dear = make_cto(references=0), make_cto(references=4), make_cto(target=1400, floor=1300)
    found = board(make_need())
    assert [row.cto for row in found.rows] == [many, few]
    assert (found.pool_size, found.eligible, found.excluded) == (3, 2, {"rate": 1})
    assert found.rows[0].company_side["total"] > found.rows[1].company_side["total"]
    assert found.rows[0].place == 1
    assert dear not in [row.cto for row in found.rows]


def test_everybody_who_fits_is_on_some_page():
    clone(make_cto(), 60)
    need = make_need()
    pages = [board(need, page) for page in (1, 2, 3, 4)]
    assert {found.pages for found in pages} == {4}
    assert [len(found.rows) for found in pages] == [PAGE, PAGE, PAGE, 1]
    places = [row.place for found in pages for row in found.rows]
    assert places == list(range(1, 62))
    assert len({row.cto.pk for found in pages for row in found.rows}) == 61
    assert board(need, 99).page == 4
    assert board(need, 0).page == 1


def test_an_empty_board_has_one_empty_page():
    found = board(make_need())
    assert (found.rows, found.pages, found.page) == ([], 1, 1)


def test_parts_families_and_total_agree_on_every_row():
    for years in (2, 5, 11):
        make_cto(years=years)
    for row in board(make_need(priorities=["references", "days"])).rows:
        side = row.company_side
        assert sum(part["points"] for part in side["parts"]) == side["total"]
        assert sum(part["weight"] for part in side["parts"]) == 1000
        assert sum(part["shown_points"] for part in side["parts"]) == side["shown_total"]
        assert sum(family["points"] for family in side["families"]) == side["shown_total"]
        assert sum(family["weight"] for family in side["families"]) == 100
        assert side["reserves"]


def test_an_adjusted_part_moves_the_total_the_families_and_the_order():
    first, second = make_cto(references=2), make_cto(references=1)
    need = make_need()
    assert [row.cto for row in board(need).rows] == [first, second]
    decision = decide(need, second, part="references", points=198)
    rows = board(need).rows
    assert [row.cto for row in rows] == [second, first]
    side = rows[0].company_side
    part = next(part for part in side["parts"] if part["code"] == "references")
    assert part["points"] == 198
    assert part["adjusted"] == {"by": "Claire", "reason": "vu en entretien"}
    assert sum(p["points"] for p in side["parts"]) == side["total"]
    assert sum(family["points"] for family in side["families"]) == side["shown_total"]
    assert rows[0].adjusted == {"references": decision}
    assert "references" in side["strengths"]


def test_the_last_adjustment_of_a_part_is_the_one_that_counts():
    cto, need = make_cto(), make_need()
    decide(need, cto, part="references", points=198)
    decide(need, cto, part="references", points=3)
    side = board(need).rows[0].company_side
    assert next(part for part in side["parts"] if part["code"] == "references")["points"] == 3
    assert "references" in {reserve["reason"].split(".")[0] for reserve in side["reserves"]}


def test_an_adjustment_never_passes_the_weight_of_its_part():
    cto, need = make_cto(), make_need()
    decide(need, cto, part="stage", points=900)
    side = board(need).rows[0].company_side
    part = next(part for part in side["parts"] if part["code"] == "stage")
    assert part["points"] == part["weight"]


def test_who_was_dropped_stays_on_the_board_with_the_decision():
    cto, need = make_cto(), make_need()
    decision = decide(need, cto, act=Decision.Act.DROP)
    assert [(row.cto, row.decision) for row in board(need).rows] == [(cto, decision)]


def test_a_low_chance_of_a_yes_is_a_note():
    wants = {"kinds_wanted": ["project"], "stages_wanted": ["group"], "hands_on": 0}
    make_cto(target=1400, floor=1000, **wants)
    row = board(make_need(months=2)).rows[0]
    assert row.chance_is_low


def test_a_page_costs_the_same_queries_however_many_rows(django_assert_num_queries):
    cto, need = make_cto(), make_need()
    need = type(need).objects.get(pk=need.pk)
    with django_assert_num_queries(8):
        board(need)
    clone(cto, 30)
    need = type(need).objects.get(pk=need.pk)
    with django_assert_num_queries(8):
        board(need)


def test_the_board_says_from_which_monday_and_on_which_half_days():
    make_cto(open_half_days=(0, 1, 2, 3))
    first = next_monday(clock.today() + timedelta(days=14))
    row = board(make_need(start_first_on=first, start_last_on=first + timedelta(days=28))).rows[0]
    assert row.first_start_on == first
    assert row.half_days == [0, 1, 2, 3]
    assert row.proposal_rate == 1000
    assert row.exposures == Card.objects.get().exposures_30d
