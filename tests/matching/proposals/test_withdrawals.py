"""What was asked or chosen is taken back: with a reason, told to whoever knew of it."""

import pytest
from django.urls import reverse

from fractional.errors import Conflict
from matching.proposals.actions import company, withdrawals
from matching.proposals.models import Proposal
from tests.conftest import logged_in
from tests.matching.proposals.stage import Stage, act, choose, last_event, reach, show, told, want
from tests.matching.proposals.stage import slots as three_slots

pytestmark = pytest.mark.django_db

Side = Proposal.Side


def take_back(here: Stage, proposal: Proposal, *, side: Proposal.Side = Side.COMPANY) -> Proposal:
    return withdrawals.withdraw(
        proposal=proposal, by=here.owner, side=side, reason="need_changed", note="Vu ensemble."
    )


def address(proposal: Proposal) -> str:
    return reverse("proposals:withdraw", args=[proposal.public_id])


@pytest.mark.parametrize("state", ["sent", "seen", "chosen"])
def test_the_cto_who_was_asked_reads_why_it_was_taken_back(here: Stage, state: str):
    proposal = take_back(here, reach(here, show(here)[0], state))
    assert (proposal.state, proposal.ended_by, proposal.end_reason) == (
        "withdrawn",
        "company",
        "need_changed",
    )
    assert told("ended_for_cto") == [proposal.cto.user.email]
    assert told("ended_for_company") == []
    assert last_event(proposal).reason == "need_changed"


def test_a_request_that_waits_for_monday_disturbs_nobody_when_taken_back(here: Stage):
    take_back(here, reach(here, show(here)[0], "wanted"))
    assert told("ended_for_cto") == []


@pytest.mark.parametrize("state", ["kept", "accepted", "countered", "declined", "confirmed"])
def test_a_company_takes_back_only_what_awaits_an_answer(here: Stage, state: str):
    proposal = reach(here, show(here)[0], state)
    with pytest.raises(Conflict):
        take_back(here, proposal)


@pytest.mark.parametrize("state", ["kept", "wanted", "sent", "countered", "accepted", "chosen"])
def test_a_curator_takes_back_anything_open_and_both_are_told(here: Stage, state: str):
    proposal = take_back(here, reach(here, show(here)[0], state), side=Side.CURATOR)
    assert proposal.state == "withdrawn"
    assert here.owner.email in told("ended_for_company")
    if proposal.sent_at:
        assert told("ended_for_cto") == [proposal.cto.user.email]


def test_after_a_choice_is_taken_back_another_may_be_chosen(here: Stage):
    first, second, _third = show(here)
    for proposal in (first, second):
        reach(here, proposal, "accepted")
    choose(here, first)
    with pytest.raises(Conflict):
        choose(here, second)
    take_back(here, Proposal.objects.get(pk=first.pk))
    assert choose(here, Proposal.objects.get(pk=second.pk)).state == "chosen"


def test_a_member_takes_back_a_request_and_an_owner_alone_a_choice(here: Stage):
    asked, met, _third = show(here)
    want(here, asked)
    reach(here, met, "chosen")
    member, owner = logged_in(here.member), logged_in(here.owner)
    assert member.get(address(met)).status_code == 403
    assert member.post(address(asked), {"reason": "zq"}).status_code == 422
    assert member.post(address(asked), {"reason": "by_mistake"}).status_code == 302
    assert owner.post(address(met), {"reason": "postponed"}).status_code == 302
    page = owner.get(reverse("proposals:selection", args=[here.need.public_id])).content.decode()
    assert page.count("Vous avez retiré votre demande.") == 2


def test_an_answer_of_the_same_second_wins(here: Stage):
    proposal = reach(here, show(here)[0], "sent")
    client = logged_in(here.owner)
    act(here, proposal, "accept")
    assert client.post(address(proposal), {"reason": "budget"}).status_code == 409
    assert Proposal.objects.get(pk=proposal.pk).state == "accepted"


def test_contacts_in_a_message_are_masked_before_the_second_yes(here: Stage):
    proposal = show(here)[0]
    client = logged_in(here.owner)
    slots = {}
    for place, slot in enumerate(three_slots(), start=1):
        slots |= {f"slot_{place}_0": slot.date().isoformat(), f"slot_{place}_1": slot.strftime("%H:%M")}
    words = "Appelez-moi au 06 12 34 56 78, ou solene@kelvio.example."
    answer = client.post(
        reverse("proposals:want", args=[proposal.public_id]), slots | {"message": words}, follow=True
    )
    proposal.refresh_from_db()
    assert "06 12" not in proposal.message
    assert "solene@" not in proposal.message
    assert "Une coordonnée a été masquée" in answer.content.decode()


def test_the_price_stands_with_its_fee_and_the_tax(here: Stage):
    proposal = reach(here, show(here)[0], "accepted")
    client = logged_in(here.owner)
    page = client.get(reverse("proposals:choose", args=[proposal.public_id])).content.decode()
    assert "gratuit pendant le lancement" in page
    assert "HT par mois" in page.replace("\u00a0", " ")
    assert "la TVA de 20" in page
    assert (
        "gratuit pendant le lancement"
        in client.get(reverse("proposals:selection", args=[here.need.public_id])).content.decode()
    )


def test_what_is_withdrawn_by_the_rules_is_not_said_to_be_the_companys(here: Stage):
    proposal = reach(here, show(here)[0], "sent")
    company.withdraw(proposal=Proposal.objects.get(pk=proposal.pk), reason="no_longer_fits")
    page = logged_in(here.owner).get(reverse("proposals:selection", args=[here.need.public_id]))
    assert "Vous avez retiré" not in page.content.decode()
