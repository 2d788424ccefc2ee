"""Every example of docs/api.md is asked and answered as it is printed there; « … » stands for anything."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from fractional import clock
from missions.needs.models import Need
from tests import factories
from tests.api.program import Program
from tests.conftest import https_client
from tests.matching.proposals.stage import TUESDAY

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[2] / "docs" / "api.md"
PAIR = re.compile(
    r"```http\n(?P<asked>.*?)```\n```json (?P<status>\d+)(?: (?P<name>[A-Z]+))?\n(?P<said>.*?)```", re.DOTALL
)
ANYTHING = "…"


class Example(NamedTuple):
    method: str
    address: str
    headers: dict[str, str]
    body: str
    status: int
    said: str
    name: str
    """Under which the `id` of the answer is known from here on."""


def examples() -> Iterator[Example]:
    for pair in PAIR.finditer(PAGE.read_text()):
        head, _blank, body = pair["asked"].partition("\n\n")
        first, *headers = head.strip().splitlines()
        method, address = first.split()
        named = dict(line.split(": ", 1) for line in headers)
        yield Example(method, address, named, body, int(pair["status"]), pair["said"], pair["name"] or "")


def test_the_examples_of_the_document_are_true():
    with clock.standing_at(TUESDAY):
        known = _world()
        for example in examples():
            _ask(example, known)


def test_no_example_is_left_out():
    text = PAGE.read_text()
    assert len(list(examples())) == text.count("```http") > 10


def _world() -> dict[str, str]:
    """A founder with a draft and a need whose selection has arrived, and the CTO who is on it."""
    founder = factories.make_user(first_name="Solène", last_name="Marquais")
    company = factories.make_company(owner=founder, name="Kelvio Atelier")
    draft = factories.make_need(company=company, state=Need.State.DRAFT)
    selected = factories.make_need(company=company, state=Need.State.SELECTED)
    cto = factories.make_cto()
    profile = factories.make_proposal(need=selected, cto=cto, state="kept")
    scopes = ("write:companies", "read:needs", "write:needs", "read:proposals", "write:proposals")
    return {
        "FOUNDER": Program(founder, *scopes).secret,
        "CTO": Program(cto.user).secret,
        "COMPANY": str(company.public_id),
        "NEED": str(draft.public_id),
        "SELECTED": str(selected.public_id),
        "PROFILE": str(profile.public_id),
    }


def _ask(example: Example, known: dict[str, str]) -> None:
    answer = https_client().generic(
        example.method,
        _filled(example.address, known),
        _filled(example.body, known),
        "application/json",
        headers={name: _filled(value, known) for name, value in example.headers.items()},
    )
    assert answer.status_code == example.status, (example, answer.content.decode())
    if example.name:
        known[example.name] = answer.json()["id"]
    _demand(json.loads(_filled(example.said, known)), answer.json(), example.address)


def _filled(text: str, known: dict[str, str]) -> str:
    return re.sub(r"\$([A-Z]+)", lambda found: known[found[1]], text)


def _demand(said: Any, given: Any, where: str) -> None:
    """What is given is what is said, where something is said."""
    match said:
        case str() if said == ANYTHING:
            return
        case dict():
            more = said.keys() - {ANYTHING}
            assert more <= given.keys() if ANYTHING in said else more == given.keys(), (where, given)
            for name in more:
                _demand(said[name], given[name], f"{where} {name}")
        case list():
            assert len(said) == len(given), (where, given)
            for one, other in zip(said, given, strict=True):
                _demand(one, other, where)
        case _:
            assert said == given, where
