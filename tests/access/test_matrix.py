"""Every address × role × method × plain or htmx is answered as the tables say; an address in no table fails."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests import cast
from tests.access import matrix
from tests.conftest import https_client, logged_in

pytestmark = pytest.mark.django_db

TABLE = matrix.table()
PATTERNS = matrix.patterns()


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """Made once for all addresses: every request is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield cast.world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def browser() -> Client:
    """One for all roles, their cookies changed: a new one loads every middleware again."""
    client = https_client()
    client.raise_request_exception = False
    return client


@pytest.fixture(scope="module")
def cookies(world: Any) -> dict[str, SimpleCookie]:
    """What the browser of each role holds."""
    unverified = https_client()
    unverified.post("/compte/inscription/", {"email": "pas-encore@example.org"})
    clients = {"anonymous": https_client(), "unverified": unverified}
    clients |= {role: logged_in(world.users[role]) for role in matrix.ROLES if role not in clients}
    return {role: client.cookies for role, client in clients.items()}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_everybody_is_answered_as_the_table_says(
    pattern: matrix.Pattern, world: Any, browser: Client, cookies: dict[str, SimpleCookie]
):
    rows = matrix.rows_of(pattern.name, TABLE)
    assert rows, f"{pattern.name} (/{pattern.route}) stands in no table of tests/access"
    wrong = [line for row in rows for line in _wrong_answers(browser, pattern, row, world, cookies)]
    assert not wrong, "\n".join(wrong)


def _wrong_answers(
    browser: Client, pattern: matrix.Pattern, row: matrix.Row, world: Any, cookies: dict[str, SimpleCookie]
) -> Iterator[str]:
    address = pattern.address(world, row)
    data = row.data(world) if callable(row.data) else row.data or {}
    for role in matrix.ROLES:
        for method in matrix.METHODS:
            expected = row.expected(method, role)
            for htmx in (False, True):
                answer = _ask(browser, method, address, data, cookies[role], htmx=htmx)
                if answer not in expected:
                    how = "htmx " if htmx else ""
                    yield f"{how}{method} {address} as {role}: {answer}, expected {' or '.join(sorted(expected))}"


def _ask(browser: Client, method: str, address: str, data: dict, cookies: SimpleCookie, *, htmx: bool) -> str:
    browser.cookies = SimpleCookie(cookies.output(header="", sep=";"))
    headers = {"hx-request": "true", "hx-current-url": "https://testserver/"} if htmx else {}
    # Only a form is read by Django; the other methods send what a form would.
    body = {"data": data} if method == "POST" else {}
    with transaction.atomic():
        response = getattr(browser, method.lower())(address, headers=headers, **body)
        transaction.set_rollback(True)
    return matrix.answer_of(response, htmx=htmx)


@pytest.mark.parametrize("name", TABLE)
def test_a_table_speaks_of_addresses_that_exist(name: str):
    assert any(TABLE[name] is matrix.rows_of(pattern.name, TABLE) for pattern in PATTERNS)
