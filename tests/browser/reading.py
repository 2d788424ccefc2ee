"""Whether a page can be read: by everybody, in both themes, on every width."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.visitor import Visitor

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
WIDE, PHONE, NARROW = (
    {"width": 1280, "height": 900},
    {"width": 390, "height": 844},
    {"width": 320, "height": 640},
)
NAMED = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{6,}-[0-9a-f]+|(?<=/)\d+(?=/)")
"""What tells one thing from another of its kind in an address."""


def faults(page: Page) -> list[str]:
    """What keeps people from reading this page, in both themes, wide and on a phone; it may scroll down only."""
    for fold in page.locator("details:not(.menu)").all():
        fold.evaluate("fold => fold.open = true")
    found = []
    for size, theme, rules in (
        (WIDE, "light", RULES),
        (WIDE, "dark", COLOURS),
        (PHONE, "light", COLOURS),
        (PHONE, "dark", RULES),
    ):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        found += [f"{theme} {size['width']}: {fault}" for fault in _violations(page, rules)]
    for size in (PHONE, NARROW):
        page.set_viewport_size(size)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > size["width"]:
            found.append(f"{size['width']}: as wide as {width}")
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    return found


def _violations(page: Page, rules: Any) -> Iterator[str]:
    for violation in Axe().run(page, options={"runOnly": rules}).response["violations"]:
        yield f"{violation['id']} {[node['target'] for node in violation['nodes']]}"


def pages(visitor: Visitor, start: str, *, but: tuple[str, ...] = (), each: int = 2) -> Iterator[str]:
    """Opens every page that links lead to from `start`, at most `each` of the same kind; gives its address.

    Links whose address begins like one of `but` are not followed.
    """
    waiting, known, kinds = deque([start]), {start}, Counter[str]()
    while waiting:
        path = waiting.popleft()
        kind = NAMED.sub("…", path)
        if kinds[kind] == each:
            continue
        kinds[kind] += 1
        visitor.go(path)
        yield path
        for link in visitor.page.locator("a[href]").all():
            address = urlsplit(link.evaluate("link => link.href"))
            ours = f"{address.scheme}://{address.netloc}" == visitor.product.url
            if ours and address.path not in known and not address.path.startswith(but):
                known.add(address.path)
                waiting.append(address.path)
