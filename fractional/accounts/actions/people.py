"""What changes a person, and the one way to log somebody in from code."""

from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest

from fractional import clock
from fractional.accounts import sessions
from fractional.accounts.models import User
from fractional.history import actions as history
from fractional.history import moves


def change_preferences(*, by: User, first_name: str, last_name: str, phone: str, language: str) -> None:
    """Say how to be called and reached, and in which language pages and mails are written."""
    by.first_name, by.last_name, by.phone, by.language = first_name, last_name, phone, language
    by.save(update_fields=["first_name", "last_name", "phone", "language"])


@transaction.atomic
def suspend(*, user: User, by: User, reason: str) -> None:
    """Shut a person out, from their next click on; `reason` is a code. Raises Conflict when they are already out."""
    moves.move(user, User.State.SUSPENDED, by=by, reason=reason, suspended_at=clock.now())


@transaction.atomic
def reinstate(*, user: User, by: User, reason: str) -> None:
    moves.move(user, User.State.ACTIVE, by=by, reason=reason, suspended_at=None)


@transaction.atomic
def set_curator(*, user: User, by: User, is_curator: bool) -> None:
    """Let a person into the Fractional team, or out of it. Their next page asks for a second factor."""
    user.is_curator = is_curator
    user.save(update_fields=["is_curator"])
    event = "curator_added" if is_curator else "curator_removed"
    history.record(thing="user", thing_id=user.pk, event=event, by=by)


def log_in_as(request: HttpRequest, user: User) -> None:
    """Log in without code or second factor: the demo's doors. RuntimeError anywhere but in the demo."""
    if not settings.DEMO:
        raise RuntimeError("Only the demo logs people in without a code.")
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    sessions.mark_second_factor(request, user, how="demo")
