"""Other terms: proposed by the CTO, taken, kept out once, or left there; never counted twice."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from fractional import clock, workdays
from fractional.ctos.calendar.actions import hold_external
from fractional.errors import Conflict, DomainError
from matching.proposals.actions import counter as counters
from matching.proposals.actions import turns
from matching.proposals.models import Proposal
from tests import factories
from tests.conftest import logged_in
from tests.matching.proposals.stage import (
    COUNTER,
    Stage,
    act,
    deliver,
    last_event,
    mails,
    reach,
    show,
    told,
    want,
    working_days_later,
)
from tests.outbox.sink import Sink

State = Proposal.State


def again(proposal: Proposal) -> Proposal:
    proposal.refresh_from_db()
    return proposal


@pytest.fixture
def countered(here: Stage) -> Proposal:
    return reach(here, show(here)[0], "countered")


def test_the_company_has_three_working_days_from_the_mail(here: Stage, countered: Proposal, sink: Sink):
    assert (countered.turn, countered.due_on) == ("company", None)
    deliver()
    assert again(countered).due_on == workdays.add_working_days(clock.today(), 3)
    assert told("countered") == [here.owner.email]
    with working_days_later(2):
        turns.run()
        assert told("reminder_to_company") == [here.owner.email]
    with working_days_later(4):
        turns.run()
    assert (again(countered).state, countered.ended_by, countered.end_reason) == (
        "lapsed",
        "company",
        "silence",
    )


def test_terms_that_are_taken_become_the_proposals(here: Stage, countered: Proposal):
    act(here, countered, "take")
    assert again(countered).state == State.ACCEPTED
    assert (countered.proposal_rate_eur, countered.half_days) == (990, [2, 3])
    assert told("introduction") == sorted([here.owner.email, countered.cto.user.email])


def test_taken_terms_stand_when_the_cto_has_nothing_else_free(here: Stage, countered: Proposal):
    act(here, countered, "take")
    cto = countered.cto

    hold_external(
        cto=cto,
        half_days=[6, 7],
        first=workdays.monday_of(clock.today()),
        until=None,
        label="Client",
        by=None,
    )
    assert again(countered).state == State.ACCEPTED


def test_the_company_keeps_its_own_terms_once(here: Stage, countered: Proposal, sink: Sink):
    act(here, countered, "keep")
    assert (again(countered).state, countered.turn) == (State.SENT, "cto")
    assert last_event(countered).event == "terms_kept"
    deliver()
    assert again(countered).due_on == workdays.add_working_days(clock.today(), 5)
    assert told("terms_kept") == [countered.cto.user.email]
    act(here, countered, "counter")
    with pytest.raises(Conflict, match="une fois"):
        act(here, again(countered), "keep")


def test_the_cap_of_the_week_is_not_counted_twice(here: Stage):
    first = reach(here, show(here)[0], "countered")
    first.cto.weekly_cap = 2
    first.cto.save()
    act(here, first, "keep")
    another = factories.make_proposal(need=factories.make_need(state="selected"), cto=first.cto, state="kept")
    other = Stage(here.curator, another.need.created_by, here.member, another.need, [first.cto])
    assert want(other, another).state == State.SENT
    assert len(mails("proposal_to_cto", subject_id=first.pk)) == 1


def test_the_company_stops_there_with_a_reason_that_the_cto_reads(here: Stage, countered: Proposal):
    act(here, countered, "stop")
    assert (again(countered).state, countered.ended_by) == (State.DECLINED, "company")
    assert told("ended_for_cto") == [countered.cto.user.email]
    assert told("ended_for_company") == []


def test_the_same_terms_are_no_counter(here: Stage):
    proposal = reach(here, show(here)[0], "sent")
    same = {"rate_eur": proposal.proposal_rate_eur, "half_days": proposal.half_days}
    with pytest.raises(DomainError, match="acceptez-les"):
        counters.counter(proposal=proposal, by=proposal.cto.user, starts_on=proposal.first_start_on, **same)


def test_days_that_are_not_free_and_a_rate_under_the_floor_are_refused(here: Stage):
    proposal = reach(here, show(here)[0], "sent")
    by, floor = proposal.cto.user, proposal.cto.floor_rate_eur
    with pytest.raises(counters.UnderTheFloor):
        counters.counter(
            proposal=proposal, by=by, starts_on=proposal.first_start_on, **COUNTER | {"rate_eur": floor - 10}
        )
    monday = workdays.monday_of(clock.today()) + timedelta(weeks=8)
    hold_external(cto=proposal.cto, half_days=[0], first=monday, until=None, label="Client", by=None)
    with pytest.raises(counters.DaysNotFree):
        counters.counter(
            proposal=proposal, by=by, starts_on=proposal.first_start_on, rate_eur=990, half_days=[0, 2]
        )
    assert again(proposal).state == State.SENT


def test_a_choice_meanwhile_makes_it_wait(here: Stage):
    proposals = show(here)
    countered, chosen = reach(here, proposals[0], "countered"), reach(here, proposals[1], "accepted")
    act(here, chosen, "choose")
    with pytest.raises(Conflict):
        act(here, countered, "take")


def test_the_floor_is_on_no_page_and_in_no_mail_of_the_company(here: Stage, countered: Proposal):
    cto = countered.cto
    cto.floor_rate_eur = 877
    cto.save()
    owner = logged_in(here.owner)
    for address in (
        reverse("proposals:selection", args=[here.need.public_id]),
        reverse("proposals:counter_answer", args=[countered.public_id]),
    ):
        page = owner.get(address).content.decode()
        assert "990" in page
        assert not re.search(r"\b877\b", page)
    assert all("877" not in str(row.context) for row in mails())


@pytest.mark.parametrize(
    ("data", "state"),
    [
        ({"answer": "take"}, State.ACCEPTED),
        ({"answer": "keep"}, State.SENT),
        ({"answer": "stop", "reason": "total_cost"}, State.DECLINED),
    ],
)
def test_both_answer_on_their_pages(here: Stage, data: dict, state: str):
    proposal = reach(here, show(here)[0], "seen")
    cto, member = logged_in(proposal.cto.user), logged_in(here.member)
    page = reverse("proposals:counter", args=[proposal.public_id])
    assert cto.get(page).status_code == 200
    terms = {"rate_eur": "990", "half_days": ["2", "3"], "starts_on": proposal.first_start_on.isoformat()}
    assert cto.post(page, terms | {"rate_eur": "rien"}).status_code == 422
    assert cto.post(page, terms).status_code == 302
    assert again(proposal).state == State.COUNTERED
    respond = reverse("proposals:counter_answer", args=[proposal.public_id])
    assert member.get(respond).status_code == 200
    assert member.post(respond, {"answer": "stop"}).status_code == 422
    assert member.post(respond, data).status_code == 302
    assert again(proposal).state == state
