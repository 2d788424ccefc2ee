"""Sliders move the order, of the team's board and of the company's cards, and tell of unseen profiles in fives."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from fractional import clock
from fractional.accounts.models import Contest
from matching.curation.queue import waiting
from matching.pool.actions import write_card
from matching.proposals.ahead import unseen_ahead
from matching.proposals.board import board
from matching.proposals.models import Decision, Match, Proposal, Ranking
from matching.proposals.sliders import Sliders, standing
from matching.scoring.explain import FAMILIES
from matching.scoring.weights import TOTAL, V1, ticked
from missions.needs.models import Need
from tests import factories
from tests.conftest import logged_in
from tests.matching.proposals.stage import TUESDAY, Stage, show, stage

ONLY = dict.fromkeys(FAMILIES, 0)


def moved(need, **at: int) -> Sliders:
    return Sliders.of(need, lambda family, stands: (ONLY | at)[family])


@given(
    own=st.integers(0, (1 << 9) - 1).map(lambda ticks: ticked(V1.company, ticks)),
    at=st.lists(st.integers(0, 100), min_size=4, max_size=4).filter(any),
)
def test_whatever_the_sliders_the_weights_are_a_thousand(own, at):
    stands = standing(own)
    assert sum(stands.values()) == 100
    found = Sliders(own, dict(zip(FAMILIES, at, strict=True)))
    assert sum(found.company) == TOTAL
    assert min(found.company) >= 0
    assert Sliders(own, stands).company == own


@pytest.fixture
def owner(here: Stage) -> Client:
    return logged_in(here.owner)


def address(here: Stage, name: str = "proposals:selection") -> str:
    return reverse(name, args=[here.need.public_id])


def page_of(answer) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def titles(page: BeautifulSoup) -> list[str]:
    return [one.get_text(" ", strip=True) for one in page.select("article.match h2")]


@pytest.mark.django_db
class TestTheCompany:
    @pytest.fixture
    def here(self, tuesday) -> Stage:
        """One has references, the other codes as much as is asked."""
        found = stage(ctos=0, hands_on=2)
        found.ctos = [
            factories.make_cto(references=5, hands_on=1),
            factories.make_cto(references=0, hands_on=2),
        ]
        return found

    def test_its_cards_change_places_among_themselves_and_each_still_adds_up(self, here, owner):
        show(here)
        before = titles(page_of(owner.get(address(here))))
        everything = page_of(owner.get(address(here), ONLY | {"experience": 100}))
        assert sorted(titles(everything)) == sorted(before)
        assert titles(everything) != titles(page_of(owner.get(address(here), ONLY | {"problem": 100})))
        totals = [int(one.get_text()) for one in everything.select(".stub .n")]
        assert totals == sorted(totals, reverse=True)
        for card in everything.select("article.match"):
            points = [int(src.get_text().split("/")[0]) for src in card.select("dt .src")]
            assert sum(points) == int(card.select_one(".stub .n").get_text())

    def test_nothing_is_stored_and_the_address_alone_moves_them(self, here, owner):
        proposals = show(here)
        before = {one.pk: one.company_side for one in proposals}
        moved = page_of(owner.get(address(here), ONLY | {"rate": 100}))
        assert [one["value"] for one in moved.select("#sliders input")] == ["0", "0", "100", "0"]
        assert {one.pk: one.company_side for one in Proposal.objects.all()} == before
        page = page_of(owner.get(address(here), {"rate": "x", "days": "-4", "experience": "101"}))
        assert [int(one["value"]) for one in page.select("#sliders input")] == list(
            Sliders.of(here.need).at.values()
        )

    def test_a_slider_asks_for_the_cards_alone_and_they_are_those_of_the_page(self, here, owner):
        show(here)
        at = ONLY | {"days": 50, "rate": 50}
        asked = {"HX-Request": "true", "HX-Target": "ranked"}
        fragment, page = (
            page_of(owner.get(address(here), at, headers=asked)),
            page_of(owner.get(address(here), at)),
        )
        assert not fragment.select("h1, #sliders")
        assert titles(fragment) == titles(page)
        assert fragment.select_one("#ranked")["data-announce"]

    def test_a_part_that_a_person_scored_keeps_its_share(self, here):
        Decision.objects.create(
            need=here.need,
            cto=here.ctos[0],
            act=Decision.Act.ADJUST,
            part="references",
            points=99,
            by=here.curator,
            reason="vu en entretien",
            weights_version=1,
            company_total=0,
            cto_total=0,
            inputs={},
        )
        sliders = moved(here.need, experience=100)
        shown = next(one for one in sliders.cards(show(here)) if one.cto == here.ctos[0])
        part = next(one for one in shown.company_side["parts"] if one["code"] == "references")
        assert (part["points"], part["adjusted"]["by"]) == (part["weight"] // 2, "Claire")
        row = next(one for one in board(here.need, sliders=sliders).rows if one.cto == here.ctos[0])
        assert row.company_side["total"] == shown.company_side["total"]


@pytest.mark.django_db
class TestUnseen:
    @pytest.fixture
    def here(self, tuesday) -> Stage:
        """Two are shown; twelve better ones are not."""
        found = stage(ctos=2)
        self.better = [factories.make_cto(years=15, references=5) for _ in range(12)]
        show(found)
        return found

    def test_those_who_would_come_first_are_told_in_fives(self, here, owner):
        sliders = moved(here.need, experience=100)
        assert unseen_ahead(here.need, sliders) == 10
        text = page_of(owner.get(address(here), sliders.at)).select_one("#ahead").get_text(" ", strip=True)
        assert "au moins 10 profils" in text
        for person in self.better[:8]:
            person.floor_rate_eur = person.target_rate_eur = 1_900
            person.rates = [1_900] * 12
            person.save()
            write_card(person)
        assert unseen_ahead(here.need, sliders) == 0
        text = page_of(owner.get(address(here), sliders.at)).select_one("#ahead").get_text(" ", strip=True)
        assert "moins de cinq profils" in text

    def test_untouched_nothing_is_told(self, here, owner):
        assert not page_of(owner.get(address(here))).select("#ahead")

    def test_what_is_read_of_them_is_a_number_and_nothing_else(self, here, owner):
        page = owner.get(address(here), ONLY | {"experience": 100}).content.decode()
        for person in [*self.better, *here.ctos]:
            assert person.user.last_name not in page
            assert str(person.public_id) not in page
        assert len(titles(BeautifulSoup(page, "html.parser"))) == 2

    def test_asking_claire_is_a_row_of_her_queue_with_its_day(self, here, owner):
        Need.objects.filter(pk=here.need.pk).update(owner_curator=here.curator)
        url = address(here, "proposals:ask_for_more") + "?" + moved(here.need, experience=100).query
        answer = owner.post(url)
        assert answer.status_code == 302
        assert "experience=100" in answer["Location"]
        asked = Contest.objects.get()
        assert "Expérience 100" in asked.words
        assert "Au moins 10 profils" in asked.words
        [row] = [
            one for one in waiting(TUESDAY.date()) if one.thing_id == asked.pk and one.thing == "contest"
        ]
        assert (row.owner, row.due_on) == (here.curator, asked.due_on)
        page = owner.get(answer["Location"])
        assert not page_of(page).select("#ahead form")
        assert owner.post(url).status_code == 409
        assert Contest.objects.count() == 1

    def test_no_query_is_added_for_each_profile_of_the_pool(self, here, owner, django_assert_max_num_queries):
        with django_assert_max_num_queries(32):
            owner.get(address(here), ONLY | {"experience": 100})


@pytest.mark.django_db
def test_the_board_is_ranked_anew_and_nothing_of_it_is_stored(tuesday):
    here = stage(ctos=0, hands_on=2)
    trusted, coder = (
        factories.make_cto(references=5, hands_on=1),
        factories.make_cto(references=0, hands_on=2),
    )
    client, url = logged_in(here.curator), reverse("curation:board", args=[here.need.public_id])
    Ranking.objects.create(
        need=here.need, state=Ranking.State.DONE, finished_at=clock.now(), weights_version=1
    )
    for family, first in (("experience", trusted), ("problem", coder)):
        at = ONLY | {family: 100}
        assert board(here.need, sliders=moved(here.need, **at)).rows[0].cto == first
        whole = page_of(client.get(url, at))
        alone = page_of(client.get(url, at, headers={"HX-Request": "true", "HX-Target": "ranked"}))
        assert titles(whole) == titles(alone)
        assert titles(whole)[0] == first.user.full_name
        assert [one["value"] for one in whole.select("#sliders input")] == [str(at[one]) for one in FAMILIES]
    assert not Match.objects.exists()
