"""The main acts of the path from a need to a mission, without a mouse."""

from __future__ import annotations

from dataclasses import dataclass

from tests.browser.keyboard import Keyboard
from tests.browser.product import Product, eventually
from tests.browser.reading import landed
from tests.browser.visitor import Visitor
from tests.journeys import curators
from tests.journeys.entrance import logs_in_by_keyboard

NEED = "Refondre le SI"
"""Written and sent by its founder when the demo begins."""
FOUNDER = "evariste.montbrun@orbelys.example"


@dataclass
class Agreed:
    """The two who agreed on a mission, and the address of its page."""

    founder: Visitor
    cto: Visitor
    mission: str


def two_people_agree(visit, product: Product) -> Agreed:
    founder, cto = Keyboard(visit()), Keyboard(visit())
    _claire_shows_one_profile(Keyboard(visit()))
    product.mail(FOUNDER, "Votre sélection est prête")

    logs_in_by_keyboard(founder, FOUNDER)
    founder.press(NEED)
    founder.press("Lire la sélection")
    founder.press("Demander une rencontre")
    founder.fill("Votre message", "Par où commenceriez-vous ?")
    founder.press("Envoyer la demande")

    logs_in_by_keyboard(cto, _who_is_asked(product))
    cto.press("Mes propositions")
    cto.press(NEED)
    cto.press("Accepter la rencontre")
    cto.visitor.reads("C’est noté : vous pouvez désormais vous écrire.")

    founder.visitor.page.reload()
    founder.press("Choisir")
    founder.fill("Ce que cette personne ne fera pas", "L’astreinte de nuit")
    founder.press("Envoyer ces conditions")
    founder.visitor.reads("Vos conditions sont parties.")
    cto.visitor.page.reload()
    cto.press("Donner mon dernier accord")
    cto.visitor.reads("La mission est confirmée")
    cto.visitor.is_on(NEED)
    founder.visitor.page.reload()
    founder.press("Ouvrir la mission")
    founder.visitor.is_on(NEED)
    return Agreed(founder.visitor, cto.visitor, landed(founder.visitor))


def _claire_shows_one_profile(claire: Keyboard) -> None:
    claire.visitor.go("/demo")
    claire.press("Claire Marsault")
    claire.press(NEED)
    claire.press("Publier")
    curators.sees_the_ranking_done(claire.visitor)
    claire.press(f"Retenir : {_nobody_met(claire.visitor)}")
    claire.fill("Votre note", "A refait deux systèmes sans arrêter la vente.")
    claire.press("Mettre dans la sélection")
    claire.press("Sélection (")
    claire.fill("Votre mot à l’entreprise", "Un profil, pour commencer.")
    claire.fill("Dossiers relus", "4")
    claire.fill("Pourquoi moins de trois profils", "Un seul a déjà refait un système de cette taille.")
    claire.press("Envoyer la sélection")
    curators.is_on_its_way(claire.visitor)


def _nobody_met(claire: Visitor) -> str:
    """The best profile of the board that no other company reads at the moment."""
    cards = claire.page.get_by_role("article")
    return cards.filter(has_not_text="présenté").first.get_by_role("heading").inner_text()


def _who_is_asked(product: Product) -> str:
    def address() -> str | None:
        asked = [mail for mail in product.mails() if "souhaite vous rencontrer" in mail.subject]
        return next((mail.to for mail in asked if NEED in mail.text), None)

    return eventually(address, "the CTO is asked")
