"""Whatever is sent to the API is answered: never a failure. Each field of each body in turn holds what nobody means."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.urls import resolve

from tests import cast
from tests.access import matrix
from tests.api.program import Program
from tests.api.test_access import PATTERNS, TABLE
from tests.trust import poison

pytestmark = pytest.mark.django_db
SEED, PER_FIELD = 20261123, 4
ODD: list[Any] = [
    *poison.TEXTS.values(),
    *poison.NUMBERS.values(),
    *poison.DAYS.values(),
    *(-1, 0, 2**31, 2**63, 10**40, 0.1, -0.0, True, False, None),
    *([], [[]], [None], ["x"] * 50, [-1, 2**63], {}, {"a": {}}, [{"code": 1}]),
]
ASKING = [pattern for pattern in PATTERNS if {"PUT", "POST"} & TABLE[pattern.name].keys()]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Any, dict[str, Program]]]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = cast.world()
        yield made, {role: Program(made.users[role]) for role in ("cto", "owner")}
        transaction.set_rollback(True)


@pytest.mark.parametrize("pattern", ASKING, ids=lambda pattern: pattern.name)
def test_no_body_is_a_failure(pattern: matrix.Pattern, world: Any, settings: Any):
    settings.API_REQUESTS_PER_MINUTE = 0
    made, programs = world
    address, row = pattern.address(made, matrix.Row()), TABLE[pattern.name]
    method = "PUT" if "PUT" in row else "POST"
    program = programs["owner" if row[method]["owner"] not in (403, 404) else "cto"]
    failed = []
    for body in bodies(schema_of(address), random.Random(f"{SEED}{address}")):
        status = ask(program, method, address, body)
        if status >= 500:
            failed.append(f"{status} {method} {address} {str(body)[:200]}")
    assert not failed, "\n".join(failed)


def schema_of(address: str) -> dict[str, Any]:
    schema: dict[str, Any] = resolve(address).func.cls.body_schema()
    return schema


def bodies(schema: dict[str, Any], draw: random.Random) -> Iterator[Any]:
    usual = plausible(schema)
    yield usual
    yield from draw.sample(ODD, PER_FIELD)
    yield usual | {"inconnu": 1}
    for name in schema["properties"]:
        for odd in draw.sample(ODD, PER_FIELD):
            yield usual | {name: odd}


def plausible(schema: dict[str, Any]) -> Any:
    """Something that the schema allows."""
    kind = schema["type"][0] if isinstance(schema["type"], list) else schema["type"]
    if schema.get("enum"):
        return schema["enum"][0]
    match kind, schema.get("format"):
        case "object", _:
            return {name: plausible(one) for name, one in schema["properties"].items()}
        case "array", _:
            return [plausible(schema["items"])]
        case "string", "date":
            return "2027-02-01"
        case "string", "date-time":
            return "2027-02-01T10:00:00+01:00"
        case "integer", _:
            return schema["minimum"]
        case "boolean", _:
            return True
    return "Nos livraisons prennent six semaines au lieu de deux."[: schema.get("maxLength", 60)]


def ask(program: Program, method: str, address: str, body: Any) -> int:
    headers = program.headers | {"idempotency-key": "entree-000001"}
    with transaction.atomic():
        answer = program.client.generic(
            method, address, json.dumps(body), "application/json", headers=headers
        )
        transaction.set_rollback(True)
    if answer.status_code >= 400:
        assert answer["Content-Type"] == "application/problem+json"
    return int(answer.status_code)
