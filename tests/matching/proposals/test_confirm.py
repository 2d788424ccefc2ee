"""The last yes: a mission, its half-days, and an answer to everybody it concerns."""

from datetime import timedelta

import pytest

from fractional import clock
from fractional.ctos.calendar.models import Hold
from fractional.errors import Conflict
from fractional.ui import words
from matching.proposals.actions import cto as cto_side
from matching.proposals.models import Proposal
from missions.engagements.models import Mission
from missions.needs import actions as needs
from tests import factories
from tests.matching.proposals.stage import (
    Stage,
    act,
    choose,
    deliver,
    mails,
    reach,
    show,
    stage,
    told,
    want,
)
from tests.outbox.sink import Sink

State = Proposal.State


def also_chosen_elsewhere(here: Stage, cto, state: str = "chosen", **terms) -> tuple[Stage, Proposal]:
    """The same CTO, as far as `state` with another company."""
    other = stage(ctos=0)
    there = Stage(other.curator, other.owner, other.member, other.need, [cto])
    proposal = reach(there, show(there)[0], "accepted" if state == "chosen" else state)
    if state == "chosen":
        choose(there, proposal, **terms)
    return there, Proposal.objects.get(pk=proposal.pk)


def test_the_mission_has_the_final_terms(here: Stage):
    proposal = reach(here, show(here)[0], "accepted")
    choose(here, proposal, rate_eur=930, half_days=[3, 2])
    mission = act(here, proposal, "confirm")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.mission, proposal.turn) == (State.CONFIRMED, mission, "")
    assert (mission.daily_rate_eur, mission.half_days, mission.contract) == (930, [2, 3], "freelance")
    assert (mission.need, mission.cto, mission.company) == (here.need, proposal.cto, here.need.company)
    assert (mission.starts_on, mission.ends_on) == (proposal.final_starts_on, proposal.final_ends_on)


def test_its_half_days_are_taken_from_the_first_day_to_the_last(here: Stage):
    proposal = reach(here, show(here)[0], "confirmed")
    holds = Hold.objects.filter(cto=proposal.cto, kind="mission").order_by("half_day")
    assert [hold.half_day for hold in holds] == [2, 3, 6, 7]
    until = proposal.final_ends_on + timedelta(days=1)
    assert {(hold.period.lower, hold.period.upper) for hold in holds} == {(proposal.final_starts_on, until)}
    assert {hold.holder for hold in holds} == {proposal.mission.holder}


@pytest.mark.parametrize("state", ["wanted", "sent", "accepted", "chosen"])
def test_no_half_day_is_taken_before(here: Stage, state: str):
    reach(here, show(here)[0], state)
    assert not Hold.objects.exclude(kind="closed").exists()
    assert not Mission.objects.exists()


def test_the_need_is_filled_and_everybody_of_both_sides_told(here: Stage):
    proposal = reach(here, show(here)[0], "confirmed")
    here.need.refresh_from_db()
    assert here.need.state == "filled"
    both = [proposal.cto.user.email, here.owner.email, here.member.email]
    assert told("confirmed") == sorted(both)


def test_the_others_of_the_need_are_told_as_far_as_they_had_come(here: Stage):
    chosen, met, unasked = show(here)
    for proposal in (chosen, met):
        reach(here, proposal, "accepted")
    choose(here, chosen)
    act(here, chosen, "confirm")
    met.refresh_from_db()
    unasked.refresh_from_db()
    assert (met.state, met.end_reason) == (State.NOT_CHOSEN, "another_chosen")
    assert (unasked.state, unasked.end_reason) == (State.WITHDRAWN, "another_chosen")
    assert told("ended_for_cto") == [met.cto.user.email]
    assert told("ended_for_company") == []


def test_another_company_that_chose_the_same_days_is_told_at_once(here: Stage):
    proposal = reach(here, show(here)[0], "accepted")
    there, other = also_chosen_elsewhere(here, proposal.cto, half_days=[2, 3])
    choose(here, proposal)
    act(here, proposal, "confirm")
    other.refresh_from_db()
    assert (other.state, other.end_reason, other.ended_by) == (State.WITHDRAWN, "no_longer_fits", "system")
    assert told("ended_for_company", subject_id=other.pk) == [there.owner.email]
    assert told("ended_for_cto", subject_id=other.pk) == [proposal.cto.user.email]


def test_another_company_that_chose_other_days_keeps_its_choice(here: Stage):
    proposal = reach(here, show(here)[0], "accepted")
    _there, other = also_chosen_elsewhere(here, proposal.cto, half_days=[8, 9])
    choose(here, proposal)
    act(here, proposal, "confirm")
    other.refresh_from_db()
    assert other.state == State.CHOSEN
    cto_side.confirm(proposal=other, by=other.cto.user)
    assert Mission.objects.count() == 2


def test_a_choice_that_would_pass_the_ctos_own_limit_ends_too(here: Stage):
    here.ctos[0].max_missions = 1
    here.ctos[0].save()
    proposal = reach(here, show(here)[0], "accepted")
    _there, other = also_chosen_elsewhere(here, proposal.cto, half_days=[8, 9])
    choose(here, proposal)
    act(here, proposal, "confirm")
    other.refresh_from_db()
    assert (other.state, other.end_reason) == (State.WITHDRAWN, "no_longer_fits")


@pytest.mark.parametrize("state", ["kept", "sent", "accepted"])
def test_the_ctos_other_proposals_that_no_longer_fit_end(here: Stage, state: str):
    here.ctos[0].max_missions = 1
    here.ctos[0].save()
    proposal = reach(here, show(here)[0], "accepted")
    there, other = also_chosen_elsewhere(here, proposal.cto, state)
    choose(here, proposal)
    act(here, proposal, "confirm")
    other.refresh_from_db()
    assert (other.state, other.end_reason) == (State.WITHDRAWN, "no_longer_fits")
    everybody = [there.owner.email, there.member.email] if state == "kept" else [there.owner.email]
    assert told("ended_for_company", subject_id=other.pk) == sorted(everybody)
    expected = [] if state == "kept" else [proposal.cto.user.email]
    assert told("ended_for_cto", subject_id=other.pk) == expected


def test_what_still_fits_on_other_days_goes_on(here: Stage):
    proposal = reach(here, show(here)[0], "accepted")
    there, other = also_chosen_elsewhere(here, proposal.cto, "accepted")
    choose(here, proposal)
    act(here, proposal, "confirm")
    other.refresh_from_db()
    assert other.state == State.ACCEPTED
    choose(there, other, half_days=[0, 1, 4, 5])
    cto_side.confirm(proposal=other, by=other.cto.user)
    assert Mission.objects.filter(cto=proposal.cto).count() == 2


def test_the_loser_of_a_race_reads_which_day_went_and_nothing_is_kept_of_the_attempt(here: Stage):
    proposal = reach(here, show(here)[0], "chosen")
    _there, other = also_chosen_elsewhere(here, proposal.cto, half_days=[2, 3])
    act(here, proposal, "confirm")
    until = words.date_plain(proposal.final_ends_on)
    with pytest.raises(Conflict, match=f"Votre mardi vient d’être engagé jusqu’au {until}"):
        cto_side.confirm(proposal=other, by=other.cto.user)
    assert Mission.objects.count() == 1


def test_a_day_taken_by_a_client_found_elsewhere_is_named_too(here: Stage):
    from fractional.ctos.calendar.actions import hold_external

    proposal = reach(here, show(here)[0], "chosen")
    hold_external(
        cto=proposal.cto,
        half_days=[6, 7],
        first=proposal.final_starts_on,
        until=proposal.final_ends_on,
        label="Un autre",
        by=proposal.cto.user,
    )
    with pytest.raises(Conflict, match="Votre jeudi vient d’être engagé"):
        act(here, proposal, "confirm")
    proposal.refresh_from_db()
    assert (proposal.state, Mission.objects.count()) == (State.CHOSEN, 0)


def test_a_need_paused_after_its_choice_is_filled_all_the_same(here: Stage):
    proposal = reach(here, show(here)[0], "chosen")
    needs.pause(need=here.need, by=here.owner, until=proposal.final_starts_on)
    act(here, proposal, "confirm")
    here.need.refresh_from_db()
    assert here.need.state == "filled"


def test_a_meeting_agreed_while_the_need_was_paused_may_still_become_a_mission(here: Stage):
    proposal = reach(here, show(here)[0], "sent")
    needs.pause(need=here.need, by=here.owner, until=proposal.first_start_on)
    act(here, proposal, "accept")
    with pytest.raises(Conflict, match="en pause"):
        choose(here, proposal)
    needs.resume(need=here.need, by=here.owner)
    choose(here, proposal)
    act(here, proposal, "confirm")
    here.need.refresh_from_db()
    assert here.need.state == "filled"


def test_only_one_profile_of_a_need_is_chosen_at_a_time(here: Stage):
    first, second, _third = show(here)
    for proposal in (first, second):
        reach(here, proposal, "accepted")
    choose(here, first)
    with pytest.raises(Conflict, match="déjà choisi"):
        choose(here, second)
    act(here, first, "retract")
    assert choose(here, second).state == State.CHOSEN


def test_a_mission_below_the_floor_says_that_its_cto_accepted_it(here: Stage):
    proposal = reach(here, show(here)[0], "accepted")
    choose(here, proposal, rate_eur=800)
    assert act(here, proposal, "confirm").below_floor_accepted


def test_a_pro_bono_mission_has_no_rate_and_takes_its_days(db: None):
    cto = factories.make_cto(pro_bono=True)
    there = stage(ctos=0, pro_bono=True, ceiling_eur=None)
    there = Stage(there.curator, there.owner, there.member, there.need, [cto])
    proposal = reach(there, show(there)[0], "accepted")
    choose(there, proposal, rate_eur=None)
    mission = act(there, proposal, "confirm")
    assert (mission.daily_rate_eur, mission.pro_bono) == (None, True)
    assert Hold.objects.filter(holder=mission.holder).count() == 4


def test_a_filled_need_owes_no_new_names(here: Stage):
    promised = here.need.promised_on
    reach(here, show(here)[0], "confirmed")
    here.need.refresh_from_db()
    assert here.need.promised_on == promised


def test_all_these_mails_can_be_written_and_leave(here: Stage, sink: Sink):
    chosen, met, _unasked = show(here)
    for proposal in (chosen, met):
        reach(here, proposal, "accepted")
    also_chosen_elsewhere(here, chosen.cto, half_days=[2, 3])
    choose(here, chosen)
    act(here, chosen, "confirm")
    deliver()
    states = {row.template: row.state for row in mails() if row.due_at <= clock.now()}
    refused = {template for template, state in states.items() if state not in ("sent", "suppressed")}
    assert not refused
    assert {"proposals/confirmed", "proposals/ended_for_cto", "proposals/ended_for_company"} <= states.keys()


def test_a_need_that_is_gone_is_neither_wanted_nor_chosen(here: Stage):
    first, second, _third = show(here)
    reach(here, first, "accepted")
    needs.withdraw(need=here.need, by=here.owner, reason="budget")
    with pytest.raises(Conflict):
        choose(here, first)
    with pytest.raises(Conflict, match="plus ouvert"):
        want(here, second)
