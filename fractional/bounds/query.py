"""What stands in an address: read without trusting it, and without refusing a page for it."""

import uuid
from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest

from fractional.bounds import fields
from fractional.bounds.text import clean_text

LAST_PAGE = 10_000


def page_number(request: HttpRequest, name: str = "page") -> int:
    """The page asked for; 1 for anything that is none."""
    return whole_number(request, name, default=1, at_least=1, at_most=LAST_PAGE)


def whole_number(request: HttpRequest, name: str, *, default: int, at_least: int, at_most: int) -> int:
    """The number under that name; `default` when it is none or lies outside."""
    try:
        value = fields.WholeNumber(at_least=at_least, at_most=at_most).clean(request.GET.get(name, ""))
    except ValidationError:
        return default
    return int(value)


def day(request: HttpRequest, name: str, default: date | None = None) -> date | None:
    """The day under that name; `default` when it is none or unreasonable."""
    try:
        return fields.Day(required=False).clean(request.GET.get(name, "")) or default
    except ValidationError:
        return default


def order(request: HttpRequest, *, allowed: Collection[str], default: str, name: str = "ordre") -> str:
    """One of the `allowed` orderings: an ordering of the reader's own would leak fields they cannot see."""
    return choice(request, name, allowed=allowed, default=default)


def choice(request: HttpRequest, name: str, *, allowed: Collection[str], default: str = "") -> str:
    """One of the `allowed` values."""
    value = request.GET.get(name, default)
    return value if value in allowed else default


def search_text(request: HttpRequest, name: str = "q", *, max_length: int = 100) -> str:
    """What the reader looks for, as plain text; "" for what no text can hold. Never a regular expression."""
    try:
        return clean_text(request.GET.get(name, ""), max_length=max_length, lines=True)
    except ValidationError:
        return ""


def uuid_or_404(value: str) -> uuid.UUID:
    """The public id in an address or a form. Raises Http404."""
    try:
        return uuid.UUID(value)
    except (ValueError, AttributeError, TypeError) as error:
        raise Http404 from error
