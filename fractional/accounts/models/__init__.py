"""Who logs in, and what they chose about themselves."""

from fractional.accounts.models.addresses import AddressChange
from fractional.accounts.models.contests import Contest
from fractional.accounts.models.mailing import Choice
from fractional.accounts.models.people import ERASED_DOMAIN, User, UserManager, UserQuerySet
from fractional.accounts.models.personal import Copy, Farewell

__all__ = [
    "ERASED_DOMAIN",
    "AddressChange",
    "Choice",
    "Contest",
    "Copy",
    "Farewell",
    "User",
    "UserManager",
    "UserQuerySet",
]
