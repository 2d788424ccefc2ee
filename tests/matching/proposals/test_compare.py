"""Two or three profiles side by side, as the cards tell them."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from matching.proposals.models import Proposal
from tests import factories
from tests.conftest import logged_in
from tests.matching.proposals.stage import Stage, select, show, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(here: Stage) -> Client:
    return logged_in(here.owner)


def ask(client: Client, here: Stage, *proposals: Proposal | uuid.UUID):
    picked = [getattr(one, "public_id", one) for one in proposals]
    return client.get(reverse("proposals:compare", args=[here.need.public_id]), {"p": picked})


def page_of(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def row(page: BeautifulSoup, label: str) -> list[BeautifulSoup]:
    found = next(line for line in page.select("tbody tr") if line.th.get_text(strip=True) == label)
    return found.select("td")


def test_three_are_told_criterion_by_criterion(here: Stage, owner: Client):
    page = page_of(ask(owner, here, *show(here)))
    labels = [line.th.get_text(strip=True) for line in page.select("tbody tr")]
    assert labels[:4] == ["Score", "TJM", "Coût", "Jours"]
    for label in ("Références", "Situation déjà vécue", "Objectifs", "Part de code"):
        assert label in labels
    assert len(labels) == len(set(labels))
    assert [len(line.select("td")) for line in page.select("tbody tr")] == [3] * len(labels)


def test_the_best_of_a_row_is_said_in_words_and_an_equal_row_has_none(here: Stage, owner: Client):
    first, second, _third = show(here)
    Proposal.objects.filter(pk=first.pk).update(proposal_rate_eur=800)
    Proposal.objects.filter(pk=second.pk).update(proposal_rate_eur=900)
    page = page_of(ask(owner, here, first, second))
    said = {cell.get_text(strip=True): cell.get("data-best") for cell in row(page, "TJM")}
    assert list(said.values()).count("le plus bas") == 1
    assert next(best for rate, best in said.items() if "800" in rate) == "le plus bas"
    assert {cell.get("data-best") for cell in row(page, "Jours")} == {None}


@pytest.mark.parametrize("count", [0, 1, 4])
def test_one_or_four_are_not_compared_and_what_was_ticked_stays(count: int):
    here = stage(ctos=5)
    shown = show(here)
    answer = ask(logged_in(here.owner), here, *shown[:count])
    assert answer.status_code == 422
    page = page_of(answer)
    assert "Cochez deux ou trois profils" in page.get_text()
    ticked = {box["value"] for box in page.select("[name=p][checked]")}
    assert ticked == {str(one.public_id) for one in shown[:count]}


def test_a_profile_of_another_need_or_of_nobody_does_not_exist(here: Stage, owner: Client):
    first = show(here)[0]
    elsewhere = show(stage())[0]
    for other in (elsewhere, uuid.uuid4(), "zq", "\x00"):
        assert ask(owner, here, first, other).status_code == 404


def test_what_a_curator_still_prepares_is_not_compared(here: Stage, owner: Client):
    select(here)
    assert ask(owner, here, *here.proposals()[:2]).status_code == 404


def test_nobody_else_compares(here: Stage):
    shown = show(here)
    assert ask(logged_in(factories.make_user()), here, *shown[:2]).status_code == 404
    assert ask(logged_in(here.member), here, *shown[:2]).status_code == 200


def test_three_cost_no_more_queries_than_two(here: Stage, owner: Client, django_assert_max_num_queries):
    shown = show(here)
    for count in (2, 3):
        with django_assert_max_num_queries(14):
            ask(owner, here, *shown[:count])


def test_the_cards_are_ticked_by_a_form_that_needs_no_script(here: Stage, owner: Client):
    show(here)
    page = page_of(owner.get(reverse("proposals:selection", args=[here.need.public_id])))
    form = page.select_one("form#compare")
    assert form["method"] == "get"
    assert len(page.select("[name=p][form=compare]")) == 3


def test_one_profile_is_alone_and_has_no_box(here: Stage, owner: Client):
    show(here, ctos=here.ctos[:1])
    assert not page_of(owner.get(reverse("proposals:selection", args=[here.need.public_id]))).select(
        "[name=p]"
    )
