"""What follows a log-in, whatever door it came through."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from fractional.accounts import sessions
from fractional.accounts.models import User


@receiver(user_logged_in)
def begin_session(request: HttpRequest, **_: Any) -> None:
    sessions.begin(request)


@receiver(authenticator_added)
def count_activation_as_second_factor(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    """Activating asks for a valid code of the new device: that person need not show it again at once."""
    if authenticator.type == Authenticator.Type.TOTP:
        sessions.mark_second_factor(request, user, how=authenticator.type)
