"""Promise 5: every turn has a last day, and silence ends by itself, with a reason, never by oblivion."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tests.journeys import ctos, founders
from tests.journeys.prelude import until_the_proposal

pytestmark = pytest.mark.timeout(300)


def five_working_days_later(visitor: Visitor) -> None:
    visitor.go("/demo")
    visitor.press("Avancer de 5 jours ouvrés")
    visitor.reads("Nous sommes")


def test_nobody_answers(visit, product):
    """One profile of three is asked and stays silent; the company says nothing of the two others."""
    begun = until_the_proposal(visit, product)
    aubin, odile = begun.aubin, begun.odile
    ctos.opens_the_proposal(begun.cto, begun.need.title)
    begun.cto.reads("Au plus tard")

    five_working_days_later(begun.claire)
    product.mail(aubin.email, "Votre réponse est attendue au plus tard", seconds=30)
    product.mail(odile.email, "Votre sélection attend votre décision", seconds=30)
    begun.cto.go("/propositions/")
    begun.cto.reads("À vous de répondre")

    five_working_days_later(begun.claire)
    product.mail(aubin.email, "Une proposition s’est refermée sans réponse", seconds=30)
    product.mail(odile.email, "n’est plus disponible", seconds=30)
    product.mail(odile.email, "Votre sélection s’est refermée", seconds=30)
    ctos.opens_the_proposal(begun.cto, begun.need.title)
    expect(begun.cto.page.locator(".tag").first).to_have_text("Refermée sans réponse")
    expect(begun.cto.page.get_by_role("button", name="Accepter la rencontre")).to_have_count(0)
    founders.opens_the_selection(begun.founder, begun.need)
    expect(begun.founder.page.get_by_role("article").filter(has_text="Le délai est passé.")).to_have_count(2)
    begun.founder.reads("Sans réponse dans le délai.")
    assert aubin.last_name not in begun.founder.html
