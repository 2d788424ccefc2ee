"""Hats: what a person is on this site, and the menu that goes with it.

One person may wear several: a CTO, a member of companies, one of the Fractional team. No role is stored. The
apps that know register a source here when Django starts; this module knows none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from fractional.accounts.models import User

SESSION_KEY = "hat"


@dataclass(frozen=True)
class Link:
    """A line of a menu: what it says, the name of the address, its arguments."""

    label: Any
    url_name: str
    args: tuple[Any, ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.url_name, args=self.args)


@dataclass(frozen=True)
class Hat:
    """`key` is unique among the hats of one person: a kind (`cto`), or a kind and an identity (`company:…`)."""

    key: str
    label: Any
    home: Link
    menu: tuple[Link, ...] = ()

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0]


@dataclass(frozen=True)
class Door:
    """A way in for a person who does not wear the hat of the kind `key` yet."""

    key: str
    label: Any
    text: Any
    url_name: str


Source = Callable[[User], list[Hat]]


@dataclass
class Registry:
    sources: list[Source] = field(default_factory=list)
    doors: list[Door] = field(default_factory=list)
    links: dict[str, list[tuple[int, Link]]] = field(default_factory=dict)


registry = Registry()


def register(source: Source) -> None:
    """Add a source of hats, which costs at most one query a call. Hats keep the order of registration."""
    registry.sources.append(source)


def register_door(door: Door) -> None:
    registry.doors.append(door)


def register_links(kind: str, position: int, *links: Link) -> None:
    """Add lines to the menu of every hat of that kind, before its own line at `position`.

    This is how an upper layer puts its pages into the menu of a lower one, which must not name it.
    """
    registry.links.setdefault(kind, []).extend((position, link) for link in links)


def doors(request: HttpRequest) -> list[Door]:
    """The ways in that are still new to this request's person."""
    kinds = {hat.kind for hat in worn(request).hats}
    return [door for door in registry.doors if door.key not in kinds]


def hats_of(user: User) -> list[Hat]:
    return [hat for source in registry.sources for hat in source(user)]


def choose(request: HttpRequest, key: str) -> Hat | None:
    """Wear the hat `key` from now on; None when this person has no such hat."""
    hat = next((hat for hat in worn(request).hats if hat.key == key), None)
    if hat:
        request.session[SESSION_KEY] = key
    return hat


@dataclass(frozen=True)
class Worn:
    hats: list[Hat]
    hat: Hat | None


def worn(request: HttpRequest) -> Worn:
    """The hats of this request's person and the one on their head, read once per request."""
    if not hasattr(request, "_worn"):
        request._worn = _read(request)  # type: ignore[attr-defined]  # read once for each request
    worn: Worn = request._worn  # type: ignore[attr-defined]  # read once for each request
    return worn


def _read(request: HttpRequest) -> Worn:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return Worn([], None)
    hats = hats_of(user)
    chosen = request.session.get(SESSION_KEY)
    return Worn(hats, next((hat for hat in hats if hat.key == chosen), hats[0] if hats else None))


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `menu`, `hat` and `hats`, computed only if a template asks for them."""
    return {
        "menu": SimpleLazyObject(lambda: _lines(request)),
        "hat": SimpleLazyObject(lambda: worn(request).hat),
        "hats": SimpleLazyObject(lambda: _choices(request)),
    }


def _choices(request: HttpRequest) -> list[dict[str, Any]]:
    now = worn(request)
    return [{"key": hat.key, "label": hat.label, "current": hat is now.hat} for hat in now.hats]


def _lines(request: HttpRequest) -> list[dict[str, Any]]:
    hat = worn(request).hat
    if hat is None:
        return []
    lines = [{"label": link.label, "url": link.url, "current": False} for link in _links(hat)]
    # The page belongs to the line whose address is the longest beginning of its own.
    here = [line for line in lines if request.path.startswith(line["url"])]
    if here:
        max(here, key=lambda line: len(line["url"]))["current"] = True
    return lines


def _links(hat: Hat) -> list[Link]:
    links: list[tuple[float, Link]] = list(enumerate(hat.menu))
    links += [(position - 0.5, link) for position, link in registry.links.get(hat.kind, [])]
    return [link for _, link in sorted(links, key=lambda entry: entry[0])]
