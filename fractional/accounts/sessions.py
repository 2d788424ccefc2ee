"""How long a session lasts, and what it remembers of the way its person logged in."""

import time
from datetime import UTC, datetime, timedelta

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.http import HttpRequest

from fractional import clock
from fractional.accounts.models import User

# Whatever its use, a session ends this long after the log-in (OWASP ASVS 5.0, 7.3.2).
ABSOLUTE = timedelta(days=30)
# A session in use is prolonged once a day: a write at every request would cost one on every page.
PROLONGED_EVERY = timedelta(days=1)
SECOND_FACTOR = "mfa"
_BEGAN = "began"
_PROLONGED = "prolonged"


def begin(request: HttpRequest, user: User) -> None:
    """At log-in: from now the two ends of the session are counted. Real time: the demo's clock jumps."""
    request.session[_BEGAN] = time.time()
    _prolong(request)
    _note_visit(user.pk)


def keep_alive(request: HttpRequest) -> None:
    """A session in use lives on, up to its absolute end, which the session's own expiry then enforces."""
    if time.time() - request.session.get(_PROLONGED, 0) > PROLONGED_EVERY.total_seconds():
        _prolong(request)
        _note_visit(request.user.pk)


def _note_visit(user_id: int | None) -> None:
    """Business time: what is kept about a person is counted from this day."""
    User.objects.filter(pk=user_id).update(last_acted_on=clock.today(), retention_told_on=None)


def _prolong(request: HttpRequest) -> None:
    now = time.time()
    began = request.session.setdefault(_BEGAN, now)
    end = min(now + settings.SESSION_COOKIE_AGE, began + ABSOLUTE.total_seconds())
    request.session[_PROLONGED] = now
    request.session.set_expiry(datetime.fromtimestamp(end, UTC))


def second_factor_done(request: HttpRequest) -> bool:
    """Whether this session's person has shown their second factor. No query."""
    return any(
        record["method"] == SECOND_FACTOR for record in get_authentication_records(request, request.user)
    )


def mark_second_factor(request: HttpRequest, user: User, *, how: str) -> None:
    """The second factor of `user` is shown, `how` it was, at this very moment: fresh enough for sensitive pages."""
    record_authentication(request, user, SECOND_FACTOR, type=how, reauthenticated=True)
