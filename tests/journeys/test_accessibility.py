"""Every page of every hat, read by axe in both themes, wide and on a phone; and the picture of the README."""

import os

import pytest

from fractional.local.folders import ROOT
from tests.browser.reading import WIDE, faults, pages

pytestmark = pytest.mark.timeout(300)

PICTURE = ROOT / "docs" / "images" / "selection.png"


def read_all(visitor, start: str) -> dict[str, list[str]]:
    return {path: found for path in pages(visitor, start) if (found := faults(visitor.page))}


def test_the_selection_is_pictured(visit):
    """Kept in git, and made anew with UPDATE_IMAGES=1."""
    solene = visit(viewport=WIDE)
    solene.enter("solene")
    solene.press("Remettre la livraison sur les rails")
    solene.press("Lire la sélection")
    solene.page.evaluate("document.fonts.ready")
    if os.environ.get("UPDATE_IMAGES") or not PICTURE.exists():
        solene.page.screenshot(path=PICTURE, full_page=True)
    assert PICTURE.stat().st_size < 1_000_000


def test_pages_for_everybody(visit):
    assert read_all(visit(), "/") == {}


def test_pages_of_the_demo(visit):
    assert read_all(visit(), "/demo") == {}


@pytest.mark.parametrize("door", ["solene", "mael", "claire", "nouvelle"])
def test_pages_behind_a_door(visit, door):
    visitor = visit()
    visitor.enter(door)
    if door == "solene":  # a need being told, for its steps
        visitor.go("/besoins/nouveau/")
        visitor.press("Commencer")
    assert read_all(visitor, "/accueil/") == {}


@pytest.mark.parametrize(
    ("door", "path", "button"),
    [
        ("nouvelle", "/entreprise/creer/", "Ouvrir le compte"),
        ("mael", "/cto/dossier/experience/ajouter/", "Enregistrer"),
    ],
)
def test_a_refused_form(visit, door, path, button):
    visitor = visit(script=False)
    visitor.enter(door)
    visitor.go(path)
    visitor.press(button)
    assert visitor.page.locator(".summary").count() == 1
    assert faults(visitor.page) == []
