"""Getting in with an address and a code."""

from tests.browser.keyboard import Keyboard
from tests.browser.visitor import Visitor
from tests.journeys.people import Person


def signs_up(visitor: Visitor, person: Person) -> None:
    _shows_their_address(visitor, "/compte/inscription/", person.email)
    visitor.is_on("Vous êtes…")


def logs_in(visitor: Visitor, email: str) -> None:
    _shows_their_address(visitor, "/compte/connexion/", email)


def asks_for_a_code(visitor: Visitor, door: str, email: str) -> None:
    visitor.go(door)
    visitor.fill("Adresse e-mail", email)
    visitor.press("Recevoir un code")
    visitor.is_on("Saisissez le code reçu")


def _shows_their_address(visitor: Visitor, door: str, email: str) -> None:
    before = visitor.product.codes(email)
    asks_for_a_code(visitor, door, email)
    visitor.fill("Code reçu par e-mail", visitor.product.next_code(email, before))
    with visitor.page.expect_navigation():
        visitor.press("Continuer")


def logs_in_by_keyboard(keys: Keyboard, email: str) -> None:
    product = keys.visitor.product
    before = product.codes(email)
    keys.visitor.go("/")
    keys.press("Se connecter")
    keys.answers("Adresse e-mail", email)
    keys.answers("Code reçu par e-mail", product.next_code(email, before))
