"""The stock admin: for superusers who have shown their second factor, and without a door of its own."""

import pytest
from django.conf import settings
from django.test import Client

from fractional.accounts.models import User
from fractional.history.models import Event
from tests.accounts.conftest import open_account

ADMIN = f"/{settings.ADMIN_PATH}"


@pytest.fixture
def root(db: None) -> User:
    return open_account("root@example.org", is_superuser=True)


def test_a_visitor_is_led_to_the_sites_own_log_in(client: Client, db):
    assert client.get(ADMIN).url == f"/compte/connexion/?next={ADMIN}"


def test_a_superuser_needs_the_second_factor(log_in, root: User):
    assert log_in(root, second_factor=False).get(ADMIN).url.startswith("/compte/double-verification/activer/")
    page = log_in(root).get(ADMIN)
    assert page.status_code == 200
    assert "password" not in page.content.decode()


@pytest.mark.parametrize("path", ["", "accounts/user/", "logout/", "jsi18n/", "n-existe-pas/"])
def test_a_curator_is_refused_everywhere(log_in, claire: User, path: str):
    assert log_in(claire).get(ADMIN + path).status_code == 403


@pytest.mark.parametrize("path", ["login/", "password_change/", "password_change/done/"])
def test_it_has_no_log_in_and_no_password_page(log_in, root: User, path: str):
    assert log_in(root).get(ADMIN + path).status_code == 404


def test_its_log_out_is_the_sites(log_in, root: User):
    client = log_in(root)
    assert client.post(f"{ADMIN}logout/").status_code == 302
    assert client.get(ADMIN).status_code == 302


def test_who_is_of_the_team_is_decided_there_and_nothing_else(log_in, root: User, mael: User):
    client = log_in(root)
    page = f"{ADMIN}accounts/user/{mael.pk}/change/"
    assert client.get(f"{ADMIN}accounts/user/").status_code == 200
    assert client.get(page).status_code == 200
    client.post(
        page, {"is_curator": "on", "is_superuser": "on", "email": "autre@example.org", "state": "suspended"}
    )
    mael.refresh_from_db()
    assert (mael.is_curator, mael.is_superuser, mael.email, mael.is_active) == (
        True,
        False,
        "mael@example.org",
        True,
    )
    assert Event.objects.get().event == "curator_added"
    assert client.get(f"{ADMIN}accounts/user/add/").status_code == 403
    assert client.post(f"{ADMIN}accounts/user/{mael.pk}/delete/").status_code == 403


def test_a_person_is_shut_out_and_let_in_again_with_a_trace(log_in, root: User, mael: User):
    client, theirs = log_in(root), log_in(mael)
    chosen = {"_selected_action": [mael.pk, root.pk]}
    client.post(f"{ADMIN}accounts/user/", chosen | {"action": "suspend"})
    mael.refresh_from_db()
    assert not mael.is_active
    assert theirs.get("/mon-compte/").status_code == 302
    client.post(f"{ADMIN}accounts/user/", chosen | {"action": "reinstate"})
    mael.refresh_from_db()
    assert mael.is_active
    told = Event.objects.order_by("pk").values_list("to_state", "by_id")
    assert list(told) == [("suspended", root.pk), ("active", root.pk)]
    root.refresh_from_db()
    assert root.is_active, "nobody shuts themself out"
