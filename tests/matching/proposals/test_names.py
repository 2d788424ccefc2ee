"""Promise 4: names are open between these two while both say yes, and at no other time."""

import json

import pytest
from django.urls import reverse

from fractional import clock
from matching.proposals.models import Proposal
from matching.proposals.presenting import company_card, company_record, contact_for_cto, contacts_of, cto_card
from tests import factories
from tests.conftest import logged_in
from tests.matching.proposals.stage import Stage, mails, reach, show, stage

State = Proposal.State
OPEN = {"accepted", "chosen", "confirmed"}
REACHED = set(State.values) - {"kept", "wanted", "passed"}


@pytest.fixture
def private(db: None, tuesday: None) -> Stage:
    """A CTO and a founder whose every name is found again wherever it is written."""
    here = stage(ctos=1)
    for user, name in ((here.ctos[0].user, "Zyx-Awa"), (here.owner, "Qwz-Benoit")):
        user.first_name, user.last_name = f"{name}-prenom", f"{name}-nom"
        user.email, user.phone = f"{name.lower()}@exemple.example", "06 39 98 00 00"
        user.save()
    here.ctos[0].posts.update(company_name="Zyx-employeur")
    here.ctos[0].references.update(referee_name="Zyx-referente", referee_email="zyx@referente.example")
    return here


@pytest.mark.parametrize("state", State.values)
def test_the_company_reads_who_the_cto_is_only_while_both_say_yes(private: Stage, state: str):
    proposal = reach(private, show(private)[0], state)
    proposal = Proposal.objects.select_related("need", "selection__curator", "mission").get(pk=proposal.pk)
    card = company_card(proposal, contacts_of([proposal]))
    if state in OPEN:
        assert card.contact is not None
        assert card.contact.name == proposal.cto.user.full_name
        assert card.contact.email == proposal.cto.user.email
    else:
        assert card.contact is None
        assert "zyx" not in repr(card).lower()


@pytest.mark.parametrize("state", sorted(REACHED))
def test_the_cto_reads_whom_to_write_to_only_while_both_say_yes(private: Stage, state: str):
    proposal = reach(private, show(private)[0], state)
    proposal = Proposal.objects.get(pk=proposal.pk)
    contact = contact_for_cto(proposal)
    if state in OPEN:
        assert contact is not None
        assert contact.email == private.owner.email
    else:
        assert contact is None
        assert "qwz" not in repr(cto_card(proposal)).lower()


@pytest.mark.parametrize("state", State.values)
def test_no_mail_to_the_company_names_the_cto_before_both_said_yes(private: Stage, state: str):
    reach(private, show(private)[0], state)
    named = {row.template for row in mails() if row.to == private.owner.email and "zyx" in _said(row)}
    allowed = {"proposals/introduction", "proposals/confirmed"}
    assert named <= (allowed if _said_yes(state) else set())


@pytest.mark.parametrize("state", State.values)
def test_no_mail_to_the_cto_names_the_founder_before_both_said_yes(private: Stage, state: str):
    proposal = reach(private, show(private)[0], state)
    named = {row.template for row in mails() if row.to == proposal.cto.user.email and "qwz" in _said(row)}
    assert named <= ({"proposals/introduction"} if _said_yes(state) else set())


@pytest.mark.parametrize("state", sorted(REACHED))
def test_a_confidential_company_has_no_name_before_both_said_yes(db: None, state: str):
    here = stage(ctos=1, confidential=True)
    company = here.need.company
    company.name = "Zyx-confidentielle"
    company.save()
    proposal = reach(here, show(here)[0], state)
    card = cto_card(Proposal.objects.get(pk=proposal.pk))
    to_the_cto = [row for row in mails() if row.to == proposal.cto.user.email]
    named = {row.template for row in to_the_cto if "zyx" in _said(row)}
    assert ("Zyx" in card.company) == (state in OPEN)
    allowed = {"proposals/introduction", "proposals/chosen", "proposals/confirmed"}
    assert named <= (allowed if _said_yes(state) else set())


def test_what_is_frozen_for_the_company_holds_nothing_that_names_the_cto(private: Stage):
    proposal = show(private)[0]
    shown = json.dumps([proposal.card, proposal.company_side], ensure_ascii=False).lower()
    assert "zyx" not in shown
    assert str(proposal.cto.floor_rate_eur) not in shown


def test_of_those_whose_names_are_closed_no_name_is_even_read(private: Stage, django_assert_num_queries):
    proposal = show(private)[0]
    with django_assert_num_queries(0):
        assert contacts_of([proposal]) == {}


def _said(row) -> str:
    return json.dumps(row.context, ensure_ascii=False).lower()


def _said_yes(state: str) -> bool:
    return state in OPEN | {"not_chosen", "retracted", "lapsed"}


def test_what_became_of_a_companys_needs_is_told_from_three_on_and_not_of_a_hidden_one(db: None):
    here = stage(ctos=1)
    proposal = reach(here, show(here)[0], "sent")
    over = {"expired_at": clock.now(), "filled_at": clock.now(), "withdrawn_at": clock.now()}
    for state, reason in (
        *(("filled", ""), ("expired", "")),
        ("withdrawn", "rewritten"),
        *(("published", ""), ("filled", "")),
    ):
        assert company_record(proposal) == ""
        factories.make_need(company=here.need.company, state=state, withdrawn_reason=reason, **over)
    page = reverse("proposals:proposal", args=[proposal.public_id])
    told = "2 missions pour 3 besoins publiés et clos"
    assert told in logged_in(proposal.cto.user).get(page).content.decode()
    here.need.confidential = True
    here.need.save()
    assert told not in logged_in(proposal.cto.user).get(page).content.decode()
