"""No program reads what its person may not read, whatever it asks and however it asks."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from fractional import clock
from tests.access import matrix
from tests.api.program import Program
from tests.api.test_access import PATTERNS, TABLE
from tests.matching.proposals.stage import TUESDAY
from tests.trust import canary_world, crawl
from tests.trust.canary_world import CanaryWorld
from tests.trust.test_canaries import objects

SECOND_YES = "POST v1:accept"
"""Its answer opens the names, by the very act."""
World = tuple[CanaryWorld, dict[str, Program]]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), clock.standing_at(TUESDAY):
        made = canary_world.build()
        yield made, {role: Program(user) for role, user in made.users.items()}
        transaction.set_rollback(True)


def said_to(
    program: Program, world: CanaryWorld, methods: tuple[str, ...] = ("GET", "PUT", "POST")
) -> Iterator[tuple[str, str]]:
    """All answers to one program, every object standing wherever it may."""
    for name, address in crawl.addresses(objects(world)):
        if name.startswith("v1:"):
            for method in TABLE[name].keys() & set(methods):
                headers = program.headers | {"idempotency-key": "canari-000001"}
                answer = crawl.ask(
                    program.client,
                    method,
                    address,
                    body=b"{}",
                    content_type="application/json",
                    headers=headers,
                )
                yield f"{method} {name}", f"{_headers(answer)} {_quoted(answer.content)}"


def _headers(answer: Any) -> str:
    return " ".join(answer.headers.values())


def _quoted(content: bytes) -> str:
    """Figures as the canaries write those of machines."""
    return json.dumps(json.loads(content, parse_int=str), ensure_ascii=False)


@pytest.mark.parametrize("role", canary_world.ROLES)
def test_no_program_reads_what_is_not_its_persons(role: str, world: World, settings: Any):
    settings.API_REQUESTS_PER_MINUTE = 0
    made, programs = world
    forbidden = [canary for canary in made.canaries if role not in canary.readers]
    with clock.standing_at(TUESDAY):
        found = {
            f"{role} reads {canary.what} by {asked}"
            for asked, text in said_to(programs[role], made)
            for canary in forbidden
            if asked != SECOND_YES and canary.is_in(text)
        }
    assert not found, "\n".join(sorted(found))


def test_programs_do_read_what_is(world: World, settings: Any):
    """A crawl that finds nothing because it reads nothing would be green too."""
    settings.API_REQUESTS_PER_MINUTE = 0
    made, programs = world
    shown = {
        "curator": {"who Secret is"},
        "owner_a": {"who Open is", "the need of A", "another need of A"},
        "secret_cto": {
            "a floor",
            "another step of the rates",
            "employers of secret",
            "the need of A",
            "the name of B",
        },
        "open_cto": {"who asked", "the name of A"},
        "owner_b": {"who Secret is", "what B pays Secret"},
    }
    with clock.standing_at(TUESDAY):
        read = {role: " ".join(text for _, text in said_to(programs[role], made, ("GET",))) for role in shown}
    by_name = {canary.what: canary for canary in made.canaries}
    missing = [
        (role, what) for role, whats in shown.items() for what in whats if not by_name[what].is_in(read[role])
    ]
    assert not missing


def test_the_crawl_knows_every_address():
    assert {pattern.name for pattern in PATTERNS} <= {pattern.name for pattern in crawl.PATTERNS}
    assert all(matrix.rows_of(pattern.name, matrix.table()) for pattern in PATTERNS)
