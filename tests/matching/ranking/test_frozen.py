"""What a person decides on stays what it was; what a company may read of it holds nothing private."""

import json
from dataclasses import asdict
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from fractional import clock
from fractional.ctos.models import Cto, Post
from fractional.workdays import next_monday
from matching.pool.actions import write_card
from matching.pool.requests import request_of
from matching.proposals.board import board
from matching.proposals.fit import broken_rules
from matching.proposals.frozen import freeze, regions, years_band
from matching.proposals.models import Decision, Proposal
from matching.scoring.columns import Pool, Request
from matching.scoring.rank import rank
from tests.factories import make_cto, make_curator, make_need, make_proposal

pytestmark = pytest.mark.django_db


def test_what_is_frozen_is_what_the_board_showed():
    cto, need = make_cto(), make_need()
    row, frozen = board(need).rows[0], freeze(need, cto)
    assert frozen["company_side"] == row.company_side
    assert frozen["cto_side"] == row.cto_side
    assert frozen["company_total"] == row.company_side["total"]
    assert (frozen["half_days"], frozen["first_start_on"]) == (row.half_days, row.first_start_on)
    assert frozen["proposal_rate_eur"] == row.proposal_rate


def test_its_fields_are_those_of_a_proposal_and_are_json():
    frozen = freeze(make_need(), make_cto())
    names = {field.name for field in Proposal._meta.fields}
    assert set(frozen) <= names
    for name in ("company_side", "cto_side", "inputs", "card"):
        assert json.loads(json.dumps(frozen[name])) == frozen[name]


def test_the_frozen_inputs_give_the_same_score_again():
    cto, need = make_cto(), make_need()
    frozen = freeze(need, cto)
    inputs = frozen["inputs"]
    order = rank(Pool.from_rows([inputs["cto"]]), Request(**inputs["need"]))
    assert int(order.scores.company[0]) == frozen["company_total"]
    assert int(order.scores.cto[0]) == frozen["cto_total"]
    assert inputs["need"] == asdict(request_of(need))


def test_adjusted_points_are_frozen_with_the_total_they_make():
    cto, need = make_cto(references=0), make_need()
    before = freeze(need, cto)
    part = next(part for part in before["company_side"]["parts"] if part["code"] == "references")
    said = {
        "weights_version": 1,
        "company_total": 0,
        "cto_total": 0,
        "inputs": {},
        "reason": "vu en entretien",
    }
    Decision.objects.create(
        need=need, cto=cto, act=Decision.Act.ADJUST, by=make_curator(), part="references", points=150, **said
    )
    after = freeze(need, cto)
    assert after["company_total"] == before["company_total"] - part["points"] + 150
    assert after["cto_total"] == before["cto_total"]
    assert after["inputs"]["adjusted"] == {"references": 150}


def test_the_asked_half_days_come_first_and_others_complete_them():
    need = make_need(half_days=4, asked_half_days=[2, 3, 6, 7])
    assert freeze(need, make_cto(open_half_days=tuple(range(10))))["half_days"] == [2, 3, 6, 7]
    assert freeze(need, make_cto(open_half_days=(0, 1, 2, 3, 4, 8, 9)))["half_days"] == [0, 1, 2, 3]


@pytest.mark.parametrize(("ceiling", "rate"), [(900, 900), (1000, 1000), (1200, 1000), (850, 850)])
def test_the_proposal_rate_is_the_step_or_the_ceiling_and_never_under_the_floor(ceiling, rate):
    cto = make_cto(target=1000, floor=850)
    assert freeze(make_need(ceiling_eur=ceiling), cto)["proposal_rate_eur"] == rate


def test_a_pro_bono_need_has_no_rate():
    frozen = freeze(make_need(pro_bono=True, ceiling_eur=None), make_cto(pro_bono=True))
    assert frozen["proposal_rate_eur"] is None


def test_the_card_tells_bands_counts_and_regions():
    cto = make_cto(years=8, references=2, zones=["75", "69", "92"])
    card = freeze(make_need(), cto)["card"]
    assert card["years"] == [5, 10]
    assert card["regions"] == ["84", "11"]
    assert card["references"] == 2
    assert card["kinds_lived"] == ["standing"]
    assert card["largest_team_led"] == 8
    assert card["confirmed_on"] == clock.today().isoformat()
    assert card["stale"] is False


@pytest.mark.parametrize(
    ("months", "band"),
    [(0, [0, 5]), (59, [0, 5]), (60, [5, 10]), (119, [5, 10]), (120, [10, 15]), (400, [15, None])],
)
def test_years_are_told_in_bands(months, band):
    assert years_band(months) == band


def test_a_region_is_told_once_and_never_finer():
    assert regions(["75", "92", "2A", "nowhere"]) == ["94", "11"]


PRIVATE = {
    "first_name": "Xyrélie",
    "last_name": "Tokenmat",
    "email": "xyrelie@tokenmat.example",
}


def test_nothing_private_is_in_what_either_side_reads():
    """Tokens stand in every private field; floor, steps and target are numbers met nowhere else."""
    from tests.factories import make_user

    cto = make_cto(user=make_user(**PRIVATE), target=1037, floor=913, zones=["69"])
    Post.objects.filter(cto=cto).update(company_name="Fabrique Tokenmat", result="Tokenmat divisé par trois")
    cto.references.update(referee_name="Réf Tokenmat", referee_email="ref@tokenmat.example")
    write_card(cto)
    frozen = freeze(make_need(ceiling_eur=950), cto)
    read = json.dumps([frozen["company_side"], frozen["cto_side"], frozen["card"]], ensure_ascii=False)
    for token in ("Xyrélie", "okenmat", "1037", "913"):
        assert token not in read
    assert "950" in read, "the proposal rate is the only price"


def test_the_cto_reads_no_figure_about_themself():
    side = freeze(make_need(), make_cto())["cto_side"]
    assert set(side) == {"parts", "strengths", "reserves", "dates"}
    for part in side["parts"]:
        assert set(part) == {"code", "reason", "facts", "source", "to_confirm"}
        assert "asked_rate" not in part["facts"]


def test_somebody_who_stopped_fitting_leaves_a_trace_without_a_score():
    cto, need = make_cto(), make_need()
    Cto.objects.filter(pk=cto.pk).update(floor_rate_eur=1000)
    need.ceiling_eur = 950
    write_card(cto)
    frozen = freeze(need, cto)
    assert (frozen["company_total"], frozen["company_side"], frozen["half_days"]) == (0, {}, [])
    assert frozen["inputs"]["broken"] == ["rate"]


def test_a_paused_cto_does_not_fit_and_says_why():
    cto, need = make_cto(), make_need()
    assert broken_rules(cto, need) == []
    Cto.objects.filter(pk=cto.pk).update(state=Cto.State.PAUSED)
    write_card(cto)
    assert broken_rules(cto, need) == ["not_verified"]
    assert freeze(need, cto)["inputs"]["broken"] == ["not_verified"]


def test_another_rate_is_held_against_the_floor():
    cto, need = make_cto(target=1000, floor=850), make_need()
    assert broken_rules(cto, need, rate=850) == []
    assert broken_rules(cto, need, rate=800) == ["rate"]


def test_a_day_sold_meanwhile_breaks_the_fit():
    from fractional.ctos.calendar.actions import book_mission

    cto = make_cto(open_half_days=(2, 3, 6, 7), max_half_days_in_all=8)
    need = make_need()
    assert broken_rules(cto, need) == []
    first = next_monday(clock.today())
    book_mission(cto=cto, half_days=[2], first=first, until=first + timedelta(weeks=60), holder="mission:1")
    assert broken_rules(cto, need) == ["calendar"]


def test_the_check_costs_few_queries(django_assert_num_queries):
    cto, need = make_cto(), make_need()
    need = type(need).objects.get(pk=need.pk)
    with django_assert_num_queries(3):
        broken_rules(cto, need)


def test_a_decision_is_never_changed_nor_taken_back():
    need, cto = make_need(), make_cto()
    said = {"weights_version": 1, "company_total": 800, "cto_total": 700, "inputs": {}, "reason": "selection"}
    decision = Decision.objects.create(need=need, cto=cto, act=Decision.Act.KEEP, by=make_curator(), **said)
    for change in (decision.delete, lambda: Decision.objects.update(reason="autre")):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()


def test_a_proposal_is_kept_with_what_was_frozen():
    cto, need = make_cto(), make_need()
    proposal = Proposal.objects.get(pk=make_proposal(need=need, cto=cto).pk)
    assert proposal.company_side == freeze(need, cto)["company_side"]
