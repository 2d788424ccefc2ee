"""Colleagues: invited by an owner, let in, given a role, gone; and somebody always decides."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from fractional import clock
from fractional.accounts.models import User
from fractional.companies import actions, links
from fractional.companies.actions.invitations import NotInvited
from fractional.companies.actions.members import NobodyDecides
from fractional.companies.models import Invitation, JoinRequest, Member
from fractional.companies.tasks import follow_people
from fractional.errors import Conflict
from fractional.history.models import Event
from fractional.outbox.models import Row
from tests.companies.conftest import SIREN
from tests.conftest import https_client, logged_in

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 10, tzinfo=clock.PARIS)


@pytest.fixture(autouse=True)
def on_a_monday():
    with clock.standing_at(MONDAY):
        yield


@pytest.fixture
def nadia(db) -> User:
    return User.objects.create_user("nadia@kelvio.example", first_name="Nadia", last_name="Belkacem")


@pytest.fixture
def invitation(kelvio, solene) -> Invitation:
    return actions.invite(company=kelvio, by=solene, email="nadia@kelvio.example", role="member")


@pytest.fixture
def asked(kelvio, stranger) -> JoinRequest:
    return actions.ask_to_join(company=kelvio, user=stranger, words="Directrice produit")


def mails(kind: str) -> list[str]:
    return list(Row.objects.filter(kind=kind).order_by("pk").values_list("to", flat=True))


def after(days: int) -> None:
    with clock.standing_at(MONDAY + timedelta(days=days)):
        follow_people()


def page(invitation: Invitation) -> str:
    return reverse("companies:invitation", args=[links.to_invitation(invitation)])


def accepted(invitation: Invitation, user: User) -> Member:
    return actions.accept_invitation(invitation=invitation, user=user)


# --- Invited ------------------------------------------------------------------------------------------
def test_an_invitation_is_mailed_and_accepted_under_that_address(invitation, kelvio, nadia):
    assert invitation.due_on == date(2026, 12, 7)
    assert mails("company_invited") == ["nadia@kelvio.example"]
    client = logged_in(nadia)
    assert "Accepter l’invitation" in client.get(page(invitation)).content.decode()
    assert not kelvio.members.acts_under(nadia.email)
    assert client.post(page(invitation)).status_code == 302
    assert kelvio.members.active().get(user=nadia).role == "member"
    assert mails("company_joined") == ["solene@kelvio.example"]
    events = set(Event.objects.of("company", kelvio.pk).values_list("event", flat=True))
    assert {"member_invited", "member_joined"} <= events


def test_an_invitation_asks_for_a_log_in(invitation):
    answer = https_client().get(page(invitation))
    assert answer.status_code == 302
    assert "connexion" in answer["Location"]


def test_another_address_reads_that_it_is_not_theirs_and_is_refused(invitation, stranger):
    client = logged_in(stranger)
    assert "pour une autre adresse" in client.get(page(invitation)).content.decode()
    assert client.post(page(invitation)).status_code == 403
    with pytest.raises(NotInvited):
        accepted(invitation, stranger)


def test_a_revoked_invitation_opens_nothing(invitation, solene, nadia):
    actions.revoke_invitation(invitation=invitation, by=solene)
    assert logged_in(nadia).post(page(invitation)).status_code == 409


def test_nobody_is_invited_twice_nor_a_member(invitation, kelvio, solene):
    for email in ("nadia@kelvio.example", "solene@kelvio.example"):
        with pytest.raises(Conflict):
            actions.invite(company=kelvio, by=solene, email=email, role="member")


def test_twenty_people_at_most(kelvio, solene):
    for number in range(19):
        actions.invite(company=kelvio, by=solene, email=f"c{number}@kelvio.example", role="member")
    with pytest.raises(Conflict, match="vingt"):
        actions.invite(company=kelvio, by=solene, email="trop@kelvio.example", role="member")


def test_silence_is_reminded_once_and_ends(invitation):
    after(6)
    after(7)
    after(8)
    assert mails("company_invited") == ["nadia@kelvio.example"] * 2
    after(15)
    invitation.refresh_from_db()
    assert invitation.state == "lapsed"


def test_an_owner_invites_from_the_page_and_a_member_may_not(kelvio, solene, invitation, nadia):
    where = reverse("companies:people", args=[kelvio.public_id])
    said = {"email": "marc@kelvio.example", "role": "owner"}
    assert logged_in(solene).post(where, said).status_code == 302
    assert kelvio.invitations.get(email="marc@kelvio.example").role == "owner"
    accepted(invitation, nadia)
    client = logged_in(nadia)
    assert "Inviter un collègue" not in client.get(where).content.decode()
    assert client.post(where, said).status_code == 403


# --- Roles ----------------------------------------------------------------------------------------------
def test_the_last_owner_stays(kelvio, solene):
    owner = kelvio.members.get(user=solene)
    with pytest.raises(NobodyDecides):
        actions.change_role(member=owner, by=solene, role="member")
    with pytest.raises(NobodyDecides):
        actions.end_membership(member=owner, by=solene)


def test_the_database_itself_refuses_a_company_where_nobody_decides(kelvio, invitation, nadia):
    accepted(invitation, nadia)
    owners = kelvio.members.filter(role="owner")
    connection.cursor().execute("SET CONSTRAINTS company_has_an_owner IMMEDIATE")
    with pytest.raises(IntegrityError, match="no owner"), transaction.atomic():
        owners.update(role="member")


def test_another_owner_lets_the_first_go_and_they_may_come_back(kelvio, solene, invitation, nadia):
    colleague = actions.change_role(member=accepted(invitation, nadia), by=solene, role="owner")
    gone = actions.end_membership(member=kelvio.members.get(user=solene), by=solene)
    assert gone.left_on == MONDAY.date()
    again = actions.invite(company=kelvio, by=nadia, email=solene.email, role="member")
    assert accepted(again, solene).pk == gone.pk
    assert colleague.role == "owner"


def test_a_member_leaves_by_themselves_and_changes_nobody_else(kelvio, solene, invitation, nadia):
    mine = accepted(invitation, nadia)
    client = logged_in(nadia)
    other = reverse("companies:member", args=[kelvio.public_id, kelvio.members.get(user=solene).pk])
    own = reverse("companies:member", args=[kelvio.public_id, mine.pk])
    assert client.post(other, {"becomes": "ended"}).status_code == 403
    assert client.post(own, {"becomes": "owner"}).status_code == 403
    assert client.post(own, {"becomes": "ended"}).status_code == 302
    assert not kelvio.members.acts_under(nadia.email)


# --- Asks to join -----------------------------------------------------------------------------------------
def test_a_second_account_with_the_same_number_is_led_to_the_request(kelvio, stranger):
    client = logged_in(stranger)
    said = {"siren": SIREN, "name": "Kelvio", "headcount": "25", "stage": "seed", "sector": "saas"}
    said |= {"has_cto": "False", "first_name": "Paul", "last_name": "Serin"}
    answer = client.post(reverse("companies:create"), said)
    assert answer.status_code == 422
    assert f"/entreprise/rejoindre/?siren={SIREN}" in answer.content.decode()
    client.post(reverse("companies:join"), {"siren": SIREN, "first_name": "Paul", "last_name": "Serin"})
    assert mails("company_join_asked") == ["solene@kelvio.example"]


def test_an_owner_lets_them_in_as_a_member(asked, kelvio, solene, stranger):
    client = logged_in(solene)
    people = client.get(reverse("companies:people", args=[kelvio.public_id])).content.decode()
    assert "Directrice produit" in people
    client.post(reverse("companies:answer_join", args=[kelvio.public_id, asked.pk]), {"answer": "accept"})
    assert kelvio.members.active().get(user=stranger).role == "member"
    assert mails("company_join_answered") == ["autre@ailleurs.example"]


def test_a_refusal_is_told_and_not_asked_again(asked, kelvio, solene, stranger):
    actions.refuse_join(request=asked, by=solene)
    assert mails("company_join_answered") == ["autre@ailleurs.example"]
    with pytest.raises(Conflict):
        actions.ask_to_join(company=kelvio, user=stranger)


def test_a_request_without_an_answer_ends_after_one_reminder(asked):
    assert asked.due_on == date(2026, 11, 30)
    after(4)
    after(5)
    assert mails("company_join_asked") == ["solene@kelvio.example"] * 2
    after(8)
    asked.refresh_from_db()
    assert asked.state == "lapsed"
    assert mails("company_join_answered") == ["autre@ailleurs.example"]


def test_a_number_without_an_account_is_no_request(stranger):
    said = {"siren": SIREN, "first_name": "Paul", "last_name": "Serin"}
    assert logged_in(stranger).post(reverse("companies:join"), said).status_code == 422
