"""One product for all journeys, a browser for each module, and visitors who leave without a complaint."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, sync_playwright

from fractional.local.browser import browser
from tests.browser.product import Product
from tests.browser.typist import Typist
from tests.browser.visitor import Visitor

COUNTS_ON_THE_POOL = "test_path_from_need_to_mission"
LONG = ("test_accessibility", "test_five_minutes")
TAKES_THE_CLOCK_ALONG = "test_silence"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever looks for a CTO on the first page of a board comes before others bring theirs; what moves the clock,
    which nobody can turn back, comes last. What takes long begins early: nobody waits for it alone at the end."""
    places = {COUNTS_ON_THE_POOL: -2, TAKES_THE_CLOCK_ALONG: 1} | dict.fromkeys(LONG, -1)
    items.sort(key=lambda item: places.get(item.path.stem, 0))


WITH_SCRIPTS, WITHOUT_SCRIPTS, BY_KEYBOARD = {"script": True}, {"script": False}, {"mouse": False}
"""How somebody opens the product: the arguments of a visit."""
SEEDED = "FRACTIONAL_JOURNEYS_SEEDED"


def pytest_configure(config: pytest.Config) -> None:
    """All processes of a run copy one seeded demo; whoever names its folder takes it away. Files keep our order."""
    config.option.loadscopereorder = False
    if SEEDED not in os.environ:
        folder = os.environ[SEEDED] = tempfile.mkdtemp(prefix="fractional-seeded-")
        Path(folder).chmod(0o755)  # the database's account walks through it
        config.add_cleanup(lambda: shutil.rmtree(folder))


@pytest.fixture(scope="session")
def seeded() -> Path:
    """A demo in which nobody has been yet, as the first who asks for it leaves it."""
    folder = Path(os.environ[SEEDED])
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "demo").exists():
            Product.prepare(folder / "unfinished")
            (folder / "unfinished").rename(folder / "demo")
    return folder / "demo"


@pytest.fixture(scope="session")
def product(seeded: Path) -> Iterator[Product]:
    running = Product(seeded, hurried=True)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    found = browser()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=found.executable, env=found.environment, args=found.arguments
        )
        yield launched
        launched.close()


class Visits(Protocol):
    def __call__(self, *, script: bool = True, mouse: bool = True, **context: Any) -> Visitor: ...


@contextmanager
def visits(chromium: Browser, product: Product) -> Iterator[Visits]:
    """Opens a browser for one more person."""
    visitors: list[Visitor] = []

    def open_one(*, script: bool = True, mouse: bool = True, **context: Any) -> Visitor:
        kind = Visitor if mouse else Typist
        visitors.append(kind(chromium, product, script=script, **context))
        return visitors[-1]

    yield open_one
    for visitor in visitors:
        visitor.close()
    assert [visitor.complaints for visitor in visitors if visitor.complaints] == []


@pytest.fixture
def visit(chromium: Browser, product: Product) -> Iterator[Visits]:
    with visits(chromium, product) as open_one:
        yield open_one


@pytest.fixture(scope="module")
def visit_all_along(chromium: Browser, product: Product) -> Iterator[Visits]:
    """For people who stay for all tests of a module."""
    with visits(chromium, product) as open_one:
        yield open_one
