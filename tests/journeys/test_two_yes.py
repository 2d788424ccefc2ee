"""Two yes, a meeting, final terms, the last yes; and the other ways in which talks end."""

import re

import pytest
from playwright.sync_api import expect

from fractional import ics
from tests.browser.keyboard import Keyboard
from tests.browser.reading import faults
from tests.browser.visitor import Visitor
from tests.journeys import ctos, founders
from tests.journeys.entrance import logs_in, logs_in_by_keyboard
from tests.journeys.people import eur

pytestmark = pytest.mark.timeout(600)
UNDER_THE_FLOOR = 700


@pytest.fixture(scope="module")
def world(product):
    return product.plays("two_yes")


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_two_meet_agree_and_the_others_are_told(visit, product, world, script):
    told = world["with scripts" if script else "without scripts"]["here"]
    chosen, other, _unasked = told["ctos"]
    cto, founder = visit(script=script), visit(script=script)

    # The second yes takes one of three slots; both have a mail with contacts, and the meeting for their calendar.
    logs_in(cto, chosen["email"])
    product.mail(chosen["email"], "souhaite vous rencontrer")
    ctos.opens_the_proposal(cto, told["title"])
    slots = cto.page.get_by_role("group", name="Votre rencontre").get_by_role("radio")
    slots.first.check()
    ctos.accepts_to_meet(cto)
    cto.reads(told["founder"])
    for address, contact in ((told["founder"], chosen["email"]), (chosen["email"], told["founder"])):
        assert contact in product.mail(address, "vous avez tous deux dit oui").text
    introduction = product.mail(chosen["email"], "vous avez tous deux dit oui")
    [link] = set(re.findall(r"\S+/rencontre/\S+", introduction.text))
    answer = cto.context.request.get(link)
    assert ics.TYPE in answer.headers["content-type"]
    assert "BEGIN:VEVENT" in answer.text()

    # Final terms under the floor: the CTO is told, and decides.
    logs_in(founder, told["founder"])
    founders.opens_the_selection(founder, told["title"])
    founder.reads(chosen["name"])
    founder.press("Choisir", within=founders.card_of(founder, chosen["says"]))
    founder.fill("Tarif", UNDER_THE_FLOOR)
    founder.fill("Ce que cette personne ne fera pas", "L’astreinte de nuit")
    assert not script or faults(founder.page) == []
    founder.press("Envoyer ces conditions")
    founder.reads("Vos conditions sont parties.")
    assert eur(UNDER_THE_FLOOR) in product.mail(chosen["email"], "Les conditions finales vous attendent").text
    ctos.opens_the_proposal(cto, told["title"])
    cto.reads("sous votre plancher")
    ctos.gives_the_last_yes(cto)
    assert "plancher" not in founder.html

    # The sheet of conditions; whoever else was asked has a reason.
    cto.press("Fiche des conditions")
    cto.is_on("Fiche des conditions")
    cto.reads("L’astreinte de nuit")
    cto.reads(told["company"])
    assert cto.page.pdf().startswith(b"%PDF")
    product.mail(other["email"], "L’entreprise a choisi une autre personne")
    founders.opens_the_selection(founder, told["title"])
    founder.press("Ouvrir la mission")
    founder.reads(chosen["name"])


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_talks_end_and_the_need_goes_on_in_a_copy(visit, product, world, script):
    told = world["with scripts" if script else "without scripts"]["other"]
    retracts, not_chosen, silent = told["ctos"]
    cto, founder = visit(script=script), visit(script=script)
    logs_in(cto, retracts["email"])
    ctos.opens_the_proposal(cto, told["title"])
    cto.reads(told["founder"])
    cto.page.get_by_text("Revenir sur votre accord").click()
    cto.pick("Votre motif", "Plus de disponibilité")
    cto.press("Retirer mon accord")
    cto.reads("vos coordonnées sont de nouveau fermées")
    ctos.opens_the_proposal(cto, told["title"])
    assert told["founder"] not in cto.html

    logs_in(founder, told["founder"])
    founders.opens_the_selection(founder, told["title"])
    expect(founders.card_of(founder, silent["says"])).to_contain_text("Le délai est passé.")
    assert retracts["name"] not in founder.html
    founder.press("Une autre personne", within=founders.card_of(founder, not_chosen["says"]))
    founder.pick("Votre motif", "Taille d’équipe encadrée")
    founder.press("Confirmer")
    founder.reads("La personne reçoit votre motif.")
    assert "taille d’équipe encadrée" in product.mail(not_chosen["email"], "une autre personne").text
    _goes_on_in_a_copy(founder, told["title"])


def _goes_on_in_a_copy(founder: Visitor, title: str) -> None:
    founder.go("/besoins/")
    founder.press(title)
    founder.press("Reprendre dans une copie")
    founder.is_on("Que voulez-vous résoudre ?")
    founder.go("/besoins/")
    expect(founder.page.get_by_role("link", name=title)).to_have_count(2)


def test_two_agree_under_the_floor_by_keyboard(visit, product, world):
    told = world["by keyboard"]["here"]
    chosen = told["ctos"][0]
    cto, founder = Keyboard(visit()), Keyboard(visit())
    logs_in_by_keyboard(cto, chosen["email"])
    cto.press("Mes propositions")
    cto.press(told["title"])
    cto.walk_to(_first_slot(cto))
    cto.page.keyboard.press("Space")
    cto.press("Accepter la rencontre")
    cto.visitor.reads("vous pouvez désormais vous écrire")
    assert "/rencontre/" in product.mail(chosen["email"], "vous avez tous deux dit oui").text
    logs_in_by_keyboard(founder, told["founder"])
    founder.press(told["title"])
    founder.press("Lire la sélection")
    founder.press("Choisir")
    founder.fill("Tarif", str(UNDER_THE_FLOOR))
    founder.fill("Ce que cette personne ne fera pas", "L’astreinte de nuit")
    founder.press("Envoyer ces conditions")
    founder.visitor.reads("Vos conditions sont parties.")
    cto.page.reload()
    cto.visitor.reads("sous votre plancher")
    cto.press("Donner mon dernier accord")
    cto.visitor.reads("La mission est confirmée")
    cto.press("Fiche des conditions")
    cto.visitor.is_on("Fiche des conditions")


def _first_slot(cto: Keyboard) -> str:
    slot = cto.page.get_by_role("group", name="Votre rencontre").get_by_role("radio").first
    return slot.evaluate("one => one.labels[0].textContent.replace(/\\s+/g, ' ')")


def test_talks_end_and_the_need_goes_on_in_a_copy_by_keyboard(visit, product, world):
    told = world["by keyboard"]["other"]
    retracts, not_chosen, _silent = told["ctos"]
    cto, founder = Keyboard(visit()), Keyboard(visit())
    logs_in_by_keyboard(cto, retracts["email"])
    cto.press("Mes propositions")
    cto.press(told["title"])
    cto.unfold("Revenir sur votre accord")
    cto.take("Plus de disponibilité")
    cto.press("Retirer mon accord")
    cto.visitor.reads("vos coordonnées sont de nouveau fermées")
    logs_in_by_keyboard(founder, told["founder"])
    founder.press(told["title"])
    founder.press("Lire la sélection")
    founder.press("Une autre personne")
    founder.take("Taille d’équipe encadrée")
    founder.press("Confirmer")
    founder.visitor.reads("La personne reçoit votre motif.")
    product.mail(not_chosen["email"], "une autre personne")
    founder.press("Besoins")
    founder.press(told["title"])
    founder.press("Reprendre dans une copie")
    founder.visitor.is_on("Que voulez-vous résoudre ?")
