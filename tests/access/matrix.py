"""The words in which the tables say who is answered what, and the walk over every address of the site."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from importlib import import_module
from pkgutil import iter_modules
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RoutePattern

Answer = frozenset[str]
ByRole = dict[str, Answer]

OK = Answer({"200"})
DONE = Answer({"204"})
SENT_ON = Answer({"sent on"})  # a redirect that does not lead to log-in; for htmx HX-Redirect too
LOGIN = Answer({"log-in"})
NO_TOKEN = Answer({"401"})  # for programs: no session opens the API, and nobody is led to a log-in page
INVALID = Answer({"422"})
CONFLICT = Answer({"409"})
FORBIDDEN = Answer({"403"})
HIDDEN = Answer({"404"})
WRONG_METHOD = Answer({"405"})

OUTSIDE = ("anonymous", "unverified", "suspended")
INSIDE = ("cto", "other_cto", "introduced_cto", "member", "owner", "other_company", "curator", "superuser")
ROLES = OUTSIDE + INSIDE
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
REFUSALS = LOGIN | FORBIDDEN | HIDDEN


def public(answer: Answer) -> ByRole:
    return dict.fromkeys(ROLES, answer)


def everybody(answer: Answer) -> ByRole:
    """Everybody who is logged in."""
    return dict.fromkeys(OUTSIDE, LOGIN) | dict.fromkeys(INSIDE, answer)


def only(*roles: str, then: Answer, others: Answer) -> ByRole:
    unknown = set(roles) - set(ROLES)
    assert not unknown, f"no such role: {unknown}"
    return everybody(others) | dict.fromkeys(roles, then)


@dataclass(frozen=True)
class Row:
    """What each role is answered under one pattern. A method that is not named must be refused."""

    GET: ByRole | None = None
    POST: ByRole | None = None
    PUT: ByRole | None = None
    PATCH: ByRole | None = None
    DELETE: ByRole | None = None
    data: Any = None
    """What is sent by the methods that send something: a dict, or a function of the world that returns one."""
    kwargs: dict[str, Callable[[Any], Any]] = field(default_factory=dict)
    """Functions of the world that replace its own object for a keyword of the address."""
    path: Callable[[Any], str] | None = None
    """The whole address, when the pattern is a regular expression."""

    def expected(self, method: str, role: str) -> Answer:
        named = self.GET if method == "HEAD" else getattr(self, method)
        if named is not None:
            return named[role]
        given = self.GET or {}
        refusals = Answer().union(*(by_role[role] & REFUSALS for by_role in self._named()))
        return WRONG_METHOD | refusals | (given.get(role, Answer()) & SENT_ON)

    def _named(self) -> list[ByRole]:
        return [by_role for by_role in (self.GET, self.POST, self.PUT, self.PATCH, self.DELETE) if by_role]


@dataclass(frozen=True)
class Pattern:
    """One pattern of the resolver: its name, or its route when it has none, after its namespaces."""

    name: str
    parts: tuple[Any, ...]

    @property
    def route(self) -> str:
        return "".join(map(str, self.parts))

    @property
    def keywords(self) -> set[str]:
        return {keyword for part in self.parts for keyword in getattr(part, "converters", {})}

    def address(self, world: Any, row: Row) -> str:
        if row.path:
            return row.path(world)
        missing = self.keywords - row.kwargs.keys() - world.kwargs.keys()
        assert not missing, f"cast.world().kwargs names no object for {missing}"
        values = {
            key: row.kwargs[key](world) if key in row.kwargs else world.kwargs[key] for key in self.keywords
        }
        return "/" + "".join(_filled(part, values) for part in self.parts)


def _filled(part: RoutePattern, values: dict[str, Any]) -> str:
    assert isinstance(part, RoutePattern), "a regular expression: give the row a path"
    text = str(part)
    for keyword, converter in part.converters.items():
        text = re.sub(f"<([^<>:]+:)?{keyword}>", converter.to_url(values[keyword]), text)
    return text


def patterns() -> list[Pattern]:
    """Every pattern that can be reached: of two with the same route only the first ever answers."""
    by_route: dict[str, Pattern] = {}
    for pattern in _walk(get_resolver(), (), ()):
        by_route.setdefault(pattern.route, pattern)
    return list(by_route.values())


def _walk(resolver: URLResolver, namespaces: tuple[str, ...], parts: tuple[Any, ...]) -> Iterator[Pattern]:
    for entry in resolver.url_patterns:
        here = (*parts, entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, (*namespaces, entry.namespace) if entry.namespace else namespaces, here)
        elif isinstance(entry, URLPattern):
            route = "".join(map(str, here))
            yield Pattern(":".join((*namespaces, entry.name or route)), here)


def table() -> dict[str, list[Row]]:
    """The tables of all apps, one module each."""
    package = import_module("tests.access")
    rows: dict[str, list[Row]] = {}
    for module in iter_modules(package.__path__):
        if module.name.startswith("table_"):
            for name, row in import_module(f"tests.access.{module.name}").TABLE.items():
                assert name not in rows, f"{name} stands in two tables"
                rows[name] = row if isinstance(row, list) else [row]
    return rows


def rows_of(name: str, rows: dict[str, list[Row]]) -> list[Row]:
    """The rows of a pattern: by its name, else by a name with wildcards."""
    if name in rows:
        return rows[name]
    return next(
        (found for pattern, found in rows.items() if "*" in pattern and fnmatchcase(name, pattern)), []
    )


def answer_of(response: HttpResponseBase, *, htmx: bool) -> str:
    """In the tables' words. Nobody sends htmx to a log-in page by a redirect: it would be swapped into a fragment."""
    leads_to = response.headers.get("HX-Redirect") or response.headers.get("Location") or ""
    to_log_in = urlsplit(leads_to).path == reverse("account_login")
    if to_log_in and response.status_code == (401 if htmx else 302):
        return "log-in"
    if response.status_code in {302, 303} or (response.status_code in {200, 204} and leads_to):
        return "sent on"
    return str(response.status_code)
