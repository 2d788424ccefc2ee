"""Nothing is ever asked of a CTO for an introduction (R44): whatever fee there is, it is the company's."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest

from fractional import clock, data
from matching.proposals.models import Proposal
from tests.conftest import logged_in
from tests.matching.proposals.stage import TUESDAY, reach, show, stage

FEE = 13
NAMED = re.compile(rf"{FEE}\s*%|[Ff]rais")


@pytest.fixture
def fee(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[None]:
    """A Tuesday on which Fractional is no longer free."""
    told = [
        (day, by_key | {"service_fee_percent": replace(by_key["service_fee_percent"], value=FEE)})
        for day, by_key in data._files()
    ]
    monkeypatch.setattr(data, "_files", lambda: told)
    with clock.standing_at(TUESDAY):
        yield


def read(client, *paths: str) -> list[str]:
    pages = [client.get(path) for path in paths]
    assert [page.status_code for page in pages] == [200] * len(pages)
    return [" ".join(re.sub(r"<[^>]+>", " ", unescape(page.content.decode())).split()) for page in pages]


def test_the_company_reads_the_fee_and_the_cto_only_that_it_is_not_theirs(fee: None):
    here = stage(ctos=2)
    talked_with, asked = show(here)
    reach(here, asked, Proposal.State.SENT)
    proposal = reach(here, talked_with, Proposal.State.CONFIRMED)
    conditions = f"/missions/{proposal.mission.public_id}/conditions/"
    own = [
        *("/cto/", "/cto/regles/tarifs/", "/propositions/"),
        f"/propositions/{proposal.public_id}/",
        "/missions/",
    ]
    assert not [page for page in read(logged_in(proposal.cto.user), *own) if NAMED.search(page)]
    assert not [
        page
        for page in read(logged_in(asked.cto.user), f"/propositions/{asked.public_id}/")
        if NAMED.search(page)
    ]
    [sheet] = read(logged_in(proposal.cto.user), conditions)
    assert "à la charge de l’entreprise" in sheet
    [cards] = read(logged_in(here.owner), f"/besoins/{here.need.public_id}/selection/")
    assert NAMED.search(cards)
