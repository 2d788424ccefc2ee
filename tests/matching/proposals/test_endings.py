"""Whatever ends, whoever took part is told why, once, and nobody else."""

import pytest

from fractional import clock
from matching.proposals.models import Proposal
from missions.needs import actions as needs
from tests.matching.proposals.stage import (
    Stage,
    act,
    deliver,
    last_event,
    mails,
    reach,
    show,
    told,
    working_days_later,
)
from tests.outbox.sink import Sink

State = Proposal.State

# What ends it, from which state: is the CTO told, is the company told.
ENDINGS = [
    ("kept", "pass", False, False),
    ("sent", "decline", False, True),
    ("seen", "decline", False, True),
    ("accepted", "not_choose", True, False),
    ("accepted", "retract", False, True),
    ("chosen", "retract", False, True),
    ("wanted", "withdraw", False, True),
    ("sent", "withdraw", True, True),
    ("accepted", "withdraw", True, True),
    ("chosen", "withdraw", True, True),
    ("sent", "silence", True, True),
    ("accepted", "silence", True, True),
    ("chosen", "silence", True, True),
]


@pytest.mark.parametrize(("state", "what", "cto", "company"), ENDINGS)
def test_whoever_did_not_end_it_by_their_own_act_is_told(
    here: Stage, sink: Sink, state: str, what: str, cto: bool, company: bool
):
    proposal = reach(here, show(here)[0], state)
    act(here, proposal, what)
    assert told("ended_for_cto", subject_id=proposal.pk) == ([proposal.cto.user.email] if cto else [])
    assert told("ended_for_company", subject_id=proposal.pk) == ([here.owner.email] if company else [])
    deliver()
    assert all(row.state in ("sent", "suppressed") for row in mails() if row.due_at <= clock.now())


def test_the_reason_is_told_in_words(here: Stage, sink: Sink):
    reach(here, show(here)[0], "declined")
    deliver()
    text = _text(sink, "ended_for_company")
    assert "tarif trop bas" in text


def test_the_cto_reads_the_companys_reason_as_it_is(here: Stage, sink: Sink):
    reach(here, show(here)[0], "not_chosen")
    deliver()
    assert "taille d’équipe encadrée" in _text(sink, "ended_for_cto")


@pytest.mark.parametrize("state", ["kept", "wanted", "sent", "seen", "accepted", "chosen"])
def test_a_need_that_is_withdrawn_ends_its_proposals_with_its_reason(here: Stage, state: str):
    proposal = reach(here, show(here)[0], state)
    needs.withdraw(need=here.need, by=here.owner, reason="budget")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.end_reason) == (State.WITHDRAWN, "need_withdrawn")
    assert last_event(proposal).reason == "need_withdrawn"
    assert told("ended_for_company") == []
    knew = state not in ("kept", "wanted")
    assert told("ended_for_cto") == ([proposal.cto.user.email] if knew else [])
    assert not Proposal.objects.filter(need=here.need).open().exists()


def test_a_need_that_expires_ends_its_proposals(here: Stage):
    proposal = reach(here, show(here)[0], "sent")
    needs.expire(need=here.need)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.end_reason) == (State.WITHDRAWN, "need_expired")
    assert told("ended_for_cto") == [proposal.cto.user.email]


def test_passing_over_a_profile_disturbs_nobody(here: Stage):
    before = len(mails())
    reach(here, show(here)[0], "passed")
    assert [row.template for row in mails()[before:]] == 2 * ["proposals/selection_ready"]


def test_a_refusal_leaves_no_trace_on_the_ctos_side_but_the_proposal_itself(here: Stage):
    proposal = reach(here, show(here)[0], "declined")
    assert (proposal.end_reason, proposal.ended_by) == ("rate", "cto")
    assert proposal.cto.state == "verified"


def test_the_mail_of_an_ending_is_owed_once_however_often_the_sweep_comes(here: Stage, sink: Sink):
    from matching.proposals.actions import turns

    proposal = reach(here, show(here)[0], "sent")
    deliver()
    with working_days_later(6):
        for _ in range(3):
            turns.run()
    assert len(mails("ended_for_cto", subject_id=proposal.pk)) == 1


def test_english_speakers_are_told_in_english(here: Stage, sink: Sink):
    user = here.owner
    user.language = "en"
    user.save()
    proposal = show(here)[0]
    proposal.refresh_from_db()
    reach(here, proposal, "declined")
    assert mails("ended_for_company")[0].language == "en"
    assert clock.today()


def _text(sink: Sink, template: str) -> str:
    row = mails(template)[0]
    message = next(message for message in sink.messages if message["Message-ID"] == row.message_id)
    part = message.get_payload(0) if message.is_multipart() else message
    return part.get_payload(decode=True).decode()  # type: ignore[union-attr]  # the part is text
