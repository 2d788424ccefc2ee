"""A browser that is served the kit without server or database, under the site's own content security policy."""

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, Route, sync_playwright

from fractional.local import assets
from fractional.local.browser import browser
from fractional.web.middleware import POLICY
from tests.ui import kit

SITE = "http://kit.test"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    assets.build()
    found = browser()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=found.executable,
            env=found.environment,
            # Glyphs of a headless screen are snapped to whole pixels otherwise, which no reader's screen does.
            args=[*found.arguments, "--font-render-hinting=none"],
        )
        yield launched
        launched.close()


class Visit:
    """A page of the kit open in a browser of its own, and what its console complained of."""

    def __init__(self, chromium: Browser, path: str = "/", **context: Any):
        self.context = chromium.new_context(locale="fr-FR", base_url=SITE, **context)
        self.context.route("**/*", answer)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(path)
        self.page.evaluate("document.fonts.ready")

    def _heard(self, message: Any) -> None:
        # A refusal that a test asked for is told by the browser too.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def focused(self, expression: str = "id") -> Any:
        return self.page.evaluate(f"document.activeElement.{expression}")


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Any]:
    made: list[Visit] = []

    def open_kit(path: str = "/", **context: Any) -> Visit:
        made.append(Visit(chromium, path, **context))
        return made[-1]

    yield open_kit
    for one in made:
        one.context.close()


def answer(route: Route) -> None:
    path = route.request.url.removeprefix(SITE).partition("?")[0]
    if path.startswith("/static/"):
        found = finders.find(path.removeprefix("/static/"))
        return route.fulfill(path=found) if found else route.fulfill(status=404)
    status, body = _page(path)
    headers = {"content-security-policy": POLICY, "content-type": "text/html; charset=utf-8"}
    return route.fulfill(status=status, body=body, headers=headers)


def _page(path: str) -> tuple[int, str]:
    match path:
        case "/form":
            return 422, str(BeautifulSoup(kit.page(refused=True), "html.parser").select_one("#brief"))
        case "/row" | "/healthz":
            return 200, ""
        case "/refused":
            return 409, render_to_string(
                "errors/409.html#fragment", {"message": "Votre mardi vient d’être engagé."}
            )
        case "/missing":
            return 404, render_to_string("errors/404.html#fragment")
        case "/broken":
            return 502, "<html><body>Bad gateway</body></html>"
        case "/refused-form":
            return 422, kit.page(refused=True)
        case "/dark":
            return 200, kit.page(theme="dark")
    return 200, kit.page()
