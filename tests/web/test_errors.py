"""A refusal is a page, or a fragment when htmx asked; never a trace, never the database when it is away."""

import logging
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client

from tests.web.urls import FAULTS

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]


@pytest.fixture
def client(client: Client) -> Client:
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("status", FAULTS)
def test_each_is_answered_by_a_page(client: Client, status: str) -> None:
    answer = client.get(f"/fault/{status}")
    assert answer.status_code == int(status)
    assert "<!doctype html>" in answer.content.decode().lower()
    assert "Traceback" not in answer.content.decode()
    assert "awa@" not in answer.content.decode()


@pytest.mark.parametrize("status", FAULTS)
def test_each_is_answered_by_a_fragment_above_the_page(client: Client, status: str) -> None:
    answer = client.get(f"/fault/{status}", headers={"HX-Request": "true"})
    assert answer.status_code == int(status)
    assert "<html" not in answer.content.decode()
    assert 'class="problem' in answer.content.decode()
    assert answer["HX-Retarget"] == "#problem"


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_an_action_says_is_what_people_read(client: Client, method: str) -> None:
    for status in ("409", "422"):
        answer = getattr(client, method)(f"/fault/{status}")
        assert str(FAULTS[status]) in answer.content.decode()


@pytest.mark.parametrize("status", ["500", "503"])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_broken_server_answers_without_its_database(
    client: Client, status: str, headers: dict[str, str], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        answer = client.get(f"/fault/{status}", headers=headers)
    assert answer.status_code == int(status)


def test_an_absent_database_says_when_to_come_back(client: Client) -> None:
    assert client.get("/fault/503")["Retry-After"] == "10"


def test_a_database_away_before_the_view_is_503_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    def away(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("connection refused")

    client.cookies["__Host-sessionid"] = "x" * 32
    monkeypatch.setattr(connection, "ensure_connection", away)
    monkeypatch.setattr(connection, "cursor", away)
    answer = client.get("/remember")
    assert answer.status_code == 503
    assert "</html>" in answer.content.decode()


@pytest.mark.parametrize("query", ["%00", "a%00b"])
def test_input_that_the_database_cannot_hold_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/search?q={query}").status_code == 400


def test_a_form_without_its_token_is_refused_with_advice(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"x-forwarded-proto": "https", "host": "testserver"})
    answer = strict.post("/form")
    assert answer.status_code == 403
    assert "Rechargez-la" in answer.content.decode()


@pytest.mark.parametrize("body", [b"x" * 3_000_000, "&".join(f"f{n}=" for n in range(1_002)).encode()])
def test_too_much_is_refused(client: Client, body: bytes) -> None:
    answer = client.post("/form", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400


def test_a_page_that_cannot_be_drawn_is_still_an_answer(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **kwargs: Any) -> str:
        raise RuntimeError

    logging.disable(logging.CRITICAL)
    monkeypatch.setattr("fractional.web.errors.render_to_string", broken)
    answer = client.get("/fault/404")
    logging.disable(logging.NOTSET)
    assert answer.status_code == 404
    assert "Fractional" in answer.content.decode()


def onward(answer: Any) -> list[str]:
    """Where the page of a refusal leads."""
    return [link["href"] for link in BeautifulSoup(answer.content, "html.parser").select("main .acts a")]


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("https://testserver/propositions/?page=2", ["https://testserver/propositions/?page=2", "/"]),
        ("https://elsewhere.example/propositions/", ["/"]),
        ("http://testserver/propositions/", ["/"]),
        ("https://testserver/fault/409", ["/"]),
        ("javascript:alert(1)", ["/"]),
        ("", ["/"]),
    ],
)
def test_a_refusal_leads_back_to_our_own_page_alone(
    client: Client, came_from: str, leads_to: list[str]
) -> None:
    answer = client.post("/fault/409", headers={"referer": came_from})
    assert onward(answer) == leads_to


def test_a_refused_act_leads_to_the_page_of_its_thing(client: Client) -> None:
    answer = client.post("/signed/thing/409", headers={"referer": "https://testserver/page"})
    assert onward(answer) == ["/signed/thing/", "/"]


def test_a_host_that_is_not_ours_is_no_way_back(client: Client) -> None:
    answer = client.get("/page", headers={"host": "evil.example", "referer": "https://evil.example/x"})
    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()


def test_an_address_that_only_receives_a_form_says_so(client: Client) -> None:
    answer = client.get("/apparence/", headers={"referer": "https://testserver/page"})
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert onward(answer) == ["https://testserver/page", "/"]
    assert "ne s’ouvre pas seule" in answer.content.decode()
