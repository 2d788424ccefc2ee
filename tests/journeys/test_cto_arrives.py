"""A CTO arrives: the first question's ways, a rate left open, days in two steps, a reference without an account."""

from __future__ import annotations

import re

import pytest

from tests.browser.keyboard import Keyboard
from tests.browser.product import Product
from tests.browser.reading import faults, landed
from tests.journeys import ctos
from tests.journeys.entrance import signs_up
from tests.journeys.people import Cto, Person, Role

pytestmark = pytest.mark.timeout(600)
LEAD = Role("Lead dev", "Brindille Quincaillerie", "éditeur SaaS, 40 personnes", "2016-03", "2021-11")


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_file_is_sent_without_a_rate_and_somebody_vouches(visit, product, script):
    armel, gwenn = Cto("Armel", "Kerbrat", roles=(LEAD,)), Person("Gwenn", "Le Floc")
    cto, referee = visit(script=script), visit(script=script)

    # Part-time alone has its page, and no file; one may go on all the same.
    signs_up(cto, armel)
    ctos.says_what_draws_them(cto, armel, "Le part-time")
    cto.is_on("Le part-time vous attire plus que le rôle ?")
    cto.press("Continuer quand même")
    ctos.says_why(cto)

    # No month as a CTO, no rate yet: both are told, and a person decides.
    ctos.tells_of_their_roles(cto, armel)
    ctos.leaves_their_rate_open(cto)
    ctos.draws_a_ramp(cto, armel)
    ctos.sets_their_rules(cto)
    cto.is_on("Voici ce qu’un fondateur lira")
    cto.reads("Pas encore, et voici le chemin")
    if script:
        assert faults(cto.page) == []
    cto.press("Envoyer mon dossier")
    cto.reads("Votre dossier est envoyé.")
    assert "au plus tard" in product.mail(armel.email, "Votre dossier est bien arrivé").text

    # Somebody who has no account answers three questions, and may take the answer back.
    ctos.asks_for_a_reference(cto, gwenn)
    referee.go(_link_for(product, gwenn))
    assert landed(referee).startswith("/reference/")
    if script:
        assert faults(referee.page) == []
    ctos.vouches(referee)
    product.mail(armel.email, "a répondu à votre demande de référence")
    cto.go("/cto/references/")
    cto.reads("confirmée")
    referee.press("Retirer ma réponse")
    referee.is_on("Cette référence est retirée")


def test_somebody_is_asked_and_vouches_by_keyboard(visit, product):
    gwenn = Person("Gwenn", "Le Floc")
    mael, referee = Keyboard(visit()), Keyboard(visit())
    mael.visitor.enter("mael")
    mael.visitor.go("/cto/")
    mael.press("Voir vos références")
    mael.fill("Son prénom et son nom", gwenn.full_name)
    mael.fill("Son adresse e-mail", gwenn.email)
    mael.walk_to("À propos de quel rôle")
    mael.page.keyboard.press("ArrowDown")
    mael.press("Envoyer la demande")
    mael.visitor.reads("Le message est parti")
    referee.visitor.go(_link_for(product, gwenn))
    referee.walk_to("Oui, ce rôle et ces dates")
    referee.page.keyboard.press("Space")
    referee.fill("Qu’a-t-elle décidé", "A fait livrer chaque semaine.")
    referee.walk_to("Oui")
    referee.page.keyboard.press("Space")
    referee.press("Envoyer ma réponse")
    referee.visitor.is_on("Merci, votre réponse est notée")


def _link_for(product: Product, referee: Person) -> str:
    """The one address of the mail by which somebody is asked."""
    [link] = set(
        re.findall(r"\S+/reference/\S+", product.mail(referee.email, "vous demande une référence").text)
    )
    return link
