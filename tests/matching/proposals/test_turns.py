"""Every turn has an owner and a last day, counted from the mail that opened it; silence ends by itself."""

from datetime import date

import pytest

from fractional import clock, workdays
from fractional.outbox.models import Row
from matching.proposals.actions import turns
from matching.proposals.models import Proposal
from tests.matching.proposals.stage import (
    Stage,
    act,
    day,
    deliver,
    last_event,
    mails,
    reach,
    show,
    stage,
    told,
    working_days_later,
)
from tests.outbox.sink import Sink

State = Proposal.State
TURNS = [("kept", 5, "company"), ("sent", 5, "cto"), ("accepted", 15, "company"), ("chosen", 3, "cto")]
SILENCE = {"kept": "lapsed", "sent": "expired", "seen": "expired", "accepted": "lapsed", "chosen": "lapsed"}


@pytest.mark.parametrize(("state", "days", "owner"), TURNS)
def test_the_last_day_stands_once_the_mail_is_sent(
    here: Stage, sink: Sink, state: str, days: int, owner: str
):
    proposal = reach(here, show(here)[0], state)
    assert (proposal.turn, proposal.due_on) == (owner, None)
    deliver()
    proposal.refresh_from_db()
    assert proposal.due_on == workdays.add_working_days(clock.today(), days)


def test_the_day_the_mail_left_counts_and_not_the_day_it_was_owed(here: Stage, sink: Sink):
    proposal = reach(here, show(here)[0], "sent")
    with working_days_later(2):
        deliver()
        proposal.refresh_from_db()
        assert proposal.due_on == workdays.add_working_days(clock.today(), 5)


def test_reading_a_proposal_does_not_move_its_last_day(here: Stage, sink: Sink):
    proposal = reach(here, show(here)[0], "sent")
    deliver()
    with working_days_later(2):
        due_on = Proposal.objects.get(pk=proposal.pk).due_on
        proposal = act(here, proposal, "see")
        assert Proposal.objects.get(pk=proposal.pk).due_on == due_on


def test_a_mail_refused_for_good_leaves_the_clock_standing_until_it_is_sent_again(here: Stage, sink: Sink):
    proposal = reach(here, show(here)[0], "sent")
    sink.at_rcpt.extend([""] * len(mails("selection_ready")) + ["550 no such user"])
    deliver()
    proposal.refresh_from_db()
    assert proposal.due_on is None
    assert [row.subject_id for row in Row.objects.needing_attention()] == [str(proposal.pk)]
    with working_days_later(30):
        turns.run()
        assert Proposal.objects.get(pk=proposal.pk).state == State.SENT


def test_an_answer_faster_than_the_mail_is_not_undone_by_it(here: Stage, sink: Sink):
    proposal = reach(here, show(here)[0], "accepted")
    sink.at_data.extend([""] * len(mails("selection_ready")))
    deliver()
    proposal.refresh_from_db()
    assert proposal.state == State.ACCEPTED
    assert mails("proposal_to_cto")[0].state == "suppressed"
    assert proposal.due_on == workdays.add_working_days(clock.today(), 15)  # by the introduction


def test_the_introduction_to_the_cto_starts_no_clock(here: Stage, sink: Sink):
    proposal = reach(here, show(here)[0], "accepted")
    Row.objects.filter(key__startswith=f"proposal:{proposal.pk}:introduction:company").delete()
    deliver()
    assert Proposal.objects.get(pk=proposal.pk).due_on is None


@pytest.mark.parametrize(("state", "end"), SILENCE.items())
def test_silence_ends_by_itself_the_day_after_the_last_one(here: Stage, sink: Sink, state: str, end: str):
    proposal = reach(here, show(here)[0], state)
    deliver()
    last_day = Proposal.objects.get(pk=proposal.pk).due_on
    with working_days_later(workdays.working_days_between(clock.today(), last_day), hour=23):
        turns.run()
        assert Proposal.objects.get(pk=proposal.pk).state == state
    with working_days_later(workdays.working_days_between(clock.today(), last_day) + 1, hour=0):
        turns.run()
        turns.run()
        proposal.refresh_from_db()
        assert (proposal.state, proposal.end_reason, proposal.turn) == (end, "silence", "")
        assert last_event(proposal).reason == "silence"


REMINDERS = [("kept", [3]), ("sent", [3]), ("accepted", [5, 10]), ("chosen", [2])]
"""Working days after the mail on which the owner of the turn is reminded."""


@pytest.mark.parametrize(("state", "days"), REMINDERS)
def test_the_owner_of_the_turn_is_reminded(here: Stage, sink: Sink, state: str, days: list[int]):
    proposal = reach(here, show(here)[0], state)
    deliver()
    last = workdays.working_days_between(clock.today(), Proposal.objects.get(pk=proposal.pk).due_on)
    about = proposal.selection_id if state == "kept" else proposal.pk
    sent_on = []
    for later in range(last + 1):
        with working_days_later(later):
            before = len(_reminders(about))
            turns.run()
            turns.run()
            sent_on += [later] if len(_reminders(about)) > before else []
    assert sent_on == days
    owner = {proposal.cto.user.email} if proposal.turn == "cto" else {here.owner.email}
    everybody = {here.owner.email, here.member.email} if state == "kept" else owner
    assert {row.to for row in _reminders(about)} == everybody
    assert {row.context["due_on"] for row in _reminders(about)} == {_due(proposal).isoformat()}


def test_a_selection_that_nobody_reads_is_one_reminder_and_one_ending_a_member(here: Stage, sink: Sink):
    show(here)
    deliver()
    for later in (3, 4, 6):
        with working_days_later(later):
            turns.run()
    members = sorted([here.owner.email, here.member.email])
    assert told("selection_reminder") == members
    assert told("selection_lapsed") == members
    assert {proposal.state for proposal in here.proposals()} == {State.LAPSED}
    assert told("ended_for_company") == told("ended_for_cto") == []


def test_what_ends_soonest_is_reminded_first_as_a_reader_gets_so_many_a_week(here: Stage, sink: Sink):
    first, second, third = show(here)
    reach(here, first, "accepted")
    reach(here, second, "accepted")
    deliver()
    with working_days_later(5):
        turns.run()
        reminded = Row.objects.filter(kind="reminder", to=here.owner.email, context__has_key="due_on")
        assert _due(third) < _due(first)
        assert [row.context["due_on"] for row in reminded.order_by("due_at", "id")] == [
            _due(proposal).isoformat() for proposal in (third, first, second)
        ]


def test_a_clock_that_jumps_over_two_reminders_writes_one(here: Stage, sink: Sink):
    reach(here, show(here)[0], "accepted")
    deliver()
    with working_days_later(12):
        turns.run()
        turns.run()
        assert len(mails("reminder_to_company", context__state="accepted")) == 1


@pytest.mark.django_db
def test_weekends_and_public_holidays_are_nobodys_turn(sink: Sink):
    with day(date(2027, 3, 25)):  # the Thursday before Easter
        proposal = show(stage())[0]
        deliver()
        assert _due(proposal) == date(2027, 4, 2)


def test_nobody_left_in_the_running_gives_the_curator_two_working_days(here: Stage, sink: Sink):
    for proposal in show(here):
        reach(here, proposal, "declined")
    here.need.refresh_from_db()
    assert here.need.promised_on == workdays.add_working_days(clock.today(), 2)


def test_while_somebody_is_in_the_running_no_new_names_are_owed(here: Stage, sink: Sink):
    promised = here.need.promised_on
    for proposal in show(here)[1:]:
        reach(here, proposal, "declined")
    here.need.refresh_from_db()
    assert here.need.promised_on == promised


def test_one_proposal_that_answers_late_does_not_end_another(here: Stage, sink: Sink):
    first, second, _third = show(here)
    reach(here, first, "sent")
    deliver()
    with working_days_later(4):
        reach(here, second, "sent")
        deliver()
    with working_days_later(6):
        turns.run()
        states = {proposal.pk: proposal.state for proposal in here.proposals()}
        assert (states[first.pk], states[second.pk]) == (State.EXPIRED, State.SENT)


def test_of_two_members_the_first_mail_starts_the_clock_once(here: Stage, sink: Sink):
    proposal = show(here)[0]
    assert told("selection_ready") == sorted([here.owner.email, here.member.email])
    deliver()
    due_on = Proposal.objects.get(pk=proposal.pk).due_on
    with working_days_later(1):
        deliver()
        assert Proposal.objects.get(pk=proposal.pk).due_on == due_on


def _reminders(about: int) -> list[Row]:
    """Of the turn itself: the reminder of a meeting is another one."""
    rows = mails(kind="reminder", subject_id=about)
    return [row for row in rows if "reminder" in row.template]


def _due(proposal: Proposal) -> date:
    return Proposal.objects.get(pk=proposal.pk).due_on
