"""Promise 1: the CTO's rules are read again when the profile is kept, when the selection is scheduled and when it
leaves, when the company asks, and when the mail leaves."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from fractional import clock
from fractional.ctos import actions as ctos
from fractional.ctos import rates
from fractional.ctos.calendar.actions import hold_external, set_week
from fractional.ctos.calendar.week import Step
from fractional.ctos.models import Cto
from fractional.history.models import Event
from fractional.outbox.models import Row
from fractional.workdays import monday_of
from matching.pool.actions import write_card
from matching.proposals.actions import selections
from matching.proposals.fit import broken_by
from matching.proposals.models import Proposal, Selection
from tests.matching.proposals.stage import (
    Stage,
    deliver,
    mails,
    reach,
    schedule,
    select,
    show,
    told,
    want,
)
from tests.outbox.sink import Sink

State = Proposal.State


def raise_the_floor(cto: Cto) -> None:
    Cto.objects.filter(pk=cto.pk).update(
        target_rate_eur=1500, floor_rate_eur=1200, rates=rates.grid(1500, 1200)
    )


def refuse_the_sector(cto: Cto) -> None:
    Cto.objects.filter(pk=cto.pk).update(refused_sectors=["saas"])


def refuse_the_kind(cto: Cto) -> None:
    Cto.objects.filter(pk=cto.pk).update(kinds_accepted=["transition"])


def refuse_the_contract(cto: Cto) -> None:
    Cto.objects.filter(pk=cto.pk).update(contracts=["portage"])


def speak_another_language(cto: Cto) -> None:
    Cto.objects.filter(pk=cto.pk).update(languages=["en"])


def want_longer_missions(cto: Cto) -> None:
    Cto.objects.filter(pk=cto.pk).update(min_months=12)


def close_the_days(cto: Cto) -> None:
    monday = monday_of(clock.today())
    set_week(cto=cto, steps=[Step(from_on=monday, open=[0, 1])], by=None)


def take_another_client(cto: Cto) -> None:
    """On the very half-days of the card; others stay free."""
    first = clock.today() + timedelta(days=60)
    hold_external(
        cto=cto, half_days=[2, 3], first=first, until=first + timedelta(days=30), label="Autre", by=None
    )


def pause(cto: Cto) -> None:
    ctos.pause(cto=cto, by=cto.user, until=clock.today() + timedelta(days=60))


CHANGES: list[Callable[[Cto], None]] = [
    raise_the_floor,
    refuse_the_sector,
    refuse_the_kind,
    refuse_the_contract,
    speak_another_language,
    want_longer_missions,
    close_the_days,
    take_another_client,
    pause,
]
ON_THE_CARD_ONLY = {take_another_client}
"""What breaks a card that names those half-days, and no rule that a ranking reads."""


def quietly(change: Callable[[Cto], None], cto: Cto) -> None:
    """The change, without the news that would end the proposal at once: only the gate under test may see it."""
    from fractional.ctos.signals import cto_changed
    from matching.proposals import receivers

    cto_changed.disconnect(receivers.end_what_no_longer_fits)
    try:
        change(cto)
    finally:
        cto_changed.connect(receivers.end_what_no_longer_fits)
    write_card(Cto.objects.get(pk=cto.pk))


@pytest.mark.parametrize("change", [change for change in CHANGES if change not in ON_THE_CARD_ONLY])
def test_nobody_is_kept_who_breaks_a_rule(here: Stage, change: Callable[[Cto], None]):
    quietly(change, here.ctos[0])
    with pytest.raises(selections.NoLongerFits):
        select(here)
    assert not Proposal.objects.filter(cto=here.ctos[0]).exists()


@pytest.mark.parametrize("change", CHANGES)
def test_a_selection_is_not_scheduled_with_somebody_who_breaks_a_rule(
    here: Stage, change: Callable[[Cto], None]
):
    selection = select(here)
    selections.take_back(selection=selection, by=here.curator)
    quietly(change, here.ctos[0])
    letter = here.proposals()[0].letter
    with pytest.raises(selections.NoLongerFits, match=f"profil {letter}"):
        schedule(here)
    assert Selection.objects.get().state == "draft"
    selections.drop(need=here.need, cto=here.ctos[0], by=here.curator, reason="scale")
    assert schedule(here).state == "leaving"


@pytest.mark.parametrize("change", CHANGES)
def test_a_selection_does_not_leave_with_somebody_who_breaks_a_rule(
    here: Stage, change: Callable[[Cto], None]
):
    selection = select(here)
    quietly(change, here.ctos[0])
    with clock.standing_at(selection.leaves_at):
        selections.send(selection=selection)
    selection.refresh_from_db()
    assert (selection.state, selection.leaves_at) == ("draft", None)
    assert Event.objects.of("selection", selection.pk).last().reason == "no_longer_fits"
    assert mails() == []
    assert {proposal.state for proposal in here.proposals()} == {State.KEPT}


@pytest.mark.parametrize("change", CHANGES)
def test_no_cto_is_asked_whose_rules_broke_before_the_company_did(here: Stage, change: Callable[[Cto], None]):
    proposal = show(here)[0]
    quietly(change, proposal.cto)
    after = want(here, proposal)
    assert (after.state, after.end_reason, after.ended_by) == (State.WITHDRAWN, "no_longer_fits", "system")
    assert mails("proposal_to_cto") == mails("ended_for_cto") == []
    assert told("ended_for_company") == [here.owner.email]


@pytest.mark.parametrize("change", CHANGES)
def test_no_mail_leaves_that_breaks_a_rule_by_then(here: Stage, sink: Sink, change: Callable[[Cto], None]):
    proposal = reach(here, show(here)[0], "sent")
    quietly(change, proposal.cto)
    deliver()
    proposal.refresh_from_db()
    row = mails("proposal_to_cto")[0]
    assert (row.state, row.error) == ("suppressed", "no_longer_fits")
    assert (proposal.state, proposal.end_reason) == (State.WITHDRAWN, "no_longer_fits")
    assert row.message_id not in sink.ids
    assert told("ended_for_company") == [here.owner.email]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("state", ["kept", "wanted", "sent", "seen"])
def test_a_change_of_rules_ends_what_it_breaks_at_once(
    here: Stage, state: str, change: Callable[[Cto], None]
):
    proposal = reach(here, show(here)[0], state)
    change(proposal.cto)
    ctos.confirm_availability(cto=proposal.cto, by=proposal.cto.user)  # any news of this CTO
    proposal.refresh_from_db()
    assert (proposal.state, proposal.end_reason) == (State.WITHDRAWN, "no_longer_fits")
    assert bool(told("ended_for_cto", subject_id=proposal.pk)) == (state in ("sent", "seen"))
    everybody = [here.owner.email] if state != "kept" else [here.owner.email, here.member.email]
    assert told("ended_for_company", subject_id=proposal.pk) == sorted(everybody)


def test_the_proposals_of_others_stay(here: Stage):
    first, *others = show(here)
    raise_the_floor(first.cto)
    ctos.confirm_availability(cto=first.cto, by=first.cto.user)
    assert {Proposal.objects.get(pk=other.pk).state for other in others} == {State.KEPT}


def test_a_floor_above_the_frozen_rate_breaks_even_under_the_ceiling(here: Stage):
    here.ctos[0].rates = rates.grid(900, 850)
    here.ctos[0].target_rate_eur = 900
    here.ctos[0].save()
    write_card(here.ctos[0])
    proposal = show(here)[0]
    assert proposal.proposal_rate_eur == 900
    ctos.save_rates(cto=proposal.cto, by=proposal.cto.user, target_rate_eur=1000, floor_rate_eur=950)
    proposal.refresh_from_db()
    assert proposal.state == State.WITHDRAWN


def test_two_who_talk_may_agree_on_other_days_and_on_a_later_start(here: Stage):
    proposal = reach(here, show(here)[0], "accepted")
    take_another_client(proposal.cto)
    assert Proposal.objects.get(pk=proposal.pk).state == State.ACCEPTED
    with clock.standing_at(clock.now() + timedelta(days=(here.need.start_last_on - clock.today()).days + 8)):
        assert broken_by(Proposal.objects.get(pk=proposal.pk)) == []


def test_a_change_that_breaks_nothing_ends_nothing(here: Stage):
    proposal = reach(here, show(here)[0], "sent")
    ctos.save_rates(cto=proposal.cto, by=proposal.cto.user, target_rate_eur=1000, floor_rate_eur=900)
    assert Proposal.objects.get(pk=proposal.pk).state == State.SENT


def test_a_choice_is_left_to_its_cto(here: Stage):
    proposal = reach(here, show(here)[0], "chosen")
    pause(proposal.cto)
    assert Proposal.objects.get(pk=proposal.pk).state == State.CHOSEN


def test_an_address_that_refuses_our_mails_ends_the_proposal_and_the_company_is_told(here: Stage, sink: Sink):
    proposal = reach(here, show(here)[0], "sent")
    for number in range(3):
        Row.objects.create(
            channel="mail",
            key=f"refused:{number}",
            kind="test",
            queue="mail",
            to=proposal.cto.user.email,
            state="failed",
            error_code=550,
            finished_at=clock.now(),
        )
    deliver()
    proposal.refresh_from_db()
    assert (proposal.state, proposal.end_reason) == (State.WITHDRAWN, "unreachable")
    assert told("ended_for_company") == [here.owner.email]


def test_saying_yes_to_stale_days_that_no_longer_fit_opens_no_name(here: Stage):
    proposal = reach(here, show(here)[0], "sent")
    stale = clock.today() - timedelta(days=60)
    Cto.objects.filter(pk=proposal.cto_id).update(availability_confirmed_on=stale)
    quietly(speak_another_language, proposal.cto)
    proposal = reach_accept(proposal)
    assert proposal.state == State.WITHDRAWN
    assert mails("introduction") == []


def test_saying_yes_confirms_stale_days(here: Stage):
    proposal = reach(here, show(here)[0], "sent")
    Cto.objects.filter(pk=proposal.cto_id).update(availability_confirmed_on=date(2026, 10, 1))
    proposal = reach_accept(proposal)
    assert proposal.state == State.ACCEPTED
    assert Cto.objects.get(pk=proposal.cto_id).availability_confirmed_on == clock.today()


def reach_accept(proposal: Proposal) -> Proposal:
    from matching.proposals.actions import cto

    return cto.accept(proposal=proposal, by=proposal.cto.user)
