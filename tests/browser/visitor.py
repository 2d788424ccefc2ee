"""A person in front of the product: one browser of their own, and all that went wrong in it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response, expect

from tests.browser.product import Product

REFUSED, SERVER_ERROR = 400, 500
PATIENCE = 30
"""Seconds within which a page does what one waits for, whatever else the machine is busy with."""
expect.set_options(timeout=1000 * PATIENCE)


class Visitor:
    """`script=False` browses without JavaScript. `complaints` must be empty when the visit is over."""

    def __init__(self, chromium: Browser, product: Product, *, script: bool = True, **context: Any) -> None:
        self.product = product
        self.script = script
        self.complaints: list[str] = []
        self.context = chromium.new_context(
            base_url=product.url,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            java_script_enabled=script,
            reduced_motion="reduce",  # pages then follow one another at once
            **({"viewport": {"width": 1280, "height": 900}} | context),
        )
        self.context.on("request", self._left)
        self.context.on("response", self._answered)
        self.context.on("console", self._heard)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.context.set_default_timeout(1000 * PATIENCE)
        self.page: Page = self.context.new_page()

    def _left(self, request: Request) -> None:
        if not request.url.startswith((self.product.url, "data:")):
            self.complaints.append(f"left this machine: {request.url}")

    def _answered(self, response: Response) -> None:
        # A page says itself why it refuses something; a picture or a style sheet cannot.
        speaks = response.request.resource_type in ("document", "xhr", "fetch")
        if response.status >= (SERVER_ERROR if speaks else REFUSED):
            self.complaints.append(f"{response.status}: {response.url}")

    def _heard(self, message: ConsoleMessage) -> None:
        # Answers are judged above. A window behind another one is not painted, so that its fonts wait.
        known = "server responded with a status of" in message.text or "preloaded" in message.text
        if message.type in ("error", "warning") and not known:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def close(self) -> None:
        self.context.close()

    # What people do with a page.

    def go(self, path: str) -> None:
        self.page.goto(path)

    def enter(self, door: str) -> None:
        """Through a door of the demo, without a code."""
        self.go("/demo")
        self.click(self.page.locator(f"form[action$='/entrer/{door}'] button"))

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """A button or a link by what it says."""
        place = within or self.page.locator("body")
        self.click(place.get_by_role("button", name=name).or_(place.get_by_role("link", name=name)).first)

    def press_in(self, heading: str, name: str) -> None:
        """A button or a link of the part of the page under that heading."""
        self.press(name, within=self.page.get_by_role("region", name=heading))

    def fill(self, label: str, value: object) -> None:
        self.write(self.field(label), str(value))

    def choose(self, label: str, option: str) -> None:
        """An option of a drop-down list, by what it says or by its value."""
        self.select(self.field(label), option)

    def field(self, label: str) -> Locator:
        """The first input under that label, optional or not."""
        return self.page.get_by_label(re.compile(rf"^{re.escape(label)}( \(facultatif\))?$")).first

    def pick(self, question: str, *answers: str) -> None:
        """Boxes or cards of a question, by what stands beside them."""
        group = self.page.get_by_role("group", name=question)
        for answer in answers:
            self.tick(group.get_by_label(re.compile(rf"^\s*{re.escape(answer)}")).first)

    # With a mouse; whoever has none does the same otherwise.

    def click(self, control: Locator) -> None:
        control.click()

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def select(self, field: Locator, option: str) -> None:
        field.select_option(option)

    def tick(self, box: Locator) -> None:
        box.check()

    # What they read.

    def reads(self, text: str) -> None:
        expect(self.page.locator("body")).to_contain_text(text)

    def is_on(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    @property
    def html(self) -> str:
        return self.page.content()
