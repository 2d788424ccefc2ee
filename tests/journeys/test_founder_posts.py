"""A founder posts a need: a colleague is let in, the CTO in place agrees on the page of their mail."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.reading import faults
from tests.browser.visitor import Visitor
from tests.journeys import founders
from tests.journeys.entrance import signs_up
from tests.journeys.people import Founder, Need, Person

pytestmark = pytest.mark.timeout(300)


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_reinforcement_is_posted_with_a_colleague_and_a_consent(visit, product, script):
    odile, nadia = Founder("Odile", "Brissac", company="Verrerie Calme"), Person("Nadia", "Belkacem")
    in_place, need = Person("Jean", "Prévost"), Need("Épauler notre CTO")
    founder, colleague, cto = (visit(script=script) for _ in range(3))

    signs_up(founder, odile)
    founders.opens_their_company(founder, odile)
    founders.invites(founder, nadia.email)

    invitation = _link(product, nadia.email, "vous invite sur Fractional", "/entreprise/invitation/")
    signs_up(colleague, nadia)
    colleague.go(invitation)
    assert not script or faults(colleague.page) == []
    colleague.press("Accepter l’invitation")
    colleague.reads(f"Vous agissez maintenant pour {odile.company}")

    founders.asks_for_support_of_the_cto_in_place(founder, need, in_place.email)
    founder.reads("l’accord écrit du CTO en place")
    consent = _link(product, in_place.email, "cherche un renfort à vos côtés", "/besoins/accord/")
    cto.go(consent)
    assert not script or faults(cto.page) == []
    _agrees(cto, in_place, by_keyboard=script)
    cto.is_on("Merci de votre réponse")
    product.mail(odile.email, "le CTO en place donne son accord")
    product.mail(nadia.email, "le CTO en place donne son accord")

    colleague.go("/besoins/")
    colleague.press(need.title)
    expect(colleague.page.get_by_text("l’accord écrit du CTO en place")).to_have_count(0)


def _link(product, to: str, subject: str, path: str) -> str:
    [link] = re.findall(rf"\S+{path}\S+", product.mail(to, subject).text)
    return link


def _agrees(visitor: Visitor, person: Person, *, by_keyboard: bool) -> None:
    if not by_keyboard:
        visitor.pick("Votre réponse", "Je donne mon accord")
        visitor.fill("Votre prénom et votre nom", person.full_name)
        visitor.press("Envoyer ma réponse")
        return
    keys = Keyboard(visitor)
    keys.walk_to("Je donne mon accord")
    visitor.page.keyboard.press("Space")
    keys.fill("Votre prénom et votre nom", person.full_name)
    keys.press("Envoyer ma réponse")
