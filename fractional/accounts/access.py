"""Who may see what: the words that every app's own `access.py` is written with.

Each app that owns things has an `access.py`, the only place that fetches an owned object for a view: a function
takes the person and the id from the address, and returns the object or raises. Views never query owned models by
themselves (a test refuses it), so what a person may reach is read in one file per app.

- a stranger's object does not exist: `found(...)` over a queryset already narrowed to the person → 404;
- an object that one may know, an act that one may not do: `Forbidden` → 403;
- nobody logged in: `fractional.accounts.middleware.LoginRequired`, before the view.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django_htmx.middleware import HtmxDetails

from fractional.accounts.models import AddressChange, Contest, Copy, Farewell, User

Thing = TypeVar("Thing", bound=Model)
View = Callable[..., HttpResponseBase]


class PersonRequest(HttpRequest):
    """A request that LoginRequired let through, for annotations: its person is known."""

    user: User
    htmx: HtmxDetails


class Forbidden(PermissionDenied):
    """This person may know of the thing, and may not do this to it. Answered by 403."""


def found(queryset: QuerySet[Thing], **lookup: Any) -> Thing:
    """The one object of `queryset` that `lookup` names; Http404 when there is none or the id is no id at all."""
    try:
        return queryset.get(**lookup)
    except (ObjectDoesNotExist, ValueError, TypeError, OverflowError, ValidationError) as reason:
        raise Http404 from reason


def copy_of(user: User) -> Copy:
    """The newest copy that is ready for this person; Http404 when there is none."""
    copy = user.copies.ready().first()
    if copy is None:
        raise Http404
    return copy


def contest_of(user: User, public_id: UUID) -> Contest:
    """This person's own request."""
    return found(Contest.objects.filter(user=user), public_id=public_id)


def contest_to_answer(curator: User, public_id: UUID) -> Contest:
    """One that waits and that this curator may answer."""
    return found(Contest.objects.for_curator(curator.pk), public_id=public_id)


def farewell_of(user: User) -> Farewell | None:
    """The erasure that this person confirmed, if any."""
    return Farewell.objects.filter(user=user).first()


def address_change(number: int) -> AddressChange | None:
    """What a signed link to a new address confirms, while it may."""
    return AddressChange.objects.waiting().filter(pk=number).first()


def address_awaited(user: User) -> AddressChange | None:
    """The new address that this person asked for, and has not confirmed."""
    return AddressChange.objects.waiting().filter(user=user).first()


def curator_required(view: View) -> View:
    """For the Fractional team alone. Their second factor is asked by LoginRequired, before any view."""

    @wraps(view)
    def checked(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_curator:
            raise Forbidden
        return view(request, *args, **kwargs)

    return checked


def second_factor_not_required(view: View) -> View:
    """For the pages by which a person activates or shows their second factor, or leaves."""
    view.second_factor_required = False  # type: ignore[attr-defined]  # read by the middleware
    return view
