"""Whatever is sent to a form or written in an address is answered: never a failure, never written back as HTML.

Every form that any page shows to anybody, with plausible answers and one poisoned; every address with poisoned
parameters; and what is wrong with a request as a whole.
"""

import logging
import random
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from fractional import clock
from fractional.accounts.models import User
from fractional.outbox.models import Channel, Row
from matching.proposals.models import Selection
from missions.needs import actions as needs
from missions.needs import links
from missions.needs.models import Need
from missions.needs.steps import STEPS
from tests import factories
from tests.conftest import https_client, logged_in
from tests.trust import crawl, poison
from tests.trust.crawl import FormFound

pytestmark = pytest.mark.django_db
SEED = 20261123
PER_FIELD, PER_PAGE = 3, 3
"""Poisons for each field of each form, and for each address."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[dict[str, User], crawl.Objects]]:
    """Things in every state in which a page shows a form. Made once: every request is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _build()
        transaction.set_rollback(True)


def _build() -> tuple[dict[str, User], crawl.Objects]:
    curator = factories.make_curator()
    file = factories.make_cto(state="draft")
    submitted, cto = factories.make_cto(state="submitted"), factories.make_cto(weekly_cap=3)
    company = factories.make_company()
    unverified = factories.make_company(state="unverified", verified_at=None, verified_by=None)
    need = factories.make_need(company=company, state=Need.State.IN_TALKS)
    draft = factories.make_need(company=company, state=Need.State.DRAFT)
    empty = needs.start_need(company=company, by=need.created_by)
    waiting = factories.make_need(company=company, state=Need.State.SUBMITTED)
    selected = factories.make_need(company=company, state=Need.State.PUBLISHED)
    selection = factories.make_selection(need, curator=curator)
    shown = [
        factories.make_proposal(need=need, cto=person, selection=selection, state=state)
        for person, state in (
            (factories.make_cto(), "kept"),
            (cto, "sent"),
            (factories.make_cto(), "accepted"),
        )
    ]
    chosen = factories.make_proposal(
        need=factories.make_need(state=Need.State.IN_TALKS), cto=cto, state="chosen"
    )
    prepared = factories.make_selection(selected, curator=curator, sent=False)
    factories.make_proposal(need=selected, cto=factories.make_cto(), selection=prepared)
    debt = Row.objects.create(
        channel=Channel.MAIL,
        key="lost",
        kind="proposal",
        queue="mail",
        to="perdu@exemple.example",
        state="failed",
        finished_at=clock.now(),
        template="proposals/proposal_to_cto",
        subject_id=str(chosen.pk),
    )
    assert Selection.objects.count() == 3
    users = {
        "newcomer": factories.make_user(first_name="", last_name=""),
        "file": file.user,
        "cto": cto.user,
        "founder": need.created_by,
        "curator": curator,
    }
    objects: crawl.Objects = {
        "need": [one.public_id for one in (need, draft, empty, waiting, selected)],
        "company": [company.public_id, unverified.public_id],
        "cto": [submitted.public_id, factories.make_cto().public_id],
        "proposal": [proposal.public_id for proposal in (*shown, chosen)],
        "mission": [need.public_id],
        "post": [file.posts.get().public_id],
        "step": [step.slug for step in STEPS],
        "token": [links.to_confirm(need, need.created_by)],
        "debt": [debt.pk],
    }
    return users, objects


@pytest.fixture(scope="module")
def clients(world) -> dict[str, Client]:
    clients = {role: logged_in(user) for role, user in world[0].items()} | {"anonymous": https_client()}
    for client in clients.values():
        client.raise_request_exception = False
    return clients


@pytest.fixture(scope="module")
def pages(world, clients: dict[str, Client]) -> dict[str, dict[str, str]]:
    """By role and address, the pages that are shown."""
    found: dict[str, dict[str, str]] = {role: {} for role in clients}
    for role, client in clients.items():
        for _name, address in crawl.addresses(world[1], shown=True):
            response = crawl.ask(client, "GET", address)
            assert response.status_code < 500, f"GET {address} as {role}"
            if response.status_code == 200 and "html" in response.headers["Content-Type"]:
                found[role][address] = response.content.decode()
    return found


@pytest.fixture(scope="module")
def forms(pages: dict[str, dict[str, str]]) -> list[FormFound]:
    """One of each shape."""
    by_shape: dict[tuple, FormFound] = {}
    for role, shown in pages.items():
        for address, html in shown.items():
            for form in crawl.forms(role, address, html):
                by_shape.setdefault(form.shape, form)
    return list(by_shape.values())


def test_the_crawl_finds_the_forms_of_the_path(forms: list[FormFound]):
    ends = (
        "/rencontre/",
        "/decliner/",
        "/accepter/",
        "/confirmer/",
        "/reprendre/",
        "/choisir/",
        "/verifier/",
    )
    ends += ("/publier/", "/retenir/", "/ecarter/", "/selection/", "/regles/tarifs/", "/semaine/", "/creer/")
    ends += tuple(f"/etape/{step.slug}/" for step in STEPS)
    missing = [end for end in ends if not any(form.address.endswith(end) for form in forms)]
    assert not missing


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
        if fault := _fault(response, caplog):
            wrong.append(f"{form.role} {form.address} {name}: {what}: {fault}")
    assert not wrong, "\n".join(wrong[:40])
    assert answers.total() >= 800
    assert answers[422] > answers[302] > 100, answers


def _poisoned(forms: list[FormFound]) -> Iterator[tuple[FormFound, str, str, str]]:
    rng = random.Random(SEED)
    corpus = list(poison.ALL.items())
    rng.shuffle(corpus)
    next_one = cycle(corpus)
    for form in forms:
        for name in form.fields:
            for _ in range(PER_FIELD):
                yield form, name, *next(next_one)


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
            for name in ["page", "next", *rng.sample(names, min(PER_PAGE - 2, len(names)))]:
                what, value = rng.choice(list(poison.ALL.items()))
                with caplog.at_level(logging.ERROR):
                    response = crawl.ask(clients[role], "GET", address, query={name: [value]})
                asked += 1
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
    for form in forms[::4]:
        for what, (body, content_type) in bodies.items():
            response = crawl.ask(
                clients[form.role], "POST", form.address, body=body, content_type=content_type
            )
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
