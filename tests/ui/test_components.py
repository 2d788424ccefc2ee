"""The drawn components say in words what they show, and draw without a style attribute."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bs4 import BeautifulSoup
from django.template import engines
from django.utils import translation


def draw(source: str, **context: Any) -> BeautifulSoup:
    with translation.override("fr"):
        html = engines["django"].from_string("{% load fr i18n %}" + source).render(context)
    assert "style=" not in html
    return BeautifulSoup(html, "html.parser")


def test_the_week_strip_shows_five_days_and_says_those_that_count():
    strip = draw('{% week on busy=busy label="Disponible" %}', on=[2, 6, 7], busy=[0, 1])
    assert [chip.get("class", [""])[0] for chip in strip.select(".week > span")] == [
        "busy",
        "half-am",
        "",
        "on",
        "",
    ]
    assert strip.select_one(".week")["aria-hidden"] == "true"
    said = strip.select_one(".sr-only").get_text()
    assert said == "Disponible\u00a0: mardi matin et jeudi\u00a0; déjà pris\u00a0: lundi."


def test_an_empty_week_says_so():
    assert draw("{% week none %}", none=None).select_one(".sr-only").get_text() == "aucun jour."


@dataclass
class Part:
    label: str
    points: int
    weight: int


def test_each_bar_is_as_wide_as_its_weight_and_as_full_as_its_points():
    bar = draw(
        "{% mix parts %}", parts=[Part("Expérience", 34, 35), {"label": "TJM", "points": 0, "weight": 20}]
    )
    widths = [int(svg["width"]) for svg in bar.select("svg")]
    assert widths[0] * 20 == widths[1] * 35
    assert [rect["width"] for rect in bar.select("rect")] == ["97.1%", "0.0%"]
    assert bar.select_one("dd").get_text() == "34/35"


def test_a_weight_of_zero_draws_an_empty_bar():
    assert draw("{% mix parts %}", parts=[Part("Jours", 0, 0)]).select_one("rect")["width"] == "0%"


def test_the_stepper_names_the_present_step_and_dates_those_done():
    steps = [
        {"label": "Reçu", "state": "done", "on": date(2026, 11, 23)},
        {"label": "Relu", "state": "current", "note": "au plus tard mercredi"},
        {"label": "Publié", "state": "todo"},
    ]
    drawn = draw("{% stepper steps %}", steps=steps)
    assert drawn.select_one("[aria-current=step] b").get_text() == "Relu"
    assert drawn.select_one("time")["datetime"] == "2026-11-23"
    assert "(fait)" in drawn.select_one(".done").get_text()


def test_a_stub_without_a_figure_shows_none():
    with_figure = draw('{% include "components/stub.html" with rank=1 count=3 total=0 rate=900 only %}')
    without = draw('{% include "components/stub.html" with rate=900 half_days=days only %}', days=[2, 3])
    assert with_figure.select_one(".total .n").get_text() == "0"
    assert without.select_one(".total") is None
    assert "900\u00a0€ HT par jour" in without.get_text()


def test_pages_name_their_neighbours():
    class Page:
        number = 2
        has_other_pages = has_previous = has_next = True
        previous_page_number, next_page_number = 1, 3

        class paginator:  # noqa: N801  # as templates name it
            num_pages = 3

    drawn = draw('{% include "components/pager.html" with page=page base="q=x&" only %}', page=Page)
    assert [link["href"] for link in drawn.select("a")] == ["?q=x&page=1", "?q=x&page=3"]
