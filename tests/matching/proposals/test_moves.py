"""What may be done with a proposal in each of its states, and that nothing else may."""

import pytest
from django.db import transaction

from fractional.errors import Conflict
from fractional.history.models import Event
from fractional.history.moves import ForbiddenMove, move
from fractional.outbox.models import Row
from matching.proposals.models import Proposal
from tests.matching.proposals.stage import Stage, act, last_event, reach, show

State = Proposal.State
ALLOWED = {
    ("kept", "want"): State.SENT,
    ("kept", "pass"): State.PASSED,
    ("kept", "leave"): State.KEPT,
    ("wanted", "leave"): State.WANTED,  # the week is still full
    ("sent", "see"): State.SEEN,
    ("sent", "accept"): State.ACCEPTED,
    ("sent", "decline"): State.DECLINED,
    ("seen", "accept"): State.ACCEPTED,
    ("seen", "decline"): State.DECLINED,
    ("sent", "counter"): State.COUNTERED,
    ("seen", "counter"): State.COUNTERED,
    ("countered", "take"): State.ACCEPTED,
    ("countered", "keep"): State.SENT,
    ("countered", "stop"): State.DECLINED,
    ("countered", "decline"): State.DECLINED,
    ("accepted", "choose"): State.CHOSEN,
    ("accepted", "not_choose"): State.NOT_CHOSEN,
    ("accepted", "retract"): State.RETRACTED,
    ("chosen", "retract"): State.RETRACTED,
    ("chosen", "confirm"): State.CONFIRMED,
} | {(state.value, "withdraw"): State.WITHDRAWN for state in Proposal.OPEN}
"""By state and act, the state afterwards; any other act is refused."""
HARMLESS = {"see", "leave"}
"""Safe to do at any time: where they change nothing they say nothing."""
ACTS = (
    "want",
    "pass",
    "leave",
    "see",
    "accept",
    "decline",
    "counter",
    "take",
    "keep",
    "stop",
    "choose",
    "not_choose",
    "retract",
    "confirm",
    "withdraw",
)


@pytest.mark.parametrize("state", State.values)
def test_each_act_does_what_the_model_allows_and_is_refused_elsewhere(here: Stage, state: str):
    proposal = reach(here, show(here)[0], state)
    for what in ACTS:
        before = _everything(proposal)
        with transaction.atomic():
            expected = ALLOWED.get((state, what))
            if expected or what in HARMLESS:
                act(here, proposal, what)
            else:
                with pytest.raises(Conflict):
                    act(here, proposal, what)
            assert Proposal.objects.get(pk=proposal.pk).state == (expected or state), what
            if expected not in (None, state):
                assert last_event(proposal).to_state == expected
            else:
                assert _everything(proposal) == before, what
            transaction.set_rollback(True)


@pytest.mark.parametrize("state", State.values)
def test_a_move_that_the_model_does_not_name_is_refused(here: Stage, state: str):
    proposal = reach(here, show(here)[0], state)
    before = _everything(proposal)
    forbidden = [to for to in State.values if state not in Proposal.MOVES.get(State(to), ())]
    for to in forbidden:
        with pytest.raises(ForbiddenMove):
            move(proposal, to, by=None)
    assert _everything(proposal) == before


def test_what_has_ended_never_moves_again():
    ended = {*Proposal.ENDED, State.CONFIRMED}
    assert all(not sources & ended for sources in Proposal.MOVES.values())


def test_every_open_proposal_may_be_withdrawn():
    assert Proposal.MOVES[State.WITHDRAWN] == set(Proposal.OPEN)


def test_two_answers_in_the_same_second_leave_one(here: Stage):
    proposal = reach(here, show(here)[0], "sent")
    stale = Proposal.objects.get(pk=proposal.pk)
    act(here, proposal, "decline")
    with pytest.raises(Conflict):
        act(here, stale, "accept")
    assert Proposal.objects.get(pk=proposal.pk).state == State.DECLINED


def test_a_second_last_yes_says_that_the_mission_exists(here: Stage):
    proposal = reach(here, show(here)[0], "confirmed")
    with pytest.raises(Conflict, match="déjà confirmée"):
        act(here, proposal, "confirm")


@pytest.mark.parametrize("state", State.values)
def test_the_last_row_of_history_is_the_state(here: Stage, state: str):
    proposal = reach(here, show(here)[0], state)
    events = list(Event.objects.of("proposal", proposal.pk))
    assert events[0].to_state == "kept"
    assert events[-1].to_state == state
    assert [event.from_state for event in events[1:]] == [event.to_state for event in events[:-1]]


def _everything(proposal: Proposal) -> tuple:
    return (
        Proposal.objects.filter(pk=proposal.pk).values().get(),
        Event.objects.count(),
        Row.objects.count(),
    )
