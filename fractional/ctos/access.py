"""The only place that fetches a CTO's file, and what is in it, for a view. Somebody else's is a 404."""

from uuid import UUID

from fractional.accounts.access import found
from fractional.accounts.models import User
from fractional.ctos.models import Cto, Post

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
