"""No more proposals in a week than the CTO takes; the next one leaves on Monday morning."""

from datetime import date, datetime

import pytest

from fractional import clock
from matching.proposals.actions import turns
from matching.proposals.models import Proposal
from missions.needs import actions as needs
from tests.matching.proposals.stage import (
    Stage,
    day,
    deliver,
    fill_the_week,
    mails,
    reach,
    show,
    slots,
    told,
    want,
)
from tests.outbox.sink import Sink

State = Proposal.State
MONDAY = date(2027, 1, 18)


def test_a_full_week_sends_the_next_proposal_on_monday_and_tells_the_company(here: Stage):
    proposal = reach(here, show(here)[0], "wanted")
    assert (proposal.leaves_on, proposal.turn) == (MONDAY, "system")
    assert told("leaves_on_monday") == [here.owner.email]
    assert mails("proposal_to_cto", subject_id=proposal.pk) == []


def test_the_cap_is_the_ctos_own(here: Stage):
    for cto, cap in zip(here.ctos, (1, 2, 3), strict=True):
        cto.weekly_cap = cap
        cto.save()
        fill_the_week(cto)
        Proposal.objects.filter(cto=cto, state="sent").first().delete()
    for proposal in show(here):
        assert want(here, proposal).state == State.SENT


def test_last_weeks_proposals_are_not_counted(here: Stage):
    proposal = show(here)[0]
    with day(date(2027, 1, 8)):
        fill_the_week(proposal.cto)
    assert want(here, proposal).state == State.SENT


def test_the_ones_that_ended_still_count(here: Stage):
    proposal = show(here)[0]
    fill_the_week(proposal.cto)
    for sent in Proposal.objects.filter(cto=proposal.cto, state="sent"):
        reach_declined(here, sent)
    assert want(here, proposal).state == State.WANTED


def test_it_leaves_on_monday_at_eight_through_its_job(here: Stage, sink: Sink):
    proposal = reach(here, show(here)[0], "wanted")
    deliver()
    with day(MONDAY, hour=7):
        deliver()
        assert Proposal.objects.get(pk=proposal.pk).state == State.WANTED
    with day(MONDAY, hour=8):
        deliver()
        proposal.refresh_from_db()
        assert (proposal.state, proposal.sent_on) == (State.SENT, MONDAY)
        assert [row.state for row in mails("proposal_to_cto", subject_id=proposal.pk)] == ["sent"]


def test_the_sweep_lets_it_leave_too_and_not_in_the_night(here: Stage):
    proposal = reach(here, show(here)[0], "wanted")
    with day(MONDAY, hour=0):
        turns.run()
        assert Proposal.objects.get(pk=proposal.pk).state == State.WANTED
    with day(MONDAY, hour=8):
        turns.run()
        turns.run()
        assert Proposal.objects.get(pk=proposal.pk).state == State.SENT
        assert len(mails("proposal_to_cto", subject_id=proposal.pk)) == 1


def test_of_three_that_waited_two_leave_and_one_waits_again(here: Stage, sink: Sink):
    cto = here.ctos[0]
    fill_the_week(cto)
    waiting = [_asked_by_another_company(cto) for _ in range(3)]
    assert {proposal.state for proposal in waiting} == {State.WANTED}
    with day(MONDAY, hour=8):
        deliver()
        states = sorted(Proposal.objects.get(pk=proposal.pk).state for proposal in waiting)
        assert states == [State.SENT, State.SENT, State.WANTED]
        again = Proposal.objects.get(state=State.WANTED)
        assert again.leaves_on == date(2027, 1, 25)
        assert len(mails("leaves_on_monday", subject_id=again.pk)) == 2


def test_a_need_paused_meanwhile_asks_nobody_until_it_goes_on(here: Stage, sink: Sink):
    proposal = reach(here, show(here)[0], "wanted")
    needs.pause(need=here.need, by=here.owner, until=date(2027, 2, 1))
    with day(MONDAY, hour=9):
        deliver()
        turns.run()
        assert Proposal.objects.get(pk=proposal.pk).state == State.WANTED
        needs.resume(need=here.need, by=here.owner)
        turns.run()
        assert Proposal.objects.get(pk=proposal.pk).state == State.SENT


@pytest.mark.parametrize("zone_hour", [0, 23])
def test_the_week_is_that_of_paris(here: Stage, zone_hour: int):
    """Sunday 23:30 in Paris is this week, Monday 00:30 the next, whatever the hour is in UTC."""
    proposal = show(here)[0]
    fill_the_week(proposal.cto)
    on = MONDAY if zone_hour == 0 else date(2027, 1, 17)
    with clock.standing_at(datetime(on.year, on.month, on.day, zone_hour, 30, tzinfo=clock.PARIS)):
        expected = State.SENT if zone_hour == 0 else State.WANTED
        assert want(here, proposal).state == expected


def _asked_by_another_company(cto) -> Proposal:
    from tests import factories

    proposal = factories.make_proposal(need=factories.make_need(state="selected"), cto=cto)
    stage = Stage(
        proposal.selection.curator, proposal.need.created_by, proposal.need.created_by, proposal.need, [cto]
    )
    assert len(slots()) == 3
    return want(stage, proposal)


def reach_declined(here: Stage, proposal: Proposal) -> None:
    from matching.proposals.actions import cto

    cto.decline(proposal=proposal, by=proposal.cto.user, reason="rate")
