"""An act that came too late says so where it was done, and keeps what was typed."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from fractional import clock, workdays
from matching.proposals.models import Proposal
from missions.needs import actions as needs
from tests.conftest import logged_in
from tests.matching.proposals.stage import Stage, act, reach, show, slots, want

State = Proposal.State
MESSAGE = "Comment reprenez-vous une équipe qui ne livre plus ?"


def said(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").select_one("main").get_text(" ").split())


def address(name: str, proposal: Proposal) -> str:
    return reverse(f"proposals:{name}", args=[proposal.public_id])


def asking() -> dict[str, str]:
    answers = {"message": MESSAGE}
    for place, slot in enumerate(slots(), 1):
        here = slot.astimezone(clock.PARIS)
        answers |= {f"slot_{place}_0": f"{here:%Y-%m-%d}", f"slot_{place}_1": f"{here:%H:%M}"}
    return answers


@pytest.fixture
def owner(here: Stage) -> Client:
    return logged_in(here.owner)


def test_a_meeting_asked_twice_keeps_the_second_message(here: Stage, owner: Client):
    proposal = show(here)[0]
    want(here, proposal)
    answer = owner.post(address("want", proposal), asking())
    assert answer.status_code == 409
    assert "Rien n’a été enregistré" in said(answer)
    assert "n’est plus possible" in said(answer)
    assert MESSAGE in said(answer)
    assert "sa réponse est attendue" in said(answer)


def test_terms_that_came_too_late_are_kept(here: Stage, owner: Client):
    proposal = reach(here, show(here)[0], "accepted")
    act(here, proposal, "retract")
    terms = {"rate_eur": "940", "half_days": ["2", "3"], "months": "7", "contract": "freelance"}
    terms["will_not_do"] = "L’astreinte de nuit"
    answer = owner.post(
        address("choose", proposal), terms | {"starts_on": here.need.start_first_on.isoformat()}
    )
    assert answer.status_code == 409
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.select_one("[name=rate_eur]")["value"] == "940"
    assert page.select_one("[name=months]")["value"] == "7"


def test_terms_start_on_a_day_to_come(here: Stage, owner: Client):
    proposal = reach(here, show(here)[0], "accepted")
    with clock.standing_at(clock.now() + timedelta(days=40)):
        page = BeautifulSoup(owner.get(address("choose", proposal)).content, "html.parser")
        first = date.fromisoformat(page.select_one("[name=starts_on]")["value"])
        assert first == workdays.next_monday(clock.today())


@pytest.mark.parametrize(("name", "state"), [("pass", "sent"), ("not_choose", "chosen")])
def test_a_no_that_came_too_late_says_so(here: Stage, owner: Client, name: str, state: str):
    proposal = reach(here, show(here)[0], state)
    answer = owner.post(address(name, proposal), {"reason": "total_cost"})
    assert (answer.status_code, "Rien n’a été enregistré" in said(answer)) == (409, True)
    assert BeautifulSoup(answer.content, "html.parser").select_one("[value=total_cost][checked]")


@pytest.mark.parametrize(
    ("name", "data"),
    [("accept", {}), ("decline", {"reason": "rate"}), ("retract", {"retract-reason": "rate"})],
)
def test_a_cto_who_answers_too_late_reads_where_the_proposal_stands(here: Stage, name: str, data: dict):
    proposal = reach(here, show(here)[0], "withdrawn")
    answer = logged_in(proposal.cto.user).post(address(name, proposal), data)
    assert answer.status_code == 409
    assert here.need.title in said(answer)
    assert "Rien n’a été enregistré" in said(answer)
    assert "Cette proposition s’est refermée" in said(answer)


def test_a_last_yes_that_came_too_late_leads_back_to_the_proposal(here: Stage):
    proposal = reach(here, show(here)[0], "retracted")
    answer = logged_in(proposal.cto.user).post(address("confirm", proposal))
    assert answer.status_code == 409
    links = [link["href"] for link in BeautifulSoup(answer.content, "html.parser").select("main .acts a")]
    assert links == [address("proposal", proposal), "/"]


ACTS = {
    "want": {"kept"},
    "pass": {"kept"},
    "choose": {"accepted"},
    "not_choose": {"accepted"},
    "withdraw": {"wanted", "sent", "seen", "chosen"},
}
"""The states in which each may be done."""


@pytest.mark.parametrize("state", State.values)
def test_a_page_of_an_act_opens_only_while_the_act_can_be_done(here: Stage, owner: Client, state: str):
    proposal = reach(here, show(here)[0], state)
    for name, states in ACTS.items():
        answer = owner.get(address(name, proposal))
        if state in states:
            assert answer.status_code == 200, name
        else:
            assert answer.url == reverse("proposals:selection", args=[here.need.public_id])
            assert "cette étape n’est plus possible" in said_with_messages(owner, here)


def said_with_messages(client: Client, here: Stage) -> str:
    page = client.get(reverse("proposals:selection", args=[here.need.public_id]))
    return " ".join(BeautifulSoup(page.content, "html.parser").get_text(" ").split())


def test_while_the_need_is_paused_nobody_new_is_asked_nor_chosen(here: Stage, owner: Client):
    kept, met = show(here)[0], reach(here, here.proposals()[1], "accepted")
    needs.pause(need=here.need, by=here.owner, until=clock.today() + timedelta(days=20))
    opened = {
        (name, proposal.pk): owner.get(address(name, proposal)).status_code
        for proposal in (kept, met)
        for name in ACTS
    }
    assert {key for key, status in opened.items() if status == 200} == {
        ("pass", kept.pk),
        ("not_choose", met.pk),
    }
    assert "votre besoin est en pause" in said_with_messages(owner, here)


def test_the_terms_are_addressed_to_somebody_by_their_name(here: Stage, owner: Client):
    proposal = reach(here, show(here)[0], "accepted")
    page = said(owner.get(address("choose", proposal)))
    assert proposal.cto.user.full_name in page
    assert "Profil A" not in page
