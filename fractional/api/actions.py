"""Tokens given and taken back; answers forgotten."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from fractional import clock
from fractional.accounts.access import Forbidden, found
from fractional.accounts.models import User
from fractional.api.models import KeptAnswer, Token, digest_of
from fractional.errors import Conflict, DomainError
from fractional.history.actions import record

PREFIX = "frac_"
"""By which a token that leaked is recognised where it lies."""
MOST = 10
LASTS = (30, 90, 365)
"""Days."""
KEPT_FOR = timedelta(hours=24)


class TooManyTokens(DomainError):
    """More than a person can keep in mind."""


@transaction.atomic
def create_token(*, by: User, name: str, scopes: Iterable[str], days: int) -> tuple[Token, str]:
    """A token for `days` days, and its secret, which is never shown again.

    Raises TooManyTokens, and Forbidden when somebody else asks for what is the team's.
    """
    scopes = list(scopes)
    if Token.Scope.CURATION_READ in scopes and not by.is_curator:
        raise Forbidden
    owner = found(User.objects.select_for_update(no_key=True), pk=by.pk)
    if owner.api_tokens.live().count() >= MOST:
        raise TooManyTokens(_("Dix jetons suffisent : révoquez d’abord ceux qui ne servent plus."))
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        user=owner,
        name=name,
        digest=digest_of(secret),
        scopes=scopes,
        expires_on=clock.today() + timedelta(days=days),
    )
    record(thing="token", thing_id=token.pk, event="created", by=by, facts={"scopes": scopes, "days": days})
    return token, secret


@transaction.atomic
def revoke_token(*, token: Token, by: User) -> None:
    """From the next request on, it opens nothing. Raises Conflict when it is revoked already."""
    revoked = Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now())
    if not revoked:
        raise Conflict(_("Ce jeton est déjà révoqué."))
    record(thing="token", thing_id=token.pk, event="revoked", by=by)


def mark_used(*, token: Token) -> None:
    """Note the minute in which a token last spoke."""
    now = clock.now()
    if token.last_used_at is None or now - token.last_used_at >= timedelta(minutes=1):
        Token.objects.filter(pk=token.pk).update(last_used_at=now)


def forget_answers() -> None:
    """Answers kept for a second asking: a day later nobody asks again."""
    KeptAnswer.objects.filter(made_at__lt=clock.now() - KEPT_FOR).delete()


@transaction.atomic
def forget_person(*, user: User) -> None:
    """Their tokens go, what they were answered, and what others were answered with their name or address in it."""
    said = KeptAnswer.objects.annotate(said=Cast("answer", TextField()))
    about = Q(user=user)
    for word in filter(None, (user.email, user.full_name, user.phone)):
        about |= Q(said__contains=word)
    KeptAnswer.objects.filter(pk__in=said.filter(about).values("pk")).delete()
    Token.objects.filter(user=user).delete()
