"""A CTO answers: from the mail and from the inbox, with questions, other terms, later; and raises a hand."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.product import eventually
from tests.browser.reading import faults
from tests.browser.visitor import Visitor
from tests.journeys import ctos
from tests.journeys.entrance import logs_in, logs_in_by_keyboard

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def world(product):
    return product.plays("cto_answers")


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_cto_says_yes_asks_counters_and_raises_a_hand(visit, product, world, script):
    told = world["with scripts" if script else "without scripts"]
    by_mail, by_questions, by_terms = told["asked"]
    mail, cto, founder, other = (visit(script=script) for _ in range(4))

    _says_yes_from_the_mail(mail, product, told["cto"], by_mail)
    logs_in(cto, told["cto"])
    cto.go("/propositions/")
    expect(cto.page.get_by_role("heading", name="Ce mois-ci, vos règles ont écarté")).to_be_visible()
    expect(cto.page.locator(".queue li")).to_have_count(len(told["asked"]))

    # A question stops the clock; contacts are stripped from it and from its answer.
    ctos.opens_the_proposal(cto, by_questions["title"])
    ctos.asks(cto, "Qui décide ? Répondez à awa@exemple.example.")
    cto.reads("Votre délai est arrêté")
    logs_in(founder, by_questions["founder"])
    founder.go(_link(product, by_questions["founder"], "Une question du profil", "/questions/"))
    assert "awa@exemple.example" not in founder.html
    assert not script or faults(founder.page) == []
    founder.fill("Votre réponse", "La fondatrice, seule.")
    founder.press("Envoyer ma réponse")
    product.mail(told["cto"], "Une réponse à votre question")
    stands = cto.page.get_by_text("Votre délai est arrêté")
    eventually(lambda: cto.page.reload() and stands.count() == 0, "the mail sets the clock going again")
    cto.reads("La fondatrice, seule.")

    # Other terms: the company keeps its own, once; the CTO declines these.
    _counters(cto, 1500)
    _answers_terms(founder, product, by_questions["founder"], by_questions["title"], "Garder les nôtres")
    product.mail(told["cto"], "L’entreprise garde ses conditions")
    cto.page.reload()
    cto.reads("L’entreprise garde ses conditions")
    ctos.declines(cto, "Tarif trop bas")

    # Later; then other terms, which the company takes.
    ctos.opens_the_proposal(cto, by_terms["title"])
    cto.page.get_by_text("Répondre plus tard", exact=True).click()
    cto.pick("Y revenir dans", "1 jour ouvré")
    cto.press("Remettre à plus tard")
    cto.go("/propositions/")
    cto.reads("remise au")
    ctos.opens_the_proposal(cto, by_terms["title"])
    _counters(cto, 1400)
    logs_in(other, by_terms["founder"])
    _answers_terms(other, product, by_terms["founder"], by_terms["title"], "Accepter ces conditions")
    other.reads(told["cto"])

    _raises_a_hand(cto, told["fits"])


def _says_yes_from_the_mail(reader: Visitor, product, cto: str, asked: dict[str, str]) -> None:
    """Without logging in; the link serves once."""
    link = _link(product, cto, "souhaite vous rencontrer", "/proposition/", about=asked["title"])
    reader.go(link)
    reader.is_on(asked["title"])
    assert not reader.script or faults(reader.page) == []
    reader.pick("Votre réponse", "Accepter la rencontre")
    reader.press("Envoyer ma réponse")
    reader.reads("vous avez dit oui")
    assert asked["founder"] not in reader.html
    reader.go(link)
    reader.reads("Ce lien ne sert plus")


def _link(product, to: str, subject: str, path: str, *, about: str = "") -> str:
    product.mail(to, subject)
    mails = [mail for mail in product.mails(to) if subject in mail.subject and about in mail.text]
    [link] = set(re.findall(rf"\S+{path}\S+", mails[-1].text))
    return link


def _counters(cto: Visitor, rate: int) -> None:
    cto.press("Proposer d’autres conditions")
    cto.fill("Votre tarif", rate)
    cto.press("Envoyer ces conditions")
    cto.reads("Contre-proposition")


def _answers_terms(founder: Visitor, product, email: str, title: str, answer: str) -> None:
    product.mail(email, "vous propose d’autres conditions")
    founder.go("/besoins/")
    founder.press(title)
    founder.press("Lire la sélection")
    founder.press("Répondre à la contre-proposition")
    founder.pick("Votre réponse", answer)
    founder.press("Envoyer ma réponse")


def _raises_a_hand(cto: Visitor, title: str) -> None:
    cto.go("/propositions/")
    cto.press("Besoins compatibles, non envoyés")
    cto.press(title)
    cto.fill("Un mot pour l’équipe", "J’ai remis deux équipes de cette taille à livrer.")
    cto.press("Lever la main")
    cto.reads("Votre main est levée.")
    row = cto.page.locator(".queue li", has_text=title)
    expect(row).to_contain_text("réponse au plus tard")
    cto.press("Baisser la main", within=row)
    cto.reads("Votre main est baissée.")


def test_a_cto_asks_counters_puts_off_declines_and_raises_a_hand_by_keyboard(visit, product, world):
    told = world["by keyboard"]
    declined, questioned, countered = told["asked"]
    product.mail(told["cto"], "souhaite vous rencontrer")
    cto, founder, other = (Keyboard(visit()) for _ in range(3))
    logs_in_by_keyboard(cto, told["cto"])
    cto.press("Mes propositions")
    cto.press(questioned["title"])
    cto.unfold("Poser une question avant de répondre")
    cto.fill("Votre question", "Qui décide du budget ?")
    cto.press("Envoyer ma question")
    cto.visitor.reads("Votre délai est arrêté")
    logs_in_by_keyboard(founder, questioned["founder"])
    founder.visitor.go(_link(product, questioned["founder"], "Une question du profil", "/questions/"))
    founder.fill("Votre réponse", "La fondatrice, seule.")
    founder.press("Envoyer ma réponse")

    cto.press("Mes propositions")
    cto.press(countered["title"])
    cto.unfold("Répondre plus tard")
    cto.take("1 jour ouvré")
    cto.press("Remettre à plus tard")
    cto.visitor.reads("remise au")
    cto.press(countered["title"])
    cto.press("Proposer d’autres conditions")
    cto.fill("Votre tarif", "1500")
    cto.press("Envoyer ces conditions")
    cto.visitor.reads("Contre-proposition")
    product.mail(countered["founder"], "vous propose d’autres conditions")
    logs_in_by_keyboard(other, countered["founder"])
    other.press(countered["title"])
    other.press("Lire la sélection")
    other.press("Répondre à la contre-proposition")
    other.take("Accepter ces conditions")
    other.press("Envoyer ma réponse")
    other.visitor.reads(told["cto"])

    cto.press("Mes propositions")
    cto.press(declined["title"])
    cto.unfold("Décliner, avec un motif")
    cto.take("Tarif trop bas")
    cto.press("Décliner")
    cto.press("Besoins compatibles, non envoyés")
    cto.press(told["fits"])
    cto.fill("Un mot pour l’équipe", "Exactement mon métier.")
    cto.press("Lever la main")
    cto.visitor.reads("Votre main est levée.")
    cto.press("Baisser la main")
    cto.visitor.reads("Votre main est baissée.")
