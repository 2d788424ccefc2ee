"""From the log-in to an answer without a mouse: the focus is always somewhere."""

from typing import Any

import pytest

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.timeout(200)

MAEL = "mael.trevidic@personnes.example"


def focused(visitor: Visitor, of: str = "tagName") -> Any:
    return visitor.page.evaluate(f"document.activeElement.{of}")


def types(visitor: Visitor, text: str) -> None:
    """Into the field that has the focus, then Enter."""
    assert focused(visitor) == "INPUT"
    visitor.page.keyboard.type(text)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")


def walks_to(visitor: Visitor, words: str, *, steps: int = 60) -> None:
    """Tab after Tab, to the link or button that says so."""
    for _step in range(steps):
        visitor.page.keyboard.press("Tab")
        assert focused(visitor) != "BODY", "the focus is nowhere"
        if words in focused(visitor, "textContent"):
            return
    raise AssertionError(f"no key leads to « {words} » on {visitor.page.url}")


def presses_enter(visitor: Visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")


def test_a_proposal_is_answered_by_keyboard(visit, product):
    solene, mael = visit(), visit()
    solene.enter("solene")
    solene.press("Remettre la livraison sur les rails")
    solene.press("Lire la sélection")
    solene.press("Demander une rencontre")
    solene.fill("Votre message", "Comment reprenez-vous une équipe qui ne livre plus ?")
    solene.press("Envoyer la demande")
    product.mail(MAEL, "Une entreprise souhaite vous rencontrer")

    mael.go("/")
    walks_to(mael, "Se connecter")
    presses_enter(mael)
    types(mael, MAEL)
    types(mael, product.code(MAEL))
    walks_to(mael, "Propositions")
    presses_enter(mael)
    walks_to(mael, "Remettre la livraison sur les rails")
    presses_enter(mael)
    walks_to(mael, "Accepter la rencontre")
    presses_enter(mael)
    mael.reads("C’est noté : vous pouvez désormais vous écrire.")
    walks_to(mael, "solene.marquais@")
