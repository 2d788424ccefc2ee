"""What a curator says of one pair: a part by hand, first place, a note, back in the running; and who is left out."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client
from django.urls import reverse

from fractional import clock
from fractional.errors import DomainError
from matching.curation.models import PairNote
from matching.proposals.actions import pairs, selections
from matching.proposals.actions.pairs import BeyondTheWeight
from matching.proposals.board import board, excluded_by
from matching.proposals.frozen import freeze
from matching.proposals.models import Decision, Proposal, Ranking
from tests import factories
from tests.conftest import logged_in
from tests.matching.proposals.stage import TUESDAY, Stage, stage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tuesday() -> Iterator[None]:
    with clock.standing_at(TUESDAY):
        yield


@pytest.fixture
def here(tuesday: None) -> Stage:
    return stage()


@pytest.fixture
def curator(here: Stage) -> Client:
    return logged_in(here.curator)


def url(name: str, here: Stage, cto) -> str:
    return reverse(f"curation:{name}", args=[here.need.public_id, cto.public_id])


def part(here: Stage, cto, code: str) -> dict:
    return next(part for part in freeze(here.need, cto)["company_side"]["parts"] if part["code"] == code)


def test_a_part_is_scored_by_hand_with_a_reason_and_says_by_whom(here: Stage, curator: Client):
    cto = here.ctos[0]
    most = part(here, cto, "references")["shown_weight"]
    said = {"part": "references", "points": most, "reason": "interview", "words": "Deux appels"}
    assert curator.post(url("adjust", here, cto), said | {"reason": ""}).status_code == 422
    assert curator.post(url("adjust", here, cto), said | {"points": most + 1}).status_code == 422
    assert curator.post(url("adjust", here, cto), said).status_code == 302
    scored = part(here, cto, "references")
    assert scored["points"] == scored["weight"]
    page = curator.get(reverse("curation:board", args=[here.need.public_id])).content.decode()
    assert f"Ajusté par {here.curator.first_name}" in page
    assert "Deux appels" in page
    decision = Decision.objects.get(act="adjust")
    assert (decision.reason, decision.inputs["adjusted"]) == ("interview", {})
    selections.keep(need=here.need, cto=cto, by=here.curator, note="Elle a dirigé cela.")
    assert Proposal.objects.get().inputs["adjusted"] == {"references": scored["weight"]}


def test_an_action_refuses_points_beyond_the_weight(here: Stage):
    with pytest.raises(BeyondTheWeight):
        pairs.adjust(
            need=here.need, cto=here.ctos[0], by=here.curator, part="stage", points=900, reason="interview"
        )


def test_a_pinned_profile_stands_first_for_the_team_alone(here: Stage, curator: Client):
    last = board(here.need).rows[-1]
    assert curator.post(url("pin", here, last.cto)).status_code == 302
    first = board(here.need).rows[0]
    assert (first.cto, first.pinned, first.value) == (last.cto, True, last.value)
    before = freeze(here.need, last.cto)
    curator.post(url("pin", here, last.cto))
    assert board(here.need).rows[-1].cto == last.cto
    assert freeze(here.need, last.cto)["company_side"] == before["company_side"]
    assert list(Decision.objects.order_by("pk").values_list("act", flat=True)) == ["pin", "unpin"]


def test_a_note_is_for_the_team(here: Stage, curator: Client):
    cto = here.ctos[0]
    assert curator.post(url("note", here, cto), {"words": ""}).status_code == 422
    curator.post(url("note", here, cto), {"words": "Préfère les mardis"})
    assert (
        "Préfère les mardis"
        in curator.get(reverse("curation:board", args=[here.need.public_id])).content.decode()
    )
    assert PairNote.objects.get().by == here.curator
    assert "Préfère" not in str(freeze(here.need, cto))
    assert board(here.need).rows[0].decision is None


def test_who_was_dropped_is_put_back_once(here: Stage, curator: Client):
    cto = here.ctos[0]
    assert curator.post(url("restore", here, cto)).status_code == 409
    selections.drop(need=here.need, cto=cto, by=here.curator, reason="scale")
    page = curator.get(reverse("curation:board", args=[here.need.public_id])).content.decode()
    assert "Remettre en lice" in page
    assert curator.post(url("restore", here, cto)).status_code == 302
    page = curator.get(reverse("curation:board", args=[here.need.public_id])).content.decode()
    assert "Remettre en lice" not in page


def test_a_curator_decides_nothing_about_themself(here: Stage):
    own = factories.make_cto(user=here.curator)
    for act in (pairs.pin, pairs.annotate):
        with pytest.raises(DomainError), transaction.atomic():
            act(need=here.need, cto=own, by=here.curator)


def test_who_a_rule_leaves_out_is_named_and_counted_alike(here: Stage, curator: Client):
    dear = factories.make_cto(target=2400, floor=2300)
    assert excluded_by(here.need, "rate") == [dear.pk]
    assert board(here.need).excluded["rate"] == 1
    page = curator.get(reverse("curation:excluded", args=[here.need.public_id, "rate"])).content.decode()
    assert dear.user.full_name in page
    assert "Lever" not in page  # a rule that a CTO set is lifted by nobody
    assert curator.get(reverse("curation:excluded", args=[here.need.public_id, "nothing"])).status_code == 404


def test_the_gate_alone_is_lifted_with_a_reason(here: Stage, curator: Client):
    cto = here.ctos[0]
    lift = reverse("curation:lift", args=[cto.public_id])
    assert curator.post(lift, {"reason": ""}).status_code == 422
    assert curator.post(lift, {"reason": "Deux ans à mi-temps, très denses"}).status_code == 302
    cto.refresh_from_db()
    assert cto.gate_lifted_at is not None


def test_an_open_board_says_that_the_ranking_has_changed(here: Stage, curator: Client):
    address = reverse("curation:board", args=[here.need.public_id])
    Ranking.objects.update_or_create(
        need=here.need,
        defaults={
            "state": "done",
            "changed_at": clock.now(),
            "finished_at": clock.now(),
            "weights_version": 1,
        },
    )
    watch = BeautifulSoup(curator.get(address).content, "html.parser").select_one("#changed")["hx-get"]
    htmx = {"hx-request": "true"}
    assert curator.get(watch, headers=htmx).status_code == 204
    with clock.standing_at(TUESDAY.replace(hour=23)):
        Ranking.objects.update(changed_at=clock.now())  # another profile, by the nightly ranking
    told = curator.get(watch, headers=htmx).content.decode()
    assert "Le classement a changé depuis que vous l’avez ouvert." in told
