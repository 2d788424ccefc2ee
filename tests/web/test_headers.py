"""What browsers are told on every answer."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.web import observatory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]

ANSWERS = [
    "/page",
    "/fault/404",
    "/fault/409",
    "/healthz",
    "/robots.txt",
    "/favicon.ico",
    "/nowhere",
    "/remember",
]


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_carries_every_header(client: Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == "camera=(), microphone=(), geolocation=(), payment=()"
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert re.fullmatch(r"[0-9a-f]{16}", headers["X-Request-ID"])


def test_a_server_error_carries_them_too(client: Client) -> None:
    client.raise_request_exception = False
    assert "default-src 'none'" in client.get("/fault/500").headers["Content-Security-Policy"]


def test_together_they_are_worth_an_a_plus(client: Client) -> None:
    answer = client.get("/remember")
    plain = Client().get("/page")
    assert plain.status_code == 301
    assert plain["Location"].startswith("https://")
    points = observatory.score(answer.headers, list(answer.cookies.values()), redirects_to_https=True)
    assert points == 145  # 130 would do
    assert observatory.grade(points) == "A+"


def test_the_arithmetic_sees_what_is_missing(client: Client) -> None:
    answer = client.get("/remember")
    cookies = list(answer.cookies.values())
    whole = observatory.score(answer.headers, cookies, redirects_to_https=True)
    for name in ("Content-Security-Policy", "Strict-Transport-Security", "Cross-Origin-Opener-Policy"):
        rest = {key: value for key, value in answer.headers.items() if key != name}
        assert observatory.score(rest, cookies, redirects_to_https=True) < whole
    assert observatory.score(answer.headers, cookies, redirects_to_https=False) == 80


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(client: Client) -> None:
    cookie = client.get("/remember").cookies["__Host-sessionid"]
    assert cookie["secure"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert not cookie["domain"]


def test_a_page_with_a_session_is_stored_nowhere(client: Client) -> None:
    assert client.get("/remember")["Cache-Control"] == "no-store, private"
    assert "Cookie" in client.get("/remember")["Vary"]


def test_a_public_page_has_no_session_and_may_be_stored(client: Client) -> None:
    answer = client.get("/page")
    assert "Cache-Control" not in answer
    assert settings.SESSION_COOKIE_NAME not in answer.cookies


def test_a_page_differs_from_its_fragment_for_caches(client: Client) -> None:
    assert "HX-Request" in client.get("/page")["Vary"]


def test_the_end_of_a_session_clears_what_the_browser_kept(client: Client) -> None:
    assert "Clear-Site-Data" not in client.get("/page")
    assert "Clear-Site-Data" not in client.get("/remember")
    assert client.get("/forget")["Clear-Site-Data"] == '"storage"'


def test_watchers_may_ask_without_https() -> None:
    assert Client().get("/healthz").status_code == 200


def test_deployment_checks_find_nothing(capsys: Any) -> None:
    from django.core.checks import run_checks

    found = run_checks(include_deployment_checks=True, tags=["security"])
    assert not [message for message in found if message.level >= 30]
