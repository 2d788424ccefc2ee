"""How long somebody is kept who does not come back (R38): two years, with a word a month before."""

from datetime import date, timedelta

from fractional.accounts.models import User, UserQuerySet

KEPT = timedelta(days=730)
"""After the last visit."""
NOTICE = timedelta(days=30)
"""Between the word and the erasure, however late the word was."""
UNUSED = timedelta(days=30)
"""A sign-up whose address was never confirmed."""


def ends_on(user: User) -> date:
    """The day on which this account is erased if nobody comes back."""
    day = (user.last_acted_on or user.joined_at.date()) + KEPT
    return max(day, user.retention_told_on + NOTICE) if user.retention_told_on else day


def to_tell(today: date) -> UserQuerySet:
    """Away for so long that they are told what is coming. The team is not concerned."""
    away = _people().filter(last_acted_on__lte=today - KEPT + NOTICE, retention_told_on=None)
    return away.order_by("pk")


def to_erase(today: date) -> UserQuerySet:
    """Told at least a month ago, and not seen since."""
    told = _people().filter(last_acted_on__lte=today - KEPT, retention_told_on__lte=today - NOTICE)
    return told.order_by("pk")


def never_confirmed(today: date) -> UserQuerySet:
    """Sign-ups that nobody finished."""
    unused = _people().filter(
        joined_at__date__lte=today - UNUSED, emailaddress__verified=False, last_login=None
    )
    return unused.exclude(emailaddress__verified=True).order_by("pk")


def _people() -> UserQuerySet:
    return User.objects.exclude(state=User.State.ERASED).filter(is_curator=False, is_superuser=False)
