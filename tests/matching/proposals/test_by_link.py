"""The answer from the mail: reading changes nothing, one POST answers, and the link dies with its turn."""

import pytest
from django.test import Client
from django.urls import reverse

from matching.proposals import links
from matching.proposals.models import Proposal
from tests.conftest import https_client
from tests.matching.proposals.stage import Stage, act, mails, reach, show, stage

State = Proposal.State


@pytest.fixture
def anybody() -> Client:
    return https_client()


@pytest.fixture
def sent(here: Stage) -> Proposal:
    return reach(here, show(here)[0], "sent")


def page_of(proposal: Proposal) -> str:
    return reverse("proposals:by_link", args=[links.to_answer(proposal)])


def state_of(proposal: Proposal) -> str:
    return Proposal.objects.get(pk=proposal.pk).state


def test_the_mail_holds_the_link(sent: Proposal, anybody: Client):
    (mail,) = mails("proposal_to_cto", subject_id=sent.pk)
    assert anybody.post(mail.context["link"], {"answer": "accept"}).status_code == 200
    assert state_of(sent) == State.ACCEPTED


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_changes_nothing(sent: Proposal, anybody: Client, method: str):
    assert getattr(anybody, method)(page_of(sent)).status_code == 200
    assert state_of(sent) == State.SENT


def test_a_yes_is_taken_and_names_nobody(here: Stage, sent: Proposal, anybody: Client):
    answer = anybody.post(page_of(sent), {"answer": "accept"})
    assert (answer.status_code, state_of(sent)) == (200, State.ACCEPTED)
    later = anybody.get(page_of(sent))
    for told in (answer.content.decode(), later.content.decode()):
        assert here.owner.email not in told
        assert here.owner.last_name not in told
        assert sent.cto.user.last_name not in told


def test_a_no_has_its_reason(sent: Proposal, anybody: Client):
    assert anybody.post(page_of(sent), {"answer": "decline"}).status_code == 422
    assert anybody.post(page_of(sent), {"answer": "decline", "reason": "rate"}).status_code == 200
    assert state_of(sent) == State.DECLINED


def test_it_dies_with_its_turn(here: Stage, sent: Proposal, anybody: Client):
    first = page_of(sent)
    act(here, sent, "counter")
    assert "ne sert plus" in anybody.get(first).content.decode()
    act(here, sent, "keep")
    assert "ne sert plus" in anybody.get(first).content.decode()
    assert anybody.post(first, {"answer": "accept"}).status_code == 200
    assert state_of(sent) == State.SENT
    sent.refresh_from_db()
    assert anybody.post(page_of(sent), {"answer": "accept"}).status_code == 200
    assert state_of(sent) == State.ACCEPTED


def test_a_forged_one_is_no_page(sent: Proposal, anybody: Client):
    assert anybody.get(f"{page_of(sent)[:-2]}x/").status_code == 404


def test_a_confidential_company_stays_so(db, tuesday, anybody: Client):
    here = stage(ctos=1, confidential=True)
    proposal = reach(here, show(here)[0], "sent")
    page = page_of(proposal)
    assert here.need.company.name not in anybody.get(page).content.decode()
    anybody.post(page, {"answer": "accept"})
    assert here.need.company.name not in anybody.get(page).content.decode()
