"""Who opens which pages, so that every page is read once: where links lead them, and where only an act does."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from http import HTTPStatus

from allauth.mfa.totp.internal import auth as totp
from django.test import RequestFactory
from playwright.sync_api import Route

from fractional.local.folders import ROOT
from fractional.web import errors
from tests.browser.product import Product
from tests.browser.reading import landed, pages
from tests.browser.visitor import Visitor
from tests.journeys import founders
from tests.journeys.by_keyboard import Agreed
from tests.journeys.entrance import asks_for_a_code, logs_in
from tests.journeys.people import MAEL, SOLENES_NEED, Person

Opened = Iterator[tuple[Visitor, str]]
"""A visitor in front of a page, and its address."""

PERIOD = 30
"""Seconds for which a phone shows the same code; the next half-minute takes it too."""
PAULE = "paule.esteve@fractional.example"
FOR_EVERYBODY = (
    r"/$|/demo|/comment-nous|/accessibilite|/confidentialite|/mentions|/cto-part|/entreprises/|/compte/"
)
OF_ONESELF = r"/mon-compte/|/entreprise/creer/|/cto/commencer/"
ELSEWHERE = f"{FOR_EVERYBODY}|{OF_ONESELF}"
"""Where links of every page lead, the same for all."""


def all_pages(visit, product: Product, agreed: Agreed) -> Opened:
    yield from _for_everybody(visit())
    yield from _walk(visit(), "/demo", but=r"(?!/demo)|.*/html$")
    yield from _behind_the_doors(visit)
    yield from _with_a_mission(agreed)
    yield from _getting_in(visit())
    yield from _second_factor(visit(), visit())
    yield from _led_to(visit, product)


def _walk(visitor: Visitor, start: str, *, but: str = ELSEWHERE) -> Opened:
    for path in pages(visitor, start, but=re.compile(but)):
        yield visitor, path


def _opens(visitor: Visitor, *paths: str) -> Opened:
    for path in paths:
        visitor.go(path)
        yield visitor, landed(visitor)


def _for_everybody(visitor: Visitor) -> Opened:
    yield from _walk(visitor, "/", but="/demo")
    yield from _opens(visitor, "/compte/suspendu/")


def _behind_the_doors(visit) -> Opened:
    for door, but in (("mael", ELSEWHERE), ("claire", ELSEWHERE), ("nouvelle", FOR_EVERYBODY)):
        visitor = visit()
        visitor.enter(door)
        yield from _opens(visitor, "/")
        yield from _walk(visitor, "/accueil/", but=but)
        if door == "mael":
            yield from _opens(visitor, "/propositions/pause/")  # where three silences lead
        if door == "claire":
            yield from _opens(visitor, f"{_a_file(visitor)}lever/")  # for whom the gate alone leaves out
            yield from _opens(visitor, *_an_awaited_answer(visitor))
    yield from _opens(visitor, "/cto/chemin/")  # where her first answer may lead
    solene = visit()
    solene.enter("solene")
    founders.opens_the_selection(solene, SOLENES_NEED)
    yield from _walk(solene, landed(solene))
    solene.go("/besoins/nouveau/")
    solene.page.get_by_role("checkbox", name="J’ai lu").check()
    solene.press("Commencer")
    yield from _walk(solene, landed(solene), but=r"(?!/besoins/[^/]+/etape/)")


def _a_file(claire: Visitor) -> str:
    claire.go("/equipe/")
    return str(claire.page.locator("main a[href^='/equipe/cto/']").first.get_attribute("href"))


def _an_awaited_answer(claire: Visitor) -> tuple[str, str]:
    """The first conversation in which somebody may answer by telephone, and the page on which that is noted."""
    for selection in _links(claire, "/equipe/selections/", "/selection/"):
        for talks in _links(claire, selection, "/equipe/echanges/"):
            for noting in _links(claire, talks, "/noter/"):
                return talks, noting
    raise AssertionError("nobody of the demo is awaited")


def _links(visitor: Visitor, page: str, part: str) -> list[str]:
    """The addresses on a page that hold these letters."""
    visitor.go(page)
    links = visitor.page.locator(f"main a[href*='{part}']")
    return links.evaluate_all("links => links.map(link => link.getAttribute('href'))")


def _led_to(visit, product: Product) -> Opened:
    """Where only a mail leads, or what somebody else has done; each page to whom it is for."""
    readers: dict[str, Visitor] = {}
    for page in product.plays("led_to").values():
        if page["session"] not in readers:
            reader = readers[page["session"]] = visit()
            if page["session"]:
                cookie = {"name": "sessionid", "value": page["session"], "url": product.url}
                reader.context.add_cookies([cookie])
        reader = readers[page["session"]]
        assert _status(reader, page["path"]) == HTTPStatus.OK, page["path"]
        yield reader, landed(reader)


def _with_a_mission(agreed: Agreed) -> Opened:
    for visitor in (agreed.founder, agreed.cto):
        yield from _walk(visitor, "/missions/", but=rf"{ELSEWHERE}|/entreprise|/cto|/accueil")


def _getting_in(visitor: Visitor) -> Opened:
    asks_for_a_code(visitor, "/compte/connexion/", MAEL)
    yield visitor, landed(visitor)
    asks_for_a_code(visitor, "/compte/inscription/", Person("Lise", "Aubry").email)
    yield visitor, landed(visitor)


def _second_factor(paule: Visitor, earlier: Visitor) -> Opened:
    """A curator's first day: nothing opens before the second factor, and the next log-in asks for it."""
    logs_in(earlier, PAULE)
    logs_in(paule, PAULE)
    paule.is_on("Activer la double vérification")
    yield paule, landed(paule)
    secret = paule.page.locator("#totp-secret code").text_content() or ""
    paule.fill("2. Saisissez le code à six chiffres affiché", _code_of_the_phone(secret))
    paule.press("Activer")
    paule.is_on("Codes de secours")
    recovery = paule.page.locator("code").first.inner_text()
    yield paule, landed(paule)
    factor = "/compte/double-verification"
    yield from _opens(paule, f"{factor}/codes/nouveaux/", f"{factor}/desactiver/")
    yield from _opens(earlier, "/mon-compte/")
    yield from _opens(paule, "/compte/deconnexion/")
    paule.press("Se déconnecter", within=paule.page.locator("main"))
    logs_in(paule, PAULE)
    yield paule, landed(paule)
    paule.fill("Code à six chiffres ou code de secours", recovery)
    paule.press("Continuer")
    paule.is_on("À traiter")


def _code_of_the_phone(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // PERIOD))


def refused_forms(visit) -> Opened:
    """Forms that say what is missing, or cannot be."""
    stranger = visit()
    stranger.go("/compte/connexion/")
    stranger.fill("Adresse e-mail", "quelque part")
    stranger.press("Recevoir un code")
    yield stranger, "an address"
    nouvelle, mael, solene, claire = (visit() for _ in range(4))
    nouvelle.enter("nouvelle")
    nouvelle.go("/entreprise/creer/")
    nouvelle.press("Ouvrir le compte")
    yield nouvelle, "a company"
    mael.enter("mael")
    mael.go("/cto/dossier/experience/ajouter/")
    mael.press("Enregistrer")
    yield mael, "a role held"
    mael.go("/cto/regles/tarifs/")
    mael.fill("Votre TJM souhaité", "beaucoup")
    mael.press("Enregistrer")
    yield mael, "a rate"
    solene.enter("solene")
    founders.opens_the_selection(solene, SOLENES_NEED)
    solene.press("Demander une rencontre")
    solene.fill("Votre message", "")
    solene.press("Envoyer la demande")
    yield solene, "a meeting"
    claire.enter("claire")
    claire.press("Idriss Benaloui")
    claire.fill("Réserve", "")
    claire.press("Vérifier")
    yield claire, "a note"


def refusals(visit) -> Iterator[tuple[Visitor, int]]:
    """Pages that say no, each with its status: those that an act leads to, then the others as they are written."""
    mael, reader = visit(), visit()
    mael.enter("mael")
    yield mael, _status(mael, "/equipe/")
    yield mael, _status(mael, "/nulle-part/")
    yield mael, _sends(mael, "/cto/regles/reprise/")  # his file is not at rest
    reader.page.route("**/refused/*", _as_written)
    for page in (ROOT / "templates" / "errors").glob("[0-9]*.html"):
        reader.go(f"/refused/{page.stem}")
        yield reader, int(page.stem)


def _status(visitor: Visitor, path: str) -> int:
    answer = visitor.page.goto(path)
    assert answer is not None
    return answer.status


def _sends(visitor: Visitor, path: str) -> int:
    """From a page that is no longer up to date: it shows a form that its thing has outgrown."""
    form = visitor.page.locator("form[method=post]").first
    with visitor.page.expect_navigation() as gone:
        form.evaluate("(form, path) => { form.action = path; form.submit() }", path)
    return gone.value.status


def _as_written(route: Route) -> None:
    """The page of the status that the address ends with."""
    status = int(route.request.url.rpartition("/")[2])
    page = errors.respond(RequestFactory().get("/"), status, with_request=False)
    route.fulfill(body=page.content, content_type="text/html")
