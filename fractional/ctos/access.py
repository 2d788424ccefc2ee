"""The only place that fetches a CTO's file, and what is in it, for a view. Somebody else's is a 404."""

from uuid import UUID

from django.http import Http404

from fractional.accounts.access import found
from fractional.accounts.models import User
from fractional.ctos import links
from fractional.ctos.models import Cto, Post, Reference

HAT = "cto"


def own_cto(user: User) -> Cto:
    """The file of this person, with its roles and its week."""
    files = Cto.objects.select_related("user", "function", "owner_curator")
    return found(files.prefetch_related("posts", "week_steps"), user=user)


def file_of(user: User) -> Cto | None:
    """The same, for the pages that one may open before there is a file."""
    return Cto.objects.select_related("user").filter(user=user).first()


def own_post(user: User, public_id: UUID) -> Post:
    """A role that this person told of."""
    return found(Post.objects.select_related("cto"), cto__user=user, public_id=public_id)


def own_reference(user: User, public_id: UUID) -> Reference:
    """A reference that this person asked for."""
    return found(Reference.objects.select_related("cto__user"), cto__user=user, public_id=public_id)


def cto_to_confirm(token: str) -> tuple[Cto, bool]:
    """The CTO of a mailed link, and whether it still waits for that answer; Http404 for a link that is not ours."""
    try:
        number, asked_of = links.read_to_confirm(token)
    except links.BadLink as error:
        raise Http404 from error
    active = Cto.objects.filter(user__state=User.State.ACTIVE).select_related("user")
    cto = found(active.prefetch_related("week_steps"), pk=number)
    return cto, cto.state == Cto.State.VERIFIED and cto.availability_confirmed_on == asked_of


def reference_by_link(token: str) -> Reference:
    """The one that a link opens, for whoever holds the link; Http404 for a link that is not ours."""
    try:
        number = links.read_reference(token)
    except links.BadLink as error:
        raise Http404 from error
    return found(Reference.objects.select_related("cto__user", "post"), pk=number)
