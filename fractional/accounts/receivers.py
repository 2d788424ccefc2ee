"""What follows a log-in, whatever door it came through."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from fractional.accounts import sessions
from fractional.accounts.models import User


@receiver(user_logged_in)
def begin_session(request: HttpRequest, user: User, **_: Any) -> None:
    sessions.begin(request, user)
