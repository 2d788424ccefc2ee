"""A person changes the address by which they log in: whoever reads the old one and the new one, and nobody else."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from fractional import clock
from fractional.accounts import actions, personal
from fractional.accounts.actions.addresses import drop_old_changes
from fractional.accounts.models import AddressChange, User
from fractional.errors import Conflict
from fractional.history.models import Event
from fractional.outbox.actions import post_mail
from fractional.outbox.models import Row
from tests.accounts.conftest import open_account
from tests.conftest import https_client

PAGE = "/mon-compte/adresse/"
NEW = "neuf@example.org"


def ask(client: Client, address: str = NEW, code: str = "") -> int:
    """The status of the answer; with the code that was mailed, unless told."""
    if not code:
        client.post(f"{PAGE}code/")
        code = re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]
    return client.post(f"{PAGE}demander/", {"code": code, "address": address}).status_code


def link() -> str:
    """The last that was sent to a new address."""
    row = Row.objects.mails().filter(template="accounts/address_asked").latest("pk")
    return "/" + row.context["action_url"].partition("://")[2].partition("/")[2]


def test_a_new_address_is_confirmed_by_a_link_and_the_old_one_is_told(log_in, mael: User):
    client, old = log_in(mael), mael.email
    post_mail(key="waits", to=old, template="accounts/copy", kind="account_copy", language="fr", context={})
    assert ask(client, "Neuf@Example.org") == 302
    assert NEW in client.get(PAGE).content.decode(), "the page says where a link waits"
    visitor = https_client()
    assert visitor.get(link()).status_code == 200
    mael.refresh_from_db()
    assert mael.email == old, "reading changes nothing"
    page = visitor.post(link())
    assert "Vous vous connectez désormais avec" in page.content.decode()
    mael.refresh_from_db()
    assert mael.email == NEW
    address = EmailAddress.objects.get(user=mael)
    assert (address.email, address.verified, address.primary) == (NEW, True, True)
    assert Row.objects.get(key="waits").to == NEW, "what waits follows its person"
    told = Row.objects.get(template="accounts/address_changed")
    assert told.to == old
    assert NEW not in str(told.context)
    assert list(Event.objects.of("user", mael.pk).values_list("event", flat=True).order_by("pk")) == [
        "address_asked",
        "address_changed",
    ]
    assert visitor.post(link()).status_code == 200
    assert "plus valable" in visitor.get(link()).content.decode(), "a link serves once"


def test_without_the_code_of_the_old_address_nothing_is_sent(log_in, mael: User):
    client = log_in(mael)
    assert ask(client, code="000000") == 422
    assert not AddressChange.objects.exists()


def test_an_address_with_an_account_is_answered_alike_and_its_owner_reads_the_truth(log_in, mael: User):
    other = open_account("prise@example.org")
    assert ask(log_in(mael), other.email) == 302
    assert not Row.objects.filter(template="accounts/address_asked").exists()
    assert Row.objects.get(template="accounts/address_taken").to == other.email


def test_a_link_dies_after_a_day_with_another_asking_and_with_an_account_opened_meanwhile(mael: User):
    actions.ask_new_address(user=mael, address="un@example.org")
    first = AddressChange.objects.get()
    actions.ask_new_address(user=mael, address="deux@example.org")
    second = AddressChange.objects.get()
    open_account("deux@example.org")
    with clock.standing_at(clock.now() + timedelta(hours=25)), pytest.raises(Conflict, match="plus valable"):
        actions.confirm_new_address(change=second)
    for change in (first, second):
        with pytest.raises(Conflict):
            actions.confirm_new_address(change=change)
    mael.refresh_from_db()
    assert mael.email not in ("un@example.org", "deux@example.org")
    with pytest.raises(Conflict):
        actions.ask_new_address(user=mael, address=mael.email.upper())


def test_what_went_to_the_former_address_is_copied_and_erased(mael: User):

    old = mael.email
    post_mail(
        key="sent", to=old, template="accounts/copy", kind="account_copy", language="fr", context={"x": 1}
    )
    Row.objects.filter(key="sent").update(state="sent", finished_at=clock.now())
    actions.ask_new_address(user=mael, address=NEW)
    actions.confirm_new_address(change=AddressChange.objects.get())
    mael.refresh_from_db()
    assert "account_copy" in {line["kind"] for line in personal.mails(mael)}
    actions.erase(user=mael)
    assert not Row.objects.filter(to__in=(old, NEW)).exists()
    assert not AddressChange.objects.exists()


def test_changes_are_forgotten_with_the_mails_they_explain(mael: User):
    actions.ask_new_address(user=mael, address=NEW)
    actions.confirm_new_address(change=AddressChange.objects.get())
    actions.ask_new_address(user=mael, address="troisieme@example.org")
    with clock.standing_at(clock.now() + timedelta(days=2)):
        drop_old_changes()
        assert AddressChange.objects.get().confirmed_at
    with clock.standing_at(clock.now() + timedelta(days=70)):
        drop_old_changes()
        assert not AddressChange.objects.exists()
