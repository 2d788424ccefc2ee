"""One slot of three is picked, both have it in their calendars, and it is taken off when the talks end."""

from datetime import UTC, timedelta

import pytest
from django.urls import reverse

from fractional import clock
from fractional.errors import Conflict
from fractional.outbox.management.commands.drain_outbox import drain
from fractional.outbox.models import Row
from matching.proposals.actions import company, cto, meeting
from matching.proposals.models import Proposal
from tests import factories
from tests.conftest import https_client, logged_in
from tests.matching.proposals.stage import Stage, reach, show, want
from tests.outbox.sink import Sink
from tests.test_ics import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(here: Stage) -> Proposal:
    return reach(here, show(here)[0], "sent")


def yes(proposal: Proposal, place: int | None = 0) -> Proposal:
    slot = None if place is None else proposal.slots[place]
    return cto.accept(proposal=proposal, by=proposal.cto.user, slot=slot)


def mails(template: str) -> list[Row]:
    return list(Row.objects.filter(template=f"proposals/{template}").order_by("pk"))


def test_the_yes_picks_one_of_the_three_and_both_have_it_with_the_introduction(here: Stage, asked: Proposal):
    after = yes(asked, 1)
    assert (after.slot, after.state) == (asked.slots[1], "accepted")
    introductions = mails("introduction")
    assert {row.to for row in introductions} == {asked.cto.user.email, here.owner.email}
    for row in introductions:
        assert row.context["slot"] == asked.slots[1].isoformat()
        assert row.context["calendar"]["uid"] == f"{asked.public_id}@fractional"


def test_the_mail_carries_the_meeting_as_a_file(here: Stage, asked: Proposal, sink: Sink):
    yes(asked)
    drain()
    files = [
        part.get_payload(decode=True).decode()
        for letter in sink.messages
        for part in letter.walk()
        if part.get_content_type() == "text/calendar"
    ]
    assert len(files) == 2
    for file in files:
        event = read(file.replace("\r\n", "\n").replace("\n", "\r\n"))
        assert event["METHOD"] == "PUBLISH"
        assert event["DTSTART"] == asked.slots[0].astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def test_none_of_the_three_and_they_write_to_each_other(here: Stage, asked: Proposal):
    after = yes(asked, None)
    assert after.slot is None
    assert "calendar" not in mails("introduction")[0].context


def test_a_slot_that_nobody_offered_or_that_has_passed_is_refused(here: Stage, asked: Proposal):
    for slot in (asked.slots[0] + timedelta(minutes=1), clock.now() - timedelta(hours=1)):
        with pytest.raises(meeting.SlotGone):
            cto.accept(proposal=asked, by=asked.cto.user, slot=slot)
    with clock.standing_at(asked.slots[0] + timedelta(hours=1)), pytest.raises(meeting.SlotGone):
        cto.accept(proposal=asked, by=asked.cto.user, slot=asked.slots[0])
    asked.refresh_from_db()
    assert asked.state == "sent"


def test_it_may_be_picked_after_the_yes_once(here: Stage, asked: Proposal):
    after = yes(asked, None)
    after = meeting.pick(proposal=after, by=asked.cto.user, slot=asked.slots[2])
    assert after.slot == asked.slots[2]
    assert {row.to for row in mails("meeting_set")} == {asked.cto.user.email, here.owner.email}
    with pytest.raises(Conflict):
        meeting.pick(proposal=after, by=asked.cto.user, slot=asked.slots[1])


def test_nothing_is_picked_before_the_yes(asked: Proposal):
    with pytest.raises(Conflict):
        meeting.pick(proposal=asked, by=asked.cto.user, slot=asked.slots[0])


def test_the_day_before_both_are_reminded(here: Stage, asked: Proposal):
    yes(asked)
    rows = mails("meeting_tomorrow")
    assert {row.to for row in rows} == {asked.cto.user.email, here.owner.email}
    for row in rows:
        due = row.due_at.astimezone(clock.PARIS)
        assert (due.date(), due.hour) == (
            asked.slots[0].astimezone(clock.PARIS).date() - timedelta(days=1),
            9,
        )
        assert meeting.still_set(row) is None


def test_when_the_talks_end_the_meeting_is_taken_off_and_nobody_is_reminded(here: Stage, asked: Proposal):
    after = yes(asked)
    company.not_choose(proposal=after, by=here.owner, reason="total_cost")
    off = mails("meeting_off")
    assert {row.to for row in off} == {asked.cto.user.email, here.owner.email}
    for row in off:
        assert row.context["calendar"]["cancelled"]
        assert asked.cto.user.last_name not in str(row.context)
    assert meeting.still_set(mails("meeting_tomorrow")[0]) == "no_longer_open"


def test_talks_that_end_after_the_meeting_cancel_nothing(here: Stage, asked: Proposal):
    after = yes(asked)
    with clock.standing_at(asked.slots[0] + timedelta(days=1)):
        company.not_choose(proposal=after, by=here.owner, reason="total_cost")
    assert not mails("meeting_off")


def test_slots_that_passed_unpicked_bring_one_mail_to_each_and_a_row_for_the_team(
    here: Stage, asked: Proposal
):
    after = yes(asked, None)
    rows = mails("meeting_unpicked")
    assert {row.to for row in rows} == {asked.cto.user.email, here.owner.email}
    assert all(row.due_at > asked.slots[2] for row in rows)
    assert not meeting.unmet().exists()
    with clock.standing_at(asked.slots[2] + timedelta(hours=1)):
        assert list(meeting.unmet()) == [after]
        assert meeting.still_unmet(rows[0]) is None
    meeting.pick(proposal=after, by=asked.cto.user, slot=asked.slots[2])
    assert meeting.still_unmet(rows[0]) == "no_longer_open"


def link_of(row: Row) -> str:
    return row.context["calendar_path"]


def test_the_link_of_the_mail_gives_the_same_without_a_log_in(here: Stage, asked: Proposal):
    after = yes(asked)
    answer = https_client().get(link_of(mails("introduction")[0]))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    event = read(answer.content.decode())
    assert event["UID"] == f"{asked.public_id}@fractional"
    assert here.owner.email in event["DESCRIPTION"]
    cto.retract(proposal=after, by=asked.cto.user, reason="rate")
    assert https_client().get(link_of(mails("introduction")[0])).status_code == 404


def test_a_link_that_is_not_ours_shows_nothing():
    for token in ("zq", "a:b:c", "é"):
        assert https_client().get(reverse("proposals:meeting", args=[token])).status_code == 404


def test_on_the_page_the_cto_says_yes_with_a_slot(here: Stage, asked: Proposal):
    client = logged_in(asked.cto.user)
    page = client.get(reverse("proposals:proposal", args=[asked.public_id])).content.decode()
    assert "Aucun de ces créneaux" in page
    slot = asked.slots[0].isoformat()
    client.post(reverse("proposals:accept", args=[asked.public_id]), {"slot": slot})
    asked.refresh_from_db()
    assert asked.slot == asked.slots[0]


def test_on_the_page_the_cto_picks_after_the_yes(here: Stage, asked: Proposal):
    client = logged_in(asked.cto.user)
    client.post(reverse("proposals:accept", args=[asked.public_id]), {"slot": "none"})
    address = reverse("proposals:pick_slot", args=[asked.public_id])
    client.post(address, {"slot": "zq"})
    asked.refresh_from_db()
    assert (asked.state, asked.slot) == ("accepted", None)
    client.post(address, {"slot": asked.slots[1].isoformat()})
    asked.refresh_from_db()
    assert asked.slot == asked.slots[1]
    card = logged_in(here.owner).get(reverse("proposals:selection", args=[here.need.public_id]))
    assert "Rencontre" in card.content.decode()
    assert logged_in(factories.make_cto().user).post(address).status_code == 404


def test_before_the_yes_the_company_reads_no_slot_as_picked(here: Stage):
    proposal = show(here)[0]
    want(here, proposal)
    assert (
        "Aucun des trois"
        not in logged_in(here.owner)
        .get(reverse("proposals:selection", args=[here.need.public_id]))
        .content.decode()
    )
