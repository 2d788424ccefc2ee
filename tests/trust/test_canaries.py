"""Promise 4 and section 6 of the trust document: every page, fragment, refusal, header, mail and history row is read
as every role, and nothing private is found where it may not be."""

import json
import logging
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation

from fractional import clock
from fractional.history.models import Event, Note
from fractional.outbox import delivery
from fractional.outbox.models import Row
from matching.proposals.models import Proposal
from missions.needs import links
from tests.conftest import https_client, logged_in
from tests.matching.proposals.stage import TUESDAY, act
from tests.trust import canary_world, crawl
from tests.trust.canary_world import Canary, CanaryWorld

pytestmark = pytest.mark.django_db
ONLY_NECESSARY = {"__Host-sessionid", "__Host-csrftoken", "django_language", "theme", "messages"}
"""Cookies for which nobody's consent is asked (R43): no other name may appear."""
HEADERS = ("Location", "HX-Redirect", "HX-Location", "HX-Push-Url", "HX-Trigger", "Set-Cookie")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[CanaryWorld]:
    """Made once: every request is undone."""
    with django_db_blocker.unblock(), clock.standing_at(TUESDAY), transaction.atomic():
        yield canary_world.build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world: CanaryWorld) -> dict[str, Client]:
    with clock.standing_at(TUESDAY):
        clients = {role: logged_in(user) for role, user in world.users.items()}
    clients["anonymous"] = https_client()
    for client in clients.values():
        client.raise_request_exception = False
    return clients


def objects(world: CanaryWorld) -> crawl.Objects:
    return {
        "need": [world.need.public_id, world.rival_need.public_id, world.mission.need.public_id],
        "company": [world.a.public_id, world.c.public_id],
        "cto": [world.secret.public_id, world.open.public_id],
        "proposal": [world.waiting.public_id, world.met.public_id],
        "mission": [world.mission.public_id],
        "post": [world.secret.posts.get().public_id],
        "reference": [world.secret.references.get().public_id],
        "step": ["probleme", "budget"],
        "token": [links.to_confirm(world.need, world.users["owner_a"])],
        "debt": [Row.objects.mails().order_by("pk").values_list("pk", flat=True).first()],
        "question": [world.waiting.questions.get().public_id],
        "hand": [world.secret.hands.get().public_id],
        "member": [world.a.members.get(user=world.users["member_a"]).pk],
        "thing": ["debt", "need", "cto"],
        "pk": [world.need.pk],
        "rule": ["rate"],
        "answer": ["decline"],
        "invitation": [world.a.invitations.get().pk],
        "asked": [1],
        "rewording": [world.need.rewordings.get().pk],
        "pending": [uuid4()],
        "contest": [uuid4()],
    }


@pytest.mark.parametrize("role", [*canary_world.ROLES, "anonymous"])
def test_nobody_reads_what_is_not_theirs_to_read(
    role: str, world: CanaryWorld, clients: dict[str, Client], caplog: pytest.LogCaptureFixture
):
    with clock.standing_at(TUESDAY), caplog.at_level(logging.INFO):
        found = set(_leaks(role, world, clients[role], world.canaries))
    assert not found, "\n".join(sorted(found))
    in_the_logs = [canary.what for canary in world.canaries if canary.is_in(caplog.text)]
    assert not in_the_logs


def _leaks(
    role: str, world: CanaryWorld, client: Client, canaries: list[Canary], within: tuple[str, ...] = ("",)
) -> Iterator[str]:
    forbidden = [canary for canary in canaries if role not in canary.readers]
    for name, address in crawl.addresses(objects(world)):
        if name == "needs:confirm_by_link" or not name.startswith(within):
            continue  # the link itself is the right to read: only A was given it
        for asked, text in _answers(client, address):
            for canary in forbidden:
                if canary.is_in(text):
                    yield f"{role} reads {canary.what} at {asked} {name}"


def _answers(client: Client, address: str) -> Iterator[tuple[str, str]]:
    page = _everything_said(client, "GET", address)
    yield "GET", page
    if page.startswith("200"):
        yield "the fragment of", _everything_said(client, "GET", address, htmx=True)
    yield "POST", _everything_said(client, "POST", address)


def _everything_said(client: Client, method: str, address: str, *, htmx: bool = False) -> str:
    headers = {"hx-request": "true"} if htmx else {}
    response = crawl.ask(client, method, address, headers=headers)
    assert set(response.cookies) <= ONLY_NECESSARY, response.cookies
    said = "".join(str(response.headers.get(name, "")) for name in HEADERS)
    return f"{response.status_code} {said} {response.content.decode()}"


WHERE_IT_STANDS = {
    "curation:cto",
    "curation:need",
    "proposals:selection",
    "proposals:proposal",
    "needs:list",
    "ctos:rates",
    "ctos:clients",
    "engagements:mission",
}


def test_the_pages_that_may_show_something_do(world: CanaryWorld, clients: dict[str, Client]):
    """A crawl that finds nothing because it reads nothing would be green too."""
    read = {
        role: "".join(
            _everything_said(clients[role], "GET", address)
            for name, address in crawl.addresses(objects(world))
            if name in WHERE_IT_STANDS
        )
        for role in ("curator", "owner_a", "secret_cto", "open_cto", "owner_b")
    }
    shown = {
        "curator": {"who Secret is", "employers of secret", "a curator's note on secret", "the need of C"},
        "owner_a": {"who Open is", "the need of A", "another need of A"},
        "secret_cto": {"a floor", "clients elsewhere of secret", "the need of A", "the name of B"},
        "open_cto": {"who asked", "the name of A"},
        "owner_b": {"who Secret is", "what B pays Secret"},
    }
    by_name = {canary.what: canary for canary in world.canaries}
    missing = [
        (role, what) for role, whats in shown.items() for what in whats if not by_name[what].is_in(read[role])
    ]
    assert not missing


STORIES = {
    "as it stands": (),
    "declined": ("decline",),
    "expired": ("silence",),
    "withdrawn": ("withdraw",),
    "taken back": ("accept", "retract"),
    "not chosen": ("accept", "not_choose"),
    "confirmed": ("accept", "choose", "confirm"),
}
SAID_YES = {"taken back", "not chosen", "confirmed"}


@pytest.mark.parametrize("story", STORIES)
def test_no_mail_tells_its_reader_what_is_not_theirs(story: str, world: CanaryWorld):
    roles = {user.email: role for role, user in world.users.items()}
    canaries = _with_names_open(world) if story in SAID_YES else world.canaries
    with clock.standing_at(TUESDAY), transaction.atomic():
        for what in STORIES[story]:
            act(world.stage, Proposal.objects.get(pk=world.waiting.pk), what)
        rows = [row for row in Row.objects.mails().exclude(template="") if row.to in roles]
        wrong = [
            f"{row.template} tells {roles[row.to]} {canary.what}"
            for row in rows
            for canary in canaries
            if roles[row.to] not in canary.readers and canary.is_in(_as_it_leaves(row))
        ]
        transaction.set_rollback(True)
    assert len(rows) >= 8 + (story != "as it stands")
    assert not wrong, "\n".join(wrong)


def _as_it_leaves(row: Row) -> str:
    with translation.override(row.language):
        return "\n".join(delivery._rendered(row))


def test_no_row_of_history_holds_anything_private(world: CanaryWorld):
    told = [
        json.dumps([event.facts, event.reason, event.event, event.from_state, event.to_state])
        for event in Event.objects.all()
    ]
    assert len(told) > 20
    found = [canary.what for canary in world.canaries for text in told if canary.is_in(text)]
    assert not found
    assert not Note.objects.filter(text__contains="zq").exists()


def test_once_both_have_said_yes_their_names_open_for_these_two_and_nothing_else(
    world: CanaryWorld, clients: dict[str, Client]
):
    known = {canary.what: canary for canary in world.canaries}
    with clock.standing_at(TUESDAY), transaction.atomic():
        act(world.stage, world.waiting, "accept")
        canaries = _with_names_open(world)
        roles = ("owner_a", "member_a", "secret_cto", "open_cto", "owner_c")
        here = ("proposals:", "engagements:", "needs:")
        found = {leak for role in roles for leak in _leaks(role, world, clients[role], canaries, here)}
        company = _everything_said(clients["owner_a"], "GET", f"/besoins/{world.need.public_id}/selection/")
        own = _everything_said(clients["secret_cto"], "GET", f"/propositions/{world.waiting.public_id}/")
        transaction.set_rollback(True)
    assert not found, "\n".join(sorted(found))
    assert all(token in company for token in known["who Secret is"].tokens)
    assert all(token in own for token in (*known["who asked"].tokens, "zqcompany-a"))


def _with_names_open(world: CanaryWorld) -> list[Canary]:
    """What these two may read once Secret has said yes as well."""
    more = {
        "who Secret is": {"owner_a", "member_a"},
        "who asked": {"secret_cto"},
        "the name of A": {"secret_cto"},
    }
    return [
        Canary(canary.what, canary.tokens, canary.readers | more.get(canary.what, set()))
        for canary in world.canaries
    ]
