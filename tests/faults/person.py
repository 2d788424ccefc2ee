"""Somebody who uses the product over HTTP: pages, forms, log-in by code."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any

from tests.faults.bench import Bench
from tests.trust import crawl

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    asked: str
    status: int
    path: str
    """Where redirects led."""
    html: str
    seconds: float


class Person:
    def __init__(self, product: Bench) -> None:
        self.product = product
        self._browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> Answer:
        return self._ask(path, None)

    def enter(self, door: str) -> Person:
        """Through a door of the demo."""
        self.submit("/demo", f"/entrer/{door}")
        return self

    def submit(self, page: str, ending: str, **answers: str | list[str]) -> Answer:
        """Send the page's form to the address with that ending: plausible answers, and those given here."""
        shown = self.get(page)
        forms = crawl.forms("", shown.path, shown.html)
        form = next((form for form in forms if form.address.endswith(ending)), None)
        assert form, f"{page} ({shown.status}) shows no form for {ending}"
        token = TOKEN.search(shown.html)
        assert token, f"{page} has no token"
        fields = form.fields | {
            name: value if isinstance(value, list) else [value] for name, value in answers.items()
        }
        return self._ask(form.address, crawl.encoded(fields | {"csrfmiddlewaretoken": [token[1]]}).encode())

    def signs_up(self, email: str) -> None:
        self._by_code("/compte/inscription/", email, "email", seconds=20)

    def logs_in(self, email: str, *, seconds: float) -> float:
        """The seconds from the first page of log-in to the first page behind it."""
        return self._by_code("/compte/connexion/", email, "login", seconds=seconds)

    def _by_code(self, page: str, email: str, field: str, *, seconds: float) -> float:
        """With the code of a mail, as it comes to that address."""
        began = time.monotonic()
        before = len(self.product.mails(email))
        asked = self.submit(page, page, **{field: email})
        assert asked.path == f"{page}code/", asked
        code = self.product.fresh_code(email, after=before, seconds=seconds)
        inside = self.submit(asked.path, asked.path, code=code)
        assert inside.status == 200, inside
        assert not inside.path.startswith("/compte/"), inside.path
        return time.monotonic() - began

    def _ask(self, path: str, body: bytes | None) -> Answer:
        request = urllib.request.Request(
            self.product.url + path, data=body, headers={"Referer": self.product.url}
        )
        began = time.perf_counter()
        try:
            with self._browser.open(request, timeout=60) as answer:
                return self._answer(path, answer, began)
        except urllib.error.HTTPError as refusal:
            return self._answer(path, refusal, began)

    def _answer(self, asked: str, answer: Any, began: float) -> Answer:
        html = answer.read().decode(errors="replace")
        path = urllib.parse.urlsplit(answer.url).path
        return Answer(asked, answer.status, path, html, time.perf_counter() - began)
