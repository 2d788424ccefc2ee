"""Whether a page can be read: by everybody, in both themes, on every width."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.visitor import Visitor

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, PHONE, NARROW = (
    {"width": 1280, "height": 900},
    {"width": 390, "height": 844},
    {"width": 320, "height": 640},
)
LOOKS = ((WIDE, "light"), (PHONE, "dark"))
"""Both themes, both widths: what the two have in common is nobody's fault twice."""
AXE = """async rules => (await axe.run({runOnly: rules, resultTypes: ["violations"]})).violations
  .map(fault => fault.id + " " + fault.nodes.map(node => node.target.join(" ")).join(", "))"""
NAMED = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{6,}-[0-9a-f]+|(?<=/)\d+(?=/)")
"""What tells one thing from another of its kind in an address."""


def faults(page: Page) -> list[str]:
    """What keeps people from reading this page, wide and light, dark and on a phone; it may scroll down only."""
    page.locator("details:not(.menu)").evaluate_all("folds => folds.forEach(fold => { fold.open = true })")
    page.evaluate(AXE_SCRIPT)
    found = []
    for size, theme in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        found += [f"{theme}, {size['width']} px: {fault}" for fault in page.evaluate(AXE, RULES)]
    for size in (PHONE, NARROW):
        page.set_viewport_size(size)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > size["width"]:
            found.append(f"{size['width']} px: as wide as {width}")
    page.set_viewport_size(WIDE)
    return found


def landed(visitor: Visitor) -> str:
    """The address of the page before their eyes, wherever they had been going."""
    return urlsplit(visitor.page.url).path


def pages(visitor: Visitor, start: str, *, but: re.Pattern[str]) -> Iterator[str]:
    """Opens every page that links lead to from `start`, one of each kind; gives its address.

    Links whose address begins like `but`, or that of what is for programs, are not followed. Fails at a link that
    leads nowhere.
    """
    waiting, known = deque([start]), {_kind(start)}
    while waiting:
        path = waiting.popleft()
        answer = visitor.page.goto(path)
        assert answer is not None
        assert answer.ok, f"a link leads to {path}: {answer.status}"
        links = visitor.page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
        yield landed(visitor)
        for address in map(urlsplit, links):
            ours = f"{address.scheme}://{address.netloc}" == visitor.product.url
            ours = ours and not address.path.startswith("/api/")
            if ours and _kind(address.path) not in known and not but.match(address.path):
                known.add(_kind(address.path))
                waiting.append(address.path)


def _kind(path: str) -> str:
    return NAMED.sub("…", path)
