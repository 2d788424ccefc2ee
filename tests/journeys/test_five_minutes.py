"""The five minutes of the demo, door after door, on a day of its own: somebody who has never seen it walks through.

What happens when a worker stops in the middle is told in test_outage.py; the other weekdays on which a demo may
begin are tried without a browser in tests/matching/demo.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.product import Product
from tests.browser.visitor import Visitor
from tests.journeys import ctos, curators, founders
from tests.journeys.conftest import BY_KEYBOARD, WITH_SCRIPTS, WITHOUT_SCRIPTS, visits
from tests.journeys.people import MAEL, SOLENE, SOLENES_NEED, Founder, Need, eur

pytestmark = pytest.mark.timeout(1200)
SI = "Refondre le SI"
FOUNDER_OF_SI = "evariste.montbrun@orbelys.example"
SOON = 5
"""Seconds within which a mail stands in the viewer."""
BUSY = 10
"""How many times longer a machine may take that has other work."""
CODES_EVERY_DAY = (
    "Nous avons deux devs et personne pour les guider. "
    "Il nous faut quelqu’un qui code tous les jours, avec eux. "
    "Le produit doit sortir au printemps."
)
MODES = {"with scripts": WITH_SCRIPTS}
"""A walk needs a demo of its own, which takes as long as the walk: every mode when asked for."""
if os.environ.get("EVERY_MODE"):
    MODES |= {"without scripts": WITHOUT_SCRIPTS, "by keyboard": BY_KEYBOARD}


@pytest.fixture
def product(seeded: Path) -> Iterator[Product]:
    """A demo that nobody else has walked through: its doors are as they were."""
    running = Product(seeded)
    yield running
    running.stop()


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_the_five_minutes_of_the_demo(chromium, product: Product, mode: dict[str, bool]):
    with visits(chromium, product) as visit:
        _walk(visit, product, mode)


def _walk(visit, product: Product, mode: dict[str, bool]) -> None:
    solene, mael, claire, newcomer, anybody = (visit(**mode) for _ in range(5))
    _two_say_yes(solene, mael, anybody, product)
    _claire_publishes_keeps_three_and_sends(claire, product)
    _a_newcomer_reads_our_opinion(newcomer)
    _silence_ends_by_itself(anybody, solene, product)


def _two_say_yes(solene: Visitor, mael: Visitor, anybody: Visitor, product: Product) -> None:
    solene.enter("solene")
    founders.opens_the_selection(solene, SOLENES_NEED)
    assert "Trévidic" not in solene.html
    founders.asks_to_meet(solene, founders.card_of(solene, "CTO fondateur, part-time depuis 2024"))
    product.mail(MAEL, "Une entreprise souhaite vous rencontrer", seconds=SOON * BUSY)
    anybody.go("/demo/mails")
    anybody.reads("Une entreprise souhaite vous rencontrer")
    mael.enter("mael")
    ctos.opens_the_proposal(mael, SOLENES_NEED)
    mael.reads(eur(920))  # 1 000 € a day, 920 € from six months on
    ctos.accepts_to_meet(mael)
    mael.reads(SOLENE)
    founders.opens_the_selection(solene, SOLENES_NEED)
    solene.reads("Maël Trévidic")


def _claire_publishes_keeps_three_and_sends(claire: Visitor, product: Product) -> None:
    claire.enter("claire")
    claire.press(SI)
    claire.press("Publier")
    curators.sees_the_ranking_done(claire)
    excluded = claire.page.get_by_text(re.compile(r"sur 29\d respectent toutes les règles"))
    expect(excluded).to_be_visible()
    for name in curators.names_on_the_board(claire)[:3]:
        curators.keeps(claire, name, "A déjà refondu un système d’information sans arrêter les commandes.")
    curators.sends_the_selection(claire)
    product.mail(FOUNDER_OF_SI, "Votre sélection est prête")


def _a_newcomer_reads_our_opinion(newcomer: Visitor) -> None:
    newcomer.enter("nouvelle")
    founders.opens_their_company(newcomer, Founder("Nour", "Delavigne", company="Fabrique Claire"))
    told = {"words": CODES_EVERY_DAY, "devs": 2, "lead": "Non", "seat": "Non", "code": "Beaucoup"}
    founders.tells_a_need(newcomer, Need("Quelqu’un qui code", **told))
    newcomer.reads("lead dev")
    told_us = newcomer.page.locator("section", has_text="Ce que vous nous avez dit")
    expect(told_us.locator(".quote")).to_have_count(3)
    newcomer.reads("Il nous faut quelqu’un qui code tous les jours, avec eux.")


def _silence_ends_by_itself(anybody: Visitor, solene: Visitor, product: Product) -> None:
    for _times in range(2):
        anybody.go("/demo")
        anybody.press("Avancer de 5 jours ouvrés")
        anybody.reads("Nous sommes")
        product.mail(SOLENE, "Votre sélection attend votre décision")
    product.mail(SOLENE, "Les profils sans décision de votre part ne sont plus réservés")
    founders.opens_the_selection(solene, SOLENES_NEED)
    expect(solene.page.get_by_role("article").filter(has_text="Le délai est passé.")).to_have_count(1)
