"""A selection: three to five profiles, kept by a person, that may be taken back for ten minutes."""

from datetime import timedelta

import pytest

from fractional import clock
from fractional.companies.models import Member
from fractional.ctos.actions import pause
from fractional.errors import Conflict, DomainError
from fractional.history.models import Event
from fractional.outbox.models import Row
from matching.pool.models import Card
from matching.proposals.actions import selections
from matching.proposals.models import Decision, Proposal, Selection
from missions.needs import actions as needs
from missions.needs.models import Need
from tests import factories
from tests.matching.proposals.stage import (
    Stage,
    act,
    deliver,
    mails,
    profiles,
    schedule,
    select,
    show,
    told,
)
from tests.outbox.sink import Sink


def keep(here: Stage, cto, **fields) -> Proposal:
    return selections.keep(need=here.need, cto=cto, by=here.curator, note="Pour cette équipe.", **fields)


def test_keeping_a_profile_is_a_decision_with_its_author_its_score_and_its_inputs(here: Stage):
    proposal = keep(here, here.ctos[0])
    decision = Decision.objects.get()
    assert (decision.act, decision.by, decision.reason) == ("keep", here.curator, "selection")
    assert decision.company_total == proposal.company_total > 0
    assert decision.inputs == proposal.inputs
    assert (proposal.kept_by, proposal.state, proposal.turn) == (here.curator, "kept", "company")


def test_letters_follow_the_score_whatever_the_order_of_keeping(here: Stage):
    weak, strong, middle = (factories.make_cto(references=references) for references in (0, 4, 1))
    for cto in (weak, strong, middle):
        keep(here, cto)
    cards = Proposal.objects.order_by("letter")
    assert [card.letter for card in cards] == ["A", "B", "C"]
    totals = [card.company_total for card in cards]
    assert totals == sorted(totals, reverse=True)
    assert cards[0].cto == strong


def test_dropping_a_kept_profile_takes_it_out_and_closes_the_row_of_letters(here: Stage):
    for cto in here.ctos:
        keep(here, cto)
    gone = Proposal.objects.get(letter="A")
    selections.drop(need=here.need, cto=gone.cto, by=here.curator, reason="scale")
    assert [card.letter for card in Proposal.objects.order_by("letter")] == ["A", "B"]
    assert Decision.objects.filter(act="drop", cto=gone.cto, reason="scale").exists()
    assert Event.objects.of("proposal", gone.pk).last().event == "dropped"


def test_a_dropped_profile_may_be_kept_again(here: Stage):
    keep(here, here.ctos[0])
    selections.drop(need=here.need, cto=here.ctos[0], by=here.curator, reason="scale")
    assert keep(here, here.ctos[0]).state == "kept"


def test_dropping_somebody_who_was_not_kept_is_a_decision_alone(here: Stage):
    decision = selections.drop(need=here.need, cto=here.ctos[0], by=here.curator, reason="stack")
    assert (decision.act, Proposal.objects.count()) == ("drop", 0)


def test_nobody_is_kept_twice_for_one_need(here: Stage):
    keep(here, here.ctos[0])
    with pytest.raises(Conflict, match="déjà dans une sélection"):
        keep(here, here.ctos[0])
    show_the_rest(here)
    with pytest.raises(Conflict, match="déjà dans une sélection"):
        keep(here, here.ctos[0])


def test_five_profiles_at_most(here: Stage):
    for cto in [*here.ctos, factories.make_cto(), factories.make_cto()]:
        keep(here, cto)
    with pytest.raises(Conflict, match="cinq"):
        keep(here, factories.make_cto())


def test_a_curator_decides_nothing_about_themself(here: Stage):
    cto = factories.make_cto(user=here.curator)
    with pytest.raises(DomainError):
        keep(here, cto)
    with pytest.raises(DomainError):
        selections.drop(need=here.need, cto=cto, by=here.curator, reason="scale")
    assert not Decision.objects.exists()


def test_a_curator_decides_nothing_for_a_company_of_their_own(here: Stage):
    Member.objects.create(company=here.need.company, user=here.curator, role=Member.Role.MEMBER)
    with pytest.raises(DomainError):
        keep(here, here.ctos[0])


@pytest.mark.parametrize("state", ["draft", "submitted", "filled", "expired", "withdrawn", "paused"])
def test_only_an_open_need_gets_a_selection(here: Stage, state: str):
    dates = {
        "filled_at": clock.now(),
        "expired_at": clock.now(),
        "withdrawn_at": clock.now(),
        "withdrawn_reason": "budget",
        "paused_at": clock.now(),
        "paused_until": clock.today(),
        "paused_from": "published",
    }
    Need.objects.filter(pk=here.need.pk).update(state=state, **dates)
    with pytest.raises(Conflict, match="plus ouvert"):
        keep(here, here.ctos[0])


def test_fewer_than_three_need_a_reason_that_the_company_reads(here: Stage):
    keep(here, here.ctos[0])
    draft = Selection.objects.get()
    with pytest.raises(DomainError, match="pourquoi"):
        selections.schedule(
            selection=draft, by=here.curator, read=profiles(draft), words="Un profil.", files_read=4
        )
    assert schedule(here).few_reason == "Peu de profils."


def test_an_empty_selection_does_not_leave(here: Stage):
    with pytest.raises(DomainError, match="un à cinq"):
        schedule(here)


def test_it_leaves_after_ten_minutes_through_its_job(here: Stage, sink: Sink):
    selection = select(here)
    deliver()
    assert Selection.objects.get().state == "leaving"
    with clock.standing_at(clock.now() + timedelta(minutes=10)):
        deliver()
        selection.refresh_from_db()
        here.need.refresh_from_db()
        assert (selection.state, here.need.state) == ("sent", "selected")
        assert told("selection_ready") == sorted([here.owner.email, here.member.email])
        assert {row.state for row in mails("selection_ready")} == {"sent"}


def test_sending_twice_sends_once(here: Stage):
    show(here)
    before = len(mails())
    selections.send(selection=Selection.objects.get())
    assert len(mails()) == before


def test_taken_back_it_stays_and_its_job_finds_it_so(here: Stage, sink: Sink):
    selection = select(here)
    selections.take_back(selection=selection, by=here.curator)
    with clock.standing_at(clock.now() + timedelta(minutes=10)):
        deliver()
    selection.refresh_from_db()
    assert (selection.state, selection.sent_at, mails()) == ("draft", None, [])


def test_taken_back_and_scheduled_again_it_leaves_at_the_second_hour(here: Stage, sink: Sink):
    selection = select(here)
    with clock.standing_at(clock.now() + timedelta(minutes=5)):
        selections.take_back(selection=selection, by=here.curator)
        schedule(here)
    with clock.standing_at(clock.now() + timedelta(minutes=11)):
        deliver()
        assert Selection.objects.get().state == "leaving"
    with clock.standing_at(clock.now() + timedelta(minutes=15)):
        deliver()
        assert Selection.objects.get().state == "sent"


def test_once_it_has_left_nothing_is_taken_back(here: Stage):
    show(here)
    with pytest.raises(Conflict):
        selections.take_back(selection=Selection.objects.get(), by=here.curator)


def test_while_it_leaves_nobody_is_added_or_taken_out(here: Stage):
    select(here, ctos=here.ctos[:2])
    with pytest.raises(Conflict, match="reprenez-la"):
        keep(here, here.ctos[2])
    with pytest.raises(Conflict, match="reprenez-la"):
        selections.drop(need=here.need, cto=here.ctos[0], by=here.curator, reason="scale")
    assert len(here.proposals()) == 2


def test_nobody_answers_to_what_is_still_being_prepared(here: Stage):
    select(here)
    for what in ("want", "pass"):
        with pytest.raises(Conflict):
            act(here, here.proposals()[0], what)


def test_a_need_that_closes_cancels_what_was_being_prepared(here: Stage):
    selection = select(here)
    needs.withdraw(need=here.need, by=here.owner, reason="budget")
    selection.refresh_from_db()
    assert selection.state == "cancelled"
    assert {(proposal.state, proposal.end_reason) for proposal in here.proposals()} == {
        ("withdrawn", "need_withdrawn")
    }
    assert mails() == []


def test_a_need_paused_meanwhile_keeps_its_selection_with_the_curator(here: Stage, sink: Sink):
    select(here)
    needs.pause(need=here.need, by=here.owner, until=clock.today() + timedelta(days=20))
    with clock.standing_at(clock.now() + timedelta(minutes=10)):
        deliver()
        assert Selection.objects.get().state == "draft"
        assert mails() == []


def test_only_the_selection_that_was_read_is_sent(here: Stage):
    for cto in here.ctos:
        keep(here, cto)
    draft = Selection.objects.get()
    read = profiles(draft)
    newcomer = factories.make_cto()
    keep(here, newcomer)
    with pytest.raises(Conflict, match="a changé"):
        selections.schedule(selection=draft, by=here.curator, read=read, words="Trois.", files_read=9)
    selections.drop(need=here.need, cto=newcomer, by=here.curator, reason="scale")
    sent = selections.schedule(selection=draft, by=here.curator, read=read, words="Trois.", files_read=9)
    assert sent.state == "leaving"


def test_a_selection_that_could_not_leave_is_told_to_its_curator(here: Stage, sink: Sink):
    selection = select(here)
    gone = here.proposals()[0]
    pause(cto=gone.cto, by=gone.cto.user, until=clock.today() + timedelta(days=20))
    with clock.standing_at(clock.now() + timedelta(minutes=10)):
        deliver()
        deliver()
    event = Event.objects.of("selection", selection.pk).last()
    assert (event.event, event.reason, event.facts) == ("given_back", "no_longer_fits", {"unfit": [gone.pk]})
    mail = Row.objects.get(kind="given_back")
    assert (mail.to, mail.state) == (here.curator.email, "sent")
    assert mail.context["unfit"] == [gone.cto.user.full_name]
    assert mails("selection_ready") == []


def test_a_pause_that_stops_a_selection_is_told_to_its_curator(here: Stage, sink: Sink):
    select(here)
    needs.pause(need=here.need, by=here.owner, until=clock.today() + timedelta(days=20))
    with clock.standing_at(clock.now() + timedelta(minutes=10)):
        deliver()
    assert Row.objects.get(kind="given_back").context["unfit"] == []
    assert Selection.objects.given_back().get().given_back_reason == "need_paused"


def test_what_was_given_back_is_so_until_it_is_scheduled_again(here: Stage, sink: Sink):
    select(here)
    until = clock.today() + timedelta(days=20)
    needs.pause(need=here.need, by=here.owner, until=until)
    with clock.standing_at(clock.now() + timedelta(minutes=10)):
        deliver()
        assert Selection.objects.given_back().exists()
        needs.resume(need=here.need, by=here.owner)
        selection = schedule(here)
        selections.take_back(selection=selection, by=here.curator)
        assert not Selection.objects.given_back().exists()


def test_who_was_shown_comes_later_among_equals(here: Stage):
    show(here)
    shown = Card.objects.filter(cto__in=here.ctos).values_list("exposures_30d", flat=True)
    assert list(shown) == [1, 1, 1]


def test_a_second_selection_may_follow_the_first(here: Stage):
    show(here)
    newcomer = factories.make_cto()
    show(here, ctos=[newcomer])
    assert Selection.objects.filter(state="sent").count() == 2


def show_the_rest(here: Stage) -> None:
    with clock.standing_at(clock.now() - selections.CANCEL_WITHIN):
        selection = schedule(here)
    selections.send(selection=selection)
