"""Every address of the site, with every object that may stand in it; and the forms that its pages show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import product
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from tests.access import matrix

PATTERNS = [
    pattern
    for pattern in matrix.patterns()
    if not pattern.name.startswith("admin:") and "(?P" not in pattern.route
]
Objects = dict[str, list[Any]]
"""What each keyword of an address may stand for."""


def addresses(known: Objects, *, shown: bool = False) -> Iterator[tuple[str, str]]:
    """View name and address; only those that somebody may GET, if `shown`.

    Fails when an address speaks of something that `known` does not hold.
    """
    nowhere, table = SimpleNamespace(kwargs={}), matrix.table()
    for pattern in PATTERNS:
        if shown and not any(row.GET for row in matrix.rows_of(pattern.name, table)):
            continue
        keywords = sorted(pattern.keywords)
        assert set(keywords) <= known.keys(), f"nothing stands behind {pattern.name}: {keywords}"
        for values in product(*(known[keyword] for keyword in keywords)):
            here = {key: lambda _, value=value: value for key, value in zip(keywords, values, strict=True)}
            yield pattern.name, pattern.address(nowhere, matrix.Row(kwargs=here))


def ask(
    client: Client,
    method: str,
    address: str,
    *,
    form: Mapping[str, Sequence[str]] | None = None,
    query: Mapping[str, Sequence[str]] | None = None,
    body: bytes = b"",
    content_type: str = "application/x-www-form-urlencoded",
    headers: dict[str, str] | None = None,
    follow: bool = False,
) -> HttpResponse:
    """One request, undone: neither the database nor the cookies of the browser remember it.

    With `follow` the page to which a taken form leads is asked for too, and is the answer.
    """
    cookies = client.cookies.output(header="", sep=";")
    with transaction.atomic():
        response = client.generic(
            method,
            f"{address}?{encoded(query)}" if query else address,
            encoded(form).encode() if form else body,
            content_type=content_type,
            headers=headers or {},
        )
        if follow and response.status_code == 302:
            response = client.get(response.headers["Location"])
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)
    return response


def encoded(values: Mapping[str, Sequence[str]]) -> str:
    """As a browser that says anything would: lone surrogates too."""
    return urlencode(
        {
            name: [value.encode("utf-8", "surrogatepass") for value in several]
            for name, several in values.items()
        },
        doseq=True,
    )


@dataclass(frozen=True)
class FormFound:
    """A form as a person would send it back: every field with a plausible value."""

    role: str
    address: str
    fields: dict[str, list[str]] = field(hash=False)

    @property
    def shape(self) -> tuple:
        """The same view with the same fields is the same form; of proposals each is in a state of its own."""
        view = resolve(self.address)
        about = {name: view.kwargs.get(name) for name in ("step", "proposal")}
        return (self.role, view.view_name, *about.values(), *sorted(self.fields))


def forms(role: str, page_address: str, html: str) -> Iterator[FormFound]:
    for form in BeautifulSoup(html, "html.parser").find_all("form", method="post"):
        target = urlsplit(urljoin(page_address, str(form.get("action") or page_address)))
        yield FormFound(role, target.path, _fields(form))


LIKELY = {
    "first_name": "Awa",
    "last_name": "Diallo",
    "email": "quelqu.un@exemple.example",
    "siren": "732829320",
    "headcount": "25",
    "team_led": "5",
    "files_read": "9",
    "code": "123456",
    "until": "2026-12-20",
}
"""What a person writes where only certain things are right."""
BY_TYPE = {"email": "quelqu.un@exemple.example", "date": "2027-03-01", "time": "10:00", "month": "2019-01"}


def _fields(form: Tag) -> dict[str, list[str]]:
    """What stands there; where nothing does, an answer if one is asked for."""
    fields: dict[str, list[str]] = {}
    for control in form.find_all(["input", "select", "textarea", "button"]):
        name = str(control.get("name") or "")
        if not name or name == "csrfmiddlewaretoken" or control.has_attr("disabled"):
            continue
        if control.get("type") in ("radio", "checkbox"):
            ticked = control.has_attr("checked") or (control.has_attr("required") and not fields.get(name))
            fields.setdefault(name, []).extend([str(control.get("value", "on"))] if ticked else [])
        else:
            fields[name] = [_plausible(control, name)]
    return fields


def _plausible(control: Tag, name: str) -> str:
    asked = control.has_attr("required")
    if name in ("first_name", "last_name"):
        return LIKELY[name]
    if control.name == "select":
        options = [str(option.get("value", "")) for option in control.find_all("option", selected=True)]
        options += [str(option.get("value", "")) for option in control.find_all("option")] if asked else [""]
        return next((value for value in options if value), "")
    known = control.text.strip() if control.name == "textarea" else str(control.get("value") or "")
    if known or not asked:
        return known
    numeric = "3" if control.get("inputmode") == "numeric" else "Un texte plausible, écrit par une personne."
    return LIKELY.get(name) or BY_TYPE.get(str(control.get("type")), numeric)
