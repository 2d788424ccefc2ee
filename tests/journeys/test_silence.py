"""Promise 5: every turn has a last day, and silence ends by itself, with a reason, never by oblivion."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reading import faults
from tests.browser.visitor import Visitor
from tests.journeys import ctos, founders
from tests.journeys.people import MAEL, SOLENE, SOLENES_NEED

pytestmark = pytest.mark.timeout(900)


def five_working_days_later(visitor: Visitor) -> None:
    visitor.go("/demo")
    visitor.press("Avancer de 5 jours ouvrés")
    visitor.reads("Nous sommes")


def test_nobody_answers(visit, product):
    """Of three profiles one is asked and stays silent, one has met the company; of the third it says nothing."""
    solene, mael, anybody = visit(), visit(), visit()
    solene.enter("solene")
    founders.opens_the_selection(solene, SOLENES_NEED)
    founders.asks_to_meet(solene, solene.page.get_by_role("article").first)
    product.mail(MAEL, "Une entreprise souhaite vous rencontrer")
    mael.enter("mael")
    ctos.opens_the_proposal(mael, SOLENES_NEED)
    mael.reads("Au plus tard")

    five_working_days_later(anybody)
    product.mail(MAEL, "Votre réponse est attendue au plus tard")
    product.mail(SOLENE, "Votre sélection attend votre décision")
    mael.go("/propositions/")
    mael.reads("À vous de répondre")

    five_working_days_later(anybody)
    product.mail(MAEL, "Une proposition s’est refermée sans réponse")
    product.mail(SOLENE, "n’est plus disponible")
    product.mail(SOLENE, "Les profils sans décision de votre part ne sont plus réservés")
    ctos.opens_the_proposal(mael, SOLENES_NEED)
    expect(mael.page.locator(".tag").first).to_have_text("Refermée sans réponse")
    expect(mael.page.get_by_role("button", name="Accepter la rencontre")).to_have_count(0)
    founders.opens_the_selection(solene, SOLENES_NEED)
    expect(solene.page.get_by_role("article").filter(has_text="Le délai est passé.")).to_have_count(1)
    solene.reads("Sans réponse dans le délai.")
    assert "Trévidic" not in solene.html

    # Nor is her need forgotten: one press keeps it alive, without logging in.
    asked = product.mail(SOLENE, "Votre besoin est-il toujours d’actualité")
    [link] = re.findall(r"\S+/besoins/confirmer/\S+", asked.text)
    anybody.go(link)
    assert faults(anybody.page) == []
    anybody.press("Oui, toujours d’actualité")
    anybody.is_on("Merci")
