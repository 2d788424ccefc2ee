"""The few addresses that belong to nobody, and what every template may use."""

import pytest
from django.test import Client, RequestFactory

from fractional.web.context import site

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]

EVIL = [
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "http://[",
]


def test_the_icon_and_the_robots_are_there(client: Client) -> None:
    assert client.get("/favicon.ico")["Location"].endswith("favicon.svg")
    assert b"User-agent" in client.get("/robots.txt").content


def test_the_language_is_kept_by_a_form_and_not_by_a_link(client: Client) -> None:
    assert client.get("/langue/?language=en").cookies == {}
    answer = client.post("/langue/", {"language": "en", "next": "/page"})
    assert answer["Location"] == "/page"
    assert answer.cookies["django_language"].value == "en"
    assert answer.cookies["django_language"]["secure"]


@pytest.mark.parametrize(("sent", "kept"), [("dark", "dark"), ("light", "light"), ("", ""), ("<b>", "")])
def test_the_theme_is_one_of_two_or_the_systems(client: Client, sent: str, kept: str) -> None:
    answer = client.post("/apparence/", {"theme": sent, "next": "/page"})
    assert answer["Location"] == "/page"
    assert answer.cookies["theme"].value == kept


@pytest.mark.parametrize("path", ["/langue/", "/apparence/"])
@pytest.mark.parametrize("address", EVIL)
def test_nobody_is_sent_to_another_site(client: Client, path: str, address: str) -> None:
    answer = client.post(path, {"language": "fr", "theme": "dark", "next": address})
    assert answer.status_code in {302, 204}
    assert answer.headers.get("Location", "/") == "/"


def test_templates_know_the_theme_and_whether_this_is_the_demo(settings: pytest.FixtureRequest) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]  # pytest-django's wrapper
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = "dark"
    assert site(request) == {"site_name": "Fractional", "demo": True, "theme": "dark"}
    request.COOKIES["theme"] = '"><script>'
    assert site(request)["theme"] == ""
