"""What is wrong with a request as a whole is told as a problem; what is right is done once."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection

from fractional import clock
from fractional.accounts.models import User
from fractional.api import api
from fractional.api.actions import KEPT_FOR, forget_answers
from fractional.api.models import KeptAnswer
from fractional.api.parsing import LARGEST
from missions.needs.models import Need
from tests import factories
from tests.api.program import Program

pytestmark = pytest.mark.django_db


@pytest.fixture
def founder() -> User:
    return factories.make_need().created_by


@pytest.fixture
def program(founder: User) -> Program:
    return Program(founder)


def new_need(founder: User) -> dict[str, str | bool]:
    return {"company": str(founder.memberships.get().company.public_id), "warning_read": True}


def test_the_same_key_makes_one_need(program: Program, founder: User):
    first = program.post("/api/v1/needs/", new_need(founder), key="besoin-0001")
    again = program.post("/api/v1/needs/", new_need(founder), key="besoin-0001")
    other = program.post("/api/v1/needs/", new_need(founder), key="besoin-0002")
    assert [answer.status_code for answer in (first, again, other)] == [201, 201, 201]
    assert first.json() == again.json() != other.json()
    assert again["Idempotency-Replayed"] == "true"
    assert Need.objects.filter(state="draft").count() == 2


def test_a_key_belongs_to_one_request(program: Program, founder: User):
    program.post("/api/v1/needs/", new_need(founder), key="besoin-0001")
    refused = program.post("/api/v1/availability/confirm/", key="besoin-0001")
    assert refused.status_code == 422
    assert refused.json()["type"] == "urn:fractional:problem:key_reused"


def test_a_key_belongs_to_one_person(program: Program, founder: User):
    other = factories.make_need().created_by
    made = [
        Program(user).post("/api/v1/needs/", new_need(user), key="besoin-0001") for user in (founder, other)
    ]
    assert made[0].json()["id"] != made[1].json()["id"]


def test_a_refusal_keeps_no_answer(program: Program, founder: User):
    assert program.post("/api/v1/needs/", {}, key="besoin-0001").status_code == 422
    assert not KeptAnswer.objects.exists()
    assert program.post("/api/v1/needs/", new_need(founder), key="besoin-0001").status_code == 201


@pytest.mark.parametrize("key", ["", "court", "é" * 10, "a" * 101, "deux mots"])
def test_a_post_needs_a_key(program: Program, founder: User, key: str):
    headers = program.headers | ({"idempotency-key": key} if key else {})
    answer = program.client.post(
        "/api/v1/needs/", new_need(founder), content_type="application/json", headers=headers
    )
    assert answer.status_code == 400
    assert answer.json()["type"] == "urn:fractional:problem:key_needed"


def test_answers_are_forgotten_after_a_day(program: Program, founder: User):
    program.post("/api/v1/needs/", new_need(founder))
    forget_answers()
    assert KeptAnswer.objects.exists()
    with clock.standing_at(clock.now() + KEPT_FOR + timedelta(minutes=1)):
        forget_answers()
    assert not KeptAnswer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_requests_with_one_key_at_once_do_one_thing():
    founder = factories.make_need().created_by
    program, body = Program(founder), new_need(founder)
    start, answers = threading.Barrier(4), []

    def ask() -> None:
        mine = Program.__new__(Program)
        mine.__dict__ = program.__dict__ | {
            "client": type(program.client)(headers={"host": "testserver", "x-forwarded-proto": "https"})
        }
        start.wait(10)
        answers.append(mine.post("/api/v1/needs/", body, key="ensemble-1"))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert Need.objects.filter(state="draft").count() == 1


BODIES = {
    "no JSON": b"{",
    "no text": b"\xff\xfe",
    "a depth of 100,000": b"[" * 100_000 + b"]" * 100_000,
    "a depth of 10,000": b"[" * 10_000 + b"]" * 10_000,
    "a depth of six": b'{"company": [[[[[[1]]]]]]}',
    "no number": b'{"company": NaN}',
    "infinity": b'{"company": 1e400}',
    "5,000 digits": b'{"company": ' + b"9" * 5_000 + b"}",
    "NUL": b'{"company": "a\\u0000b"}',
    "a lone surrogate": b'{"company": "\\ud800"}',
    "a surrogate for a name": b'{"\\ud800": 1}',
    "a name twice": b'{"company": "a", "company": "b"}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_what_is_no_plain_json_is_refused(program: Program, body: bytes):
    answer = sent(program, body)
    assert answer.status_code in (400, 413)
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "body", [b"[]", b'"a"', b"1", b"null", b'{"compagny": "a"}', b'{"company": 1}', b'{"company": ["a"]}']
)
def test_what_says_something_else_is_invalid(program: Program, body: bytes):
    answer = sent(program, body)
    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_a_long_body_is_not_read(program: Program):
    assert sent(program, b" " * (LARGEST + 1)).status_code == 413


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_a_form_is_no_json(program: Program, kind: str):
    assert sent(program, b"company=1", kind).status_code == 415


def sent(program: Program, body: bytes, kind: str = "application/json") -> Any:
    headers = program.headers | {"idempotency-key": "corps-000001"}
    return program.client.generic("POST", "/api/v1/needs/", body, kind, headers=headers)


def test_an_address_that_leads_nowhere_is_a_problem_too(program: Program):
    for address in ("/api/v1/nulle-part/", "/api/v1/needs", "/api/v1/needs/1/"):
        answer = program.get(address)
        assert answer.status_code == 404
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(("error", "status"), [(KeyError, 500), (OperationalError, 503)])
def test_what_nobody_foresaw_is_a_problem_too(
    program: Program, monkeypatch: pytest.MonkeyPatch, error: type[Exception], status: int
):
    def broken(*args: Any, **kwargs: Any) -> None:
        raise error("table and column")

    monkeypatch.setattr(api.CurrentToken, "get", broken)
    program.client.raise_request_exception = False
    answer = program.get("/api/v1/token/")
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert "table" not in answer.content.decode()


def test_a_problem_is_told_in_the_language_of_the_person(founder: User):
    said = []
    for language in ("fr", "en"):
        User.objects.filter(pk=founder.pk).update(language=language)
        said.append(Program(founder).get("/api/v1/nulle-part/").json()["detail"])
    assert said == ["Rien ne se trouve à cette adresse.", "There is nothing at this address."]


def test_nothing_of_it_is_kept_on_the_way(program: Program):
    answer = program.get("/api/v1/token/")
    assert answer["Cache-Control"] == "no-store, private"
    assert "Authorization" in answer["Vary"]
    assert not answer.cookies
    assert "default-src 'none'" in answer["Content-Security-Policy"]
