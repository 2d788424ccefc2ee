"""A refusal has a page of its own and a fragment for htmx; both stand without user, request or database."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation

pytestmark = pytest.mark.urls("tests.ui.urls")
STATUSES = [400, 403, 404, 405, 409, 422, 429, 500, 503]


@pytest.mark.parametrize("status", STATUSES)
def test_the_page_says_what_happened_and_where_to_go(status):
    with translation.override("fr"):
        page = BeautifulSoup(render_to_string(f"errors/{status}.html"), "html.parser")
    assert len(page.select("h1")) == 1
    assert len(page.select_one("main .empty p").get_text()) > 20
    assert page.select_one("main a[href='/']")
    assert page.title.get_text().endswith(" · Fractional")


@pytest.mark.parametrize("status", STATUSES)
def test_the_fragment_is_one_alert_with_the_reason(status):
    html = render_to_string(f"errors/{status}.html#fragment", {"message": "Votre mardi vient d’être engagé."})
    fragment = BeautifulSoup(html.strip(), "html.parser")
    assert [element.name for element in fragment.find_all(recursive=False)] == ["section"]
    assert "problem" in fragment.section["class"]
    assert fragment.get_text(strip=True) == "Votre mardi vient d’être engagé."


def test_the_reason_takes_the_place_of_the_general_sentence():
    page = render_to_string("errors/409.html", {"message": "Votre mardi vient d’être engagé."})
    assert "Votre mardi vient d’être engagé." in page
    assert "Les choses ont changé" not in page


def test_a_reason_is_text():
    assert "<b>x</b>" not in render_to_string("errors/422.html", {"message": "<b>x</b>"})


@pytest.mark.parametrize("status", [500, 503])
def test_pages_without_database_do_not_pretend_to_know_the_reader(status):
    assert "Se connecter" not in render_to_string(f"errors/{status}.html")
