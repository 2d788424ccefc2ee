"""The product without a mouse, and every page of every hat as axe reads it: both themes, wide and on a phone."""

import os

import pytest
from django.urls import resolve
from playwright.sync_api import expect

from fractional.local.folders import ROOT
from tests.access import matrix
from tests.browser.reading import WIDE, faults
from tests.journeys import founders, readers
from tests.journeys.by_keyboard import two_people_agree
from tests.journeys.people import SOLENES_NEED

pytestmark = pytest.mark.timeout(900)

PICTURE = ROOT / "docs" / "images" / "selection.png"
NOT_A_PAGE = {
    *("web:healthz", "web:readyz", "web:robots"),
    *("ctos:months", "ctos:rates_preview"),  # a part of a page
    "api:schema",  # for programs
    "mfa_download_recovery_codes",
    "proposals:meeting",  # for calendars
}


@pytest.fixture(scope="module")
def agreed(visit_all_along, product):
    return two_people_agree(visit_all_along, product)


@pytest.fixture(scope="module")
def read(visit_all_along, product, agreed) -> dict[str, list[str]]:
    """What is wrong with each page, by address."""
    found = {}
    for visitor, path in readers.all_pages(visit_all_along, product, agreed):
        found[path] = found.get(path, []) + faults(visitor.page)
    return found


def test_two_people_agree_on_a_mission_by_keyboard(agreed):
    assert agreed.mission.startswith("/missions/")


def test_every_page_can_be_read_by_everybody(read):
    assert {path: found for path, found in read.items() if found} == {}


def test_no_page_is_left_out(read):
    shown = {pattern.name for pattern in matrix.patterns() if _is_shown(pattern.name)}
    seen = {resolve(path).view_name for path in read if not path.startswith("/demo")}
    assert shown - seen - NOT_A_PAGE == set()


def _is_shown(name: str) -> bool:
    if name.startswith("admin:"):
        return False
    rows = matrix.rows_of(name, matrix.table())
    return any(matrix.OK & answer for row in rows for answer in (row.GET or {}).values())


def test_forms_that_refuse_can_be_read(visit):
    found = []
    for visitor, what in readers.refused_forms(visit):
        expect(visitor.page.locator("[aria-invalid=true]").first).to_be_attached()
        found += [(what, fault) for fault in faults(visitor.page)]
    assert found == []


def test_refusals_and_breakdowns_can_be_read(visit):
    found = [(status, faults(visitor.page)) for visitor, status in readers.refusals(visit)]
    assert [status for status, _ in found[:3]] == [403, 404, 409]
    assert [faulty for faulty in found if faulty[1]] == []


def test_the_selection_is_pictured(visit):
    """Kept in git, and made anew with UPDATE_IMAGES=1."""
    solene = visit(viewport=WIDE)
    solene.enter("solene")
    founders.opens_the_selection(solene, SOLENES_NEED)
    solene.page.evaluate("document.fonts.ready")
    if os.environ.get("UPDATE_IMAGES") or not PICTURE.exists():
        solene.page.screenshot(path=PICTURE, full_page=True)
    assert PICTURE.stat().st_size < 1_000_000
