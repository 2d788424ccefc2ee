"""A company reads its selection, compares, asks, declines; and keeps watch over a need that nobody fits yet."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.reading import faults, landed
from tests.browser.visitor import Visitor
from tests.journeys import founders
from tests.journeys.entrance import logs_in, logs_in_by_keyboard

pytestmark = pytest.mark.timeout(600)
A4 = {"format": "A4", "print_background": True}
ONE_PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture(scope="module")
def world(product):
    return product.plays("company_reads")


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_company_compares_asks_declines_and_waits(visit, product, world, script):
    told = world["with scripts" if script else "without scripts"]
    founder, quiet = visit(script=script), visit(script=script)
    logs_in(founder, told["founder"])
    product.mail(told["founder"], "Votre sélection est prête")
    founders.opens_the_selection(founder, told["title"])
    cards = [founders.card_of(founder, person["says"]) for person in told["ctos"]]
    for card in cards:
        expect(card).to_contain_text("Au plus tard")
    assert [person["name"] for person in told["ctos"] if person["name"] in founder.html] == []

    _compares(founder, cards[:2])
    founder.press("Sélection", within=founder.page.get_by_role("navigation", name="Fil d’Ariane"))
    _asks(founder, cards[0], "Écrivez-moi à odile@exemple.example : par où commenceriez-vous ?")
    founder.reads("Une coordonnée a été masquée")
    asked = product.mail(told["ctos"][0]["email"], "souhaite vous rencontrer")
    assert told["title"] in asked.text
    founder.page.reload()  # its clock runs from the mail on
    expect(cards[0]).to_contain_text("Au plus tard")
    _asks(founder, cards[1], "Une heure pour parler de nos livraisons ?")
    founder.reads("votre demande partira lundi")
    assert "lundi" in product.mail(told["founder"], "partira lundi").text
    founder.press("Ne pas retenir", within=cards[2])
    founder.pick("Votre motif", "Coût total")
    founder.press("Confirmer")
    founder.reads("Profil C non retenu")

    _keeps_watch(founder, told["none_fits"], script=script)
    logs_in(quiet, told["quiet"])
    quiet.go("/cto/")
    quiet.press("Reprendre maintenant")
    product.mail(told["founder"], "correspond")
    founder.page.reload()
    founder.reads("Très peu de profils tiennent dans vos critères")


def _compares(founder: Visitor, cards) -> None:
    """One alone is refused, and stays ticked."""
    for card in cards:
        card.get_by_role("checkbox", name="Comparer").check()
        founder.press("Comparer côte à côte")
        if card is not cards[-1]:
            founder.reads("Cochez deux ou trois profils à comparer.")
    founder.is_on("Profils côte à côte")
    expect(founder.page.get_by_role("columnheader")).to_have_count(len(cards))
    assert len(ONE_PAGE.findall(founder.page.pdf(**A4))) == 1


def _asks(founder: Visitor, card, message: str) -> None:
    founder.press("Demander une rencontre", within=card)
    founder.fill("Votre message", message)
    for place in ("Premier", "Deuxième", "Troisième"):
        expect(
            founder.page.get_by_role("group", name=f"{place} créneau").get_by_label("Jour")
        ).not_to_have_value("")
    founder.press("Envoyer la demande")


def _keeps_watch(founder: Visitor, title: str, *, script: bool) -> None:
    founder.go("/besoins/")
    founder.press(title)
    founder.reads("Personne ne tient dans vos critères aujourd’hui")
    cheapest = founder.page.locator("#personne li").first
    expect(cheapest).to_contain_text("ils seraient au moins")
    founder.press("Changer cette réponse", within=cheapest)
    assert "/etape/" in landed(founder)
    founder.page.go_back()
    founder.press("Garder en veille")
    founder.reads("Gardé en veille depuis le")
    assert not script or faults(founder.page) == []


def test_two_profiles_are_compared_and_one_is_asked_by_keyboard(visit, product, world):
    told = world["by keyboard"]
    founder = Keyboard(visit())
    logs_in_by_keyboard(founder, told["founder"])
    product.mail(told["founder"], "Votre sélection est prête")
    founder.press(told["title"])
    founder.press("Lire la sélection")
    for _each in range(2):
        founder.walk_to("Comparer")
        founder.page.keyboard.press("Space")
    founder.press("Comparer côte à côte")
    founder.visitor.is_on("Profils côte à côte")
    founder.press("Demander une rencontre")
    founder.fill("Votre message", "Par où commenceriez-vous ?")
    founder.press("Envoyer la demande")
    founder.visitor.reads("Votre demande est partie.")
    founder.press("Ne pas retenir")
    founder.walk_to("Expérience trop éloignée")
    founder.page.keyboard.press("Space")
    founder.press("Confirmer")
    founder.visitor.reads("non retenu")
    founder.visitor.go("/besoins/")
    founder.press(told["none_fits"])
    founder.press("Garder en veille")
    founder.visitor.reads("Gardé en veille depuis le")
