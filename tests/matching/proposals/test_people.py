"""At the company news goes to whoever asked and to the owners who choose; never to somebody who has left."""

from datetime import timedelta

import pytest

from fractional import clock
from fractional.companies.models import Member
from matching.proposals.actions import company, turns
from matching.proposals.models import Proposal
from matching.proposals.presenting import contact_for_cto
from tests.matching.proposals.stage import (
    Stage,
    act,
    deliver,
    mails,
    reach,
    show,
    slots,
    told,
    working_days_later,
)
from tests.outbox.sink import Sink


@pytest.fixture
def asked(here: Stage) -> Proposal:
    """By a member who may not choose."""
    return company.want(proposal=show(here)[0], by=here.member, message="Parlons-en.", slots=slots())


def leave(here: Stage) -> None:
    Member.objects.filter(user=here.member).update(left_on=clock.today())


def test_the_introduction_goes_to_whoever_asked_and_to_the_owner(here: Stage, asked: Proposal):
    act(here, asked, "accept")
    people = sorted([here.owner.email, here.member.email, asked.cto.user.email])
    assert told("introduction") == people
    by_address = {row.to: row.context for row in mails("introduction")}
    assert by_address[asked.cto.user.email]["email"] == here.member.email
    assert by_address[here.owner.email]["asked_by"] == here.member.full_name
    assert by_address[here.member.email]["asked_by"] == ""


def test_somebody_who_left_is_neither_written_to_nor_given_as_a_contact(here: Stage, asked: Proposal):
    leave(here)
    act(here, asked, "accept")
    assert told("introduction") == sorted([here.owner.email, asked.cto.user.email])
    to_the_cto = next(row for row in mails("introduction") if row.to == asked.cto.user.email)
    assert to_the_cto.context["email"] == here.owner.email
    contact = contact_for_cto(Proposal.objects.get(pk=asked.pk))
    assert contact is not None
    assert contact.email == here.owner.email


def test_reminders_and_ends_go_to_who_can_act_on_them(here: Stage, sink: Sink, asked: Proposal):
    act(here, asked, "accept")
    deliver()
    leave(here)
    with working_days_later(6):
        turns.run()
        assert told("reminder_to_company") == [here.owner.email]
    with working_days_later(20):
        turns.run()
        assert told("ended_for_company") == [here.owner.email]


def test_a_request_that_waits_again_is_told_to_whoever_is_still_there(here: Stage):
    proposal = reach(here, show(here)[0], "wanted")
    Member.objects.filter(user=here.member).update(role=Member.Role.OWNER)
    Member.objects.filter(user=here.owner).update(left_on=clock.today())
    with clock.standing_at(clock.now() + timedelta(days=6)):
        act(here, proposal, "fill")
        company.leave(proposal=proposal)
    assert told("leaves_on_monday") == sorted([here.owner.email, here.member.email])
