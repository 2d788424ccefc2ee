"""What changes a person, and the one way to log somebody in from code."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from fractional.accounts import sessions
from fractional.accounts.models import User


def change_preferences(*, by: User, first_name: str, last_name: str, phone: str, language: str) -> None:
    """Say how to be called and reached, and in which language pages and mails are written."""
    by.first_name, by.last_name, by.phone, by.language = first_name, last_name, phone, language
    by.save(update_fields=["first_name", "last_name", "phone", "language"])


def log_in_as(request: HttpRequest, user: User) -> None:
    """Log in without code or second factor: the demo's doors. RuntimeError anywhere but in the demo."""
    if not settings.DEMO:
        raise RuntimeError("Only the demo logs people in without a code.")
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    sessions.mark_second_factor(request, user, how="demo")
