"""Whatever is sent to a form or written in an address is answered: never a failure, never written back as HTML.

Every form that any page shows to anybody, with plausible answers and one poisoned; every address with poisoned
parameters; and what is wrong with a request as a whole.
"""

import logging
import os
import random
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import resolve
from django.utils.html import escape

from fractional.accounts.models import User
from missions.needs.steps import STEPS
from tests.access import matrix
from tests.conftest import https_client, logged_in
from tests.trust import crawl, poison
from tests.trust.crawl import FormFound
from tests.trust.form_world import HAS, at_the_doors, things

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(1200)]
SEED = 20261123
World = tuple[dict[str, User], crawl.Objects, dict[str, Client]]
FOLD = int(os.environ.get("INPUTS_FOLD", "1"))
"""How many times the usual number of bad inputs; ``make inputs`` sends ten thousand."""
PER_FIELD, PER_FORM, PER_PAGE = 2 * FOLD, 24 * FOLD, 3 * FOLD
"""Poisons for each field of each form, for each form at most, and for each address."""
LEAST = 1_700
sent: Counter[str] = Counter()
"""Bad inputs sent, by what was poisoned."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Things in every state in which a page shows a form. Made once: every request is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield *things(), at_the_doors()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world) -> dict[str, Client]:
    clients = {role: logged_in(user) for role, user in world[0].items()} | {"anonymous": https_client()}
    clients |= world[2]
    for client in clients.values():
        client.raise_request_exception = False
    return clients


@pytest.fixture(scope="module")
def pages(world, clients: dict[str, Client]) -> dict[str, dict[str, str]]:
    """By role and address, the pages that are shown."""
    found: dict[str, dict[str, str]] = {role: {} for role in clients}
    for role, client in clients.items():
        theirs = {name: known if name in HAS.get(role, ()) else [] for name, known in world[1].items()}
        for name, address in crawl.addresses(theirs, shown=True):
            if role in world[2] and not name.startswith(("account_", "mfa_")):
                continue
            response = crawl.ask(client, "GET", address)
            assert response.status_code < 500, f"GET {address} as {role}"
            if response.status_code == 200 and "html" in response.headers["Content-Type"]:
                found[role][address] = response.content.decode()
    return found


@pytest.fixture(scope="module")
def forms(pages: dict[str, dict[str, str]]) -> list[FormFound]:
    """One of each shape, whoever is shown it."""
    by_shape: dict[tuple, FormFound] = {}
    for role, shown in pages.items():
        for address, html in shown.items():
            for form in crawl.forms(role, address, html):
                by_shape.setdefault(form.shape[1:], form)
    return [*by_shape.values(), *WITHOUT_A_PAGE.values()]


SAYS_NOTHING = {
    "accounts:address_confirm",
    "accounts:farewell_call_off",
    "curation:restore",
    "curation:take_back",
    "curation:undo",
    "curation:wake",
    "ctos:reopen",
    "ctos:resume",
    "needs:later",
    "needs:resume",
    "proposals:ask_for_more",
    "proposals:not_mine",
    "proposals:seen",
    "proposals:unwatch",
    "proposals:watch",
}
"""Buttons alone: there is nothing in them to poison."""
WITHOUT_A_PAGE = {
    "accounts:address_ask": FormFound(
        "founder",
        "/mon-compte/adresse/demander/",
        {"code": ["123456"], "address": ["neuf@exemple.example"]},
    ),
    "accounts:farewell_confirm": FormFound("founder", "/mon-compte/effacer/confirmer/", {"code": ["123456"]}),
    "web:language": FormFound("founder", "/langue/", {"language": ["en"], "next": ["/besoins/"]}),
    "web:theme": FormFound("founder", "/apparence/", {"theme": ["dark"], "next": ["/besoins/"]}),
}
"""Sent by the script."""


def test_every_address_that_takes_a_form_is_reached(forms: list[FormFound]):
    """A view that takes a POST and whose form no page of this world shows is named here, or shown."""
    table = matrix.table()
    take_one = {row.name for row in crawl.PATTERNS if any(of.POST for of in matrix.rows_of(row.name, table))}
    take_one -= {name for name in take_one if name.startswith("v1:")}  # JSON: poisoned in tests/api
    reached = {resolve(form.address).view_name for form in forms}
    assert take_one - reached == SAYS_NOTHING
    steps = {str(resolve(form.address).kwargs.get("step")) for form in forms}
    assert steps >= {step.slug for step in STEPS}


def test_one_poisoned_answer_in_any_form_is_refused_or_taken_and_never_a_failure(
    forms: list[FormFound], clients: dict[str, Client], caplog: pytest.LogCaptureFixture
):
    answers: Counter[int] = Counter()
    wrong = []
    for form, name, what, value in _poisoned(forms):
        data = form.fields | {name: [value]}
        with caplog.at_level(logging.ERROR):
            response = crawl.ask(clients[form.role], "POST", form.address, form=data)
        answers[response.status_code] += 1
        sent["a field"] += 1
        fault = _fault(response, caplog)
        if response.status_code == 422:
            fault = fault or _forgotten(form, name, response.content.decode())
        if fault:
            wrong.append(f"{form.role} {form.address} {name}: {what}: {fault}")
    assert not wrong, "\n".join(wrong[:40])
    assert answers.total() >= 550
    assert answers[422] > answers[302] > 100, answers


def _poisoned(forms: list[FormFound]) -> Iterator[tuple[FormFound, str, str, str]]:
    rng = random.Random(SEED)
    corpus = list(poison.ALL.items())
    rng.shuffle(corpus)
    next_one = cycle(corpus)
    for form in forms:
        names = PER_FIELD * list(form.fields)
        for name in rng.sample(names, min(PER_FORM, len(names))):
            yield form, name, *next(next_one)


def _forgotten(form: FormFound, poisoned: str, page: str) -> str:
    """Which of the other answers the refused form does not show any more."""
    texts = {
        name: values[0] for name, values in form.fields.items() if len(values) == 1 and len(values[0]) > 3
    }
    lost = [name for name, text in texts.items() if name != poisoned and escape(text) not in page]
    return f"forgets {lost}" if lost else ""


def test_markup_in_any_form_is_written_back_as_text(
    forms: list[FormFound], clients: dict[str, Client], caplog: pytest.LogCaptureFixture
):
    """In all fields at once, for the page that refuses them; in each alone, for the page after it was taken."""
    next_one = cycle(poison.MARKUP.values())
    wrong = []
    for form in forms:
        everywhere = {name: [next(next_one)] for name in form.fields}
        for data in [everywhere, *(form.fields | {name: [next(next_one)]} for name in form.fields)]:
            response = crawl.ask(clients[form.role], "POST", form.address, form=data, follow=True)
            sent["markup"] += 1
            if fault := _fault(response, caplog):
                wrong.append(f"{form.role} {form.address} {data}: {fault}")
    assert not wrong, "\n".join(wrong[:40])


def test_poisoned_addresses_are_answered(
    pages: dict[str, dict[str, str]],
    forms: list[FormFound],
    clients: dict[str, Client],
    caplog: pytest.LogCaptureFixture,
):
    rng = random.Random(SEED)
    wrong, asked = [], 0
    for role, shown in pages.items():
        names = sorted({name for form in forms if form.role == role for name in form.fields})
        for address in shown:
            others = rng.sample(FOLD * names, min(PER_PAGE - 2 * FOLD, FOLD * len(names)))
            for name in [*FOLD * ["page", "next"], *others]:
                what, value = rng.choice(list(poison.ALL.items()))
                with caplog.at_level(logging.ERROR):
                    response = crawl.ask(clients[role], "GET", address, query={name: [value]})
                asked += 1
                sent["an address"] += 1
                if fault := _fault(response, caplog):
                    wrong.append(f"{role} {address}?{name}: {what}: {fault}")
    assert not wrong, "\n".join(wrong[:40])
    assert asked >= 400


PREVIEWS = [
    ("/cto/dossier/experience/mois/", "/cto/dossier/experience/ajouter/"),
    ("/cto/regles/tarifs/apercu/", "/cto/regles/tarifs/"),
]


@pytest.mark.parametrize(("address", "form"), PREVIEWS)
def test_previews_read_a_whole_form_from_the_address(
    address: str,
    form: str,
    forms: list[FormFound],
    clients: dict[str, Client],
    caplog: pytest.LogCaptureFixture,
):
    fields = next(found.fields for found in forms if (found.role, found.address) == ("file", form))
    short = [(what, value) for what, value in poison.ALL.items() if len(value) <= 5_000]
    wrong = []
    for (what, value), name in zip(2 * short, cycle(fields), strict=False):
        with caplog.at_level(logging.ERROR):
            response = crawl.ask(clients["file"], "GET", address, query=fields | {name: [value]})
        if fault := _fault(response, caplog):
            wrong.append(f"{name}: {what}: {fault}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("value", ["abc", "9" * 30, "%00", "..%2f..", "-1", "zz-zz", "%ff", "a" * 2_000])
@pytest.mark.parametrize(
    "address",
    [
        "/besoins/{}/",
        "/propositions/{}/",
        "/missions/{}/",
        "/equipe/messages/{}/",
        "/besoins/confirmer/{}/",
        "/{}/",
    ],
)
def test_junk_in_the_path_is_a_page_that_does_not_exist(address: str, value: str, clients: dict[str, Client]):
    for role in ("founder", "curator", "cto"):
        response = crawl.ask(clients[role], "GET", address.format(value))
        assert response.status_code in (301, 302, 400, 403, 404), role


def test_what_is_wrong_with_a_request_as_a_whole_is_refused(
    forms: list[FormFound], clients: dict[str, Client]
):
    urlencoded, json, parts = "application/x-www-form-urlencoded", "application/json", "multipart/form-data"
    bodies = {
        "1,001 fields": ("&".join(f"field{number}=x" for number in range(1_001)).encode(), urlencoded),
        "3 MB": (b"a=" + b"x" * 3_000_000, urlencoded),
        "deep JSON": (b"[" * 100_000, json),
        "no boundary": (b"--x\r\n\r\n", parts),
        "a broken part": (b"--x\r\nnonsense", f"{parts}; boundary=x"),
        "an unknown encoding": (b"a=\xff\xfe", f"{urlencoded}; charset=zq"),
        "bytes that are no text": (b"reason=%ff%fe&message=\xff", urlencoded),
        "the same field twice": (b"reason=rate&reason=rate&message=a&message=b", urlencoded),
        "nothing": (b"", urlencoded),
    }
    wrong = []
    for form in forms[::8]:
        for what, (body, content_type) in bodies.items():
            response = crawl.ask(
                clients[form.role], "POST", form.address, body=body, content_type=content_type
            )
            sent["a request"] += 1
            if response.status_code >= 500:
                wrong.append(f"{form.role} {form.address}: {what}: {response.status_code}")
    assert not wrong, "\n".join(wrong[:40])


@pytest.mark.parametrize("value", ["", "zq", "\x7f\x80", "a" * 5_000, "'; --", "=" * 100])
def test_junk_in_headers_and_cookies_is_ignored(value: str, clients: dict[str, Client]):
    headers = (
        "accept-language",
        "hx-request",
        "hx-current-url",
        "hx-target",
        "referer",
        "x-request-id",
        "range",
    )
    for header in headers:
        response = crawl.ask(clients["founder"], "GET", "/besoins/", headers={header: value})
        assert response.status_code < 500, header
    for cookie in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "theme", "django_language"):
        browser = https_client()
        browser.cookies[cookie] = value
        browser.raise_request_exception = False
        assert crawl.ask(browser, "GET", "/").status_code < 500, cookie
        assert crawl.ask(browser, "GET", "/besoins/").status_code < 500, cookie


def _fault(response: Any, caplog: pytest.LogCaptureFixture) -> str:
    unbounded = any(record.message == "unbounded input" for record in caplog.records)
    caplog.clear()
    if response.status_code >= 500:
        return str(response.status_code)
    if unbounded:
        return "reached the database"
    return "written back as HTML" if poison.holds_mark(response.content.decode(errors="replace")) else ""


def test_as_many_were_sent_as_promised():
    """The last one of this file."""
    whole = {"a field", "markup", "an address", "a request"} <= set(sent)
    assert not whole or sent.total() >= LEAST * FOLD, sent
