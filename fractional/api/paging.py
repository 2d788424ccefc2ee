"""Lists a page at a time. A cursor is the last thing that was read: what is new meanwhile moves nothing."""

from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from fractional import bounds

SIZE = 20
Thing = TypeVar("Thing", bound=Model)


class BadCursor(APIException):
    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "bad_cursor"


def page_of(request: Request, things: QuerySet[Thing]) -> tuple[list[Thing], str | None]:
    """The next SIZE of `things`, the last made first, and the address that goes on. Raises BadCursor.

    Things are known by their `public_id`.
    """
    things = things.order_by("-pk")
    cursor = request.query_params.get("cursor")
    if cursor is not None:
        things = things.filter(pk__lt=_place(things, cursor))
    found = list(things[: SIZE + 1])
    if len(found) <= SIZE:
        return found, None
    last: Any = found[SIZE - 1]
    return found[:SIZE], link(request, str(last.public_id))


def link(request: Request, cursor: str) -> str:
    return request.build_absolute_uri(f"{request.path}?{urlencode({'cursor': cursor})}")


def bad_cursor() -> BadCursor:
    return BadCursor(_("Ce curseur ne mène nulle part : reprenez la liste du début."))


def _place(things: QuerySet[Thing], cursor: str) -> int:
    try:
        here = things.order_by().filter(public_id=bounds.uuid_or_404(cursor)).values_list("pk", flat=True)
    except Http404:
        raise bad_cursor() from None
    for place in here:
        return int(place)
    raise bad_cursor()
