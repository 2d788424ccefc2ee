"""A company that cannot act does not run out of time: its need is paused, or a last yes is awaited."""

from datetime import timedelta

import pytest

from fractional import clock, workdays
from fractional.outbox.delivery import subject_of
from matching.proposals.actions import company, turns
from matching.proposals.models import Proposal
from matching.proposals.panels import selection_panel
from missions.needs import actions as needs
from tests.conftest import logged_in
from tests.matching.proposals.stage import Stage, act, day, deliver, mails, reach, show, told, want
from tests.matching.proposals.test_refusals import said_with_messages
from tests.outbox.sink import Sink

State = Proposal.State


@pytest.fixture
def three(here: Stage, sink: Sink) -> list[Proposal]:
    """One only shown, one met, one met."""
    kept, met, liked = show(here)
    deliver()
    for proposal in (met, liked):
        reach(here, proposal, "accepted")
    deliver()
    return [kept, met, liked]


def test_the_others_wait_while_a_last_yes_is_awaited(here: Stage, three: list[Proposal]):
    kept, _met, liked = three
    last_day = Proposal.objects.get(pk=kept.pk).due_on
    with day(last_day):
        act(here, Proposal.objects.get(pk=liked.pk), "choose")
        deliver()
    with day(workdays.add_working_days(last_day, 2)):
        turns.run()
        turns.run()
        kept.refresh_from_db()
        assert (kept.state, kept.due_on) == ("kept", workdays.add_working_days(clock.today(), 3))
        assert told("selection_reminder") == []
        panel = selection_panel(None, here.need).context  # type: ignore[arg-type]  # this panel reads no request
        assert (panel["waiting"], panel["chosen"]) == (0, liked)
        page = said_with_messages(logged_in(here.owner), here)
        assert page.count("En attente : vous avez choisi une autre personne") == 2
        assert "À vous de décider" not in page
        act(here, Proposal.objects.get(pk=liked.pk), "retract")
        assert "À vous de décider" in said_with_messages(logged_in(here.owner), here)
        assert selection_panel(None, here.need).context["waiting"] == 2  # type: ignore[arg-type]  # this panel reads no request
    with day(workdays.add_working_days(last_day, 6)):
        turns.run()
        assert Proposal.objects.get(pk=kept.pk).state == "lapsed"


def test_nobody_else_is_asked_while_a_last_yes_is_awaited(here: Stage, three: list[Proposal]):
    kept, _met, liked = three
    act(here, liked, "choose")
    with pytest.raises(company.Conflict, match="déjà choisi"):
        want(here, kept)


def test_who_waits_for_monday_waits_for_the_last_yes_too(here: Stage):
    waiting, chosen, _other = show(here)
    reach(here, chosen, "chosen")
    Proposal.objects.filter(pk=chosen.pk).update(state=State.ACCEPTED, turn="company")
    reach(here, waiting, "wanted")
    Proposal.objects.filter(pk=chosen.pk).update(state=State.CHOSEN, turn="cto")
    with day(workdays.next_monday(clock.today())):
        turns.run()
        assert Proposal.objects.get(pk=waiting.pk).state == "wanted"
        act(here, Proposal.objects.get(pk=chosen.pk), "retract")
        turns.run()
        assert Proposal.objects.get(pk=waiting.pk).state == "sent"


def test_a_paused_need_keeps_its_cards(here: Stage, sink: Sink):
    kept = show(here)[0]
    deliver()
    needs.pause(need=here.need, by=here.owner, until=clock.today() + timedelta(days=40))
    with day(workdays.add_working_days(clock.today(), 15)):
        turns.run()
        assert Proposal.objects.get(pk=kept.pk).state == "kept"
        assert told("selection_reminder") == []
        needs.resume(need=here.need, by=here.owner)
        turns.run()
        assert Proposal.objects.get(pk=kept.pk).state == "kept"


def test_a_selection_that_lapses_while_talks_go_on_does_not_say_it_is_closed(
    here: Stage, sink: Sink, three: list[Proposal]
):
    with day(workdays.add_working_days(clock.today(), 6)):
        turns.run()
    subjects = {subject_of(row) for row in mails("selection_lapsed")}
    assert subjects == {"Les profils sans décision de votre part ne sont plus réservés"}
