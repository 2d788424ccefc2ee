"""Getting in with an address and a code."""

from tests.browser.visitor import Visitor
from tests.journeys.people import Person


def signs_up(visitor: Visitor, person: Person) -> None:
    visitor.go("/compte/inscription/")
    visitor.fill("Adresse e-mail", person.email)
    visitor.press("Recevoir un code")
    _types_the_code(visitor, person.email)
    visitor.is_on("Vous êtes…")


def logs_in(visitor: Visitor, email: str) -> None:
    visitor.go("/compte/connexion/")
    visitor.fill("Adresse e-mail", email)
    visitor.press("Recevoir un code")
    _types_the_code(visitor, email)


def _types_the_code(visitor: Visitor, email: str) -> None:
    visitor.is_on("Saisissez le code reçu")
    visitor.fill("Code reçu par e-mail", visitor.product.code(email))
    visitor.press("Continuer")
