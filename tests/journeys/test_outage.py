"""A need is published while nobody ranks: nothing is lost, and the ranking is done once somebody does again."""

import os
import signal

import pytest
from playwright.sync_api import expect

from tests.browser.product import Product, eventually
from tests.journeys import curators
from tests.journeys.prelude import until_the_need_is_told

pytestmark = pytest.mark.timeout(300)


def stop(worker: int) -> None:
    """Frozen with its children: it takes nothing, and says nothing."""
    os.killpg(worker, signal.SIGSTOP)


def kill(worker: int) -> None:
    os.killpg(worker, signal.SIGKILL)


def test_the_worker_that_ranks_dies(visit, product: Product):
    begun = until_the_need_is_told(visit)
    worker = product.process("match@demo")
    stop(worker)
    curators.verifies_and_publishes(begun.claire, begun.odile, begun.need)
    expect(begun.claire.page.get_by_role("heading", name="Classement en cours")).to_be_visible()
    product.mail(begun.odile.email, "publié")  # mails have a worker of their own

    kill(worker)
    eventually(lambda: product.process("match@demo") not in (None, worker), "the runner starts it again")
    curators.sees_the_ranking_done(begun.claire, seconds=60)
    assert len(curators.best_but(begun.claire, begun.aubin)) > 3
