"""The only place that fetches tokens. Somebody else's is a 404."""

from uuid import UUID

from fractional.accounts.access import found
from fractional.accounts.models import User
from fractional.api.models import Token, TokenQuerySet


def tokens_of(user: User) -> TokenQuerySet:
    """Those of this person that still open something, the last one first."""
    return Token.objects.filter(user=user).live()


def token_of(user: User, public_id: UUID) -> Token:
    return found(Token.objects.filter(user=user), public_id=public_id)
