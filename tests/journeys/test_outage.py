"""A need is published while nobody ranks: nothing is lost, and the ranking is done once somebody does again."""

import os
import signal

import pytest
from playwright.sync_api import expect

from tests.browser.product import Product, eventually
from tests.journeys import curators

pytestmark = pytest.mark.timeout(900)

NEED = "Livrer chaque mois"
"""Written and sent by its founder when the demo begins."""
FOUNDER = "fondation44@entreprises.example"


def stop(worker: int) -> None:
    """Frozen with its children: it takes nothing, and says nothing."""
    os.killpg(worker, signal.SIGSTOP)


def kill(worker: int) -> None:
    os.killpg(worker, signal.SIGKILL)


def test_the_worker_that_ranks_dies(visit, product: Product):
    claire = visit()
    claire.enter("claire")
    claire.press(NEED)
    worker = product.process("match@demo")
    assert worker
    stop(worker)
    claire.press("Publier")
    expect(claire.page.get_by_role("heading", name="Classement en cours")).to_be_visible()
    product.mail(FOUNDER, "publié")  # mails have a worker of their own

    kill(worker)
    eventually(lambda: product.process("match@demo") not in (None, worker), "the runner starts it again")
    curators.sees_the_ranking_done(claire)
    assert len(curators.names_on_the_board(claire)) > 3
