"""Who speaks: a token in the Authorization header, and nothing else. No cookie opens the API."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from fractional import clock
from fractional.accounts.access import Forbidden
from fractional.accounts.models import User
from fractional.api.actions import mark_used
from fractional.api.models import Token


class TokenRequest(Request):
    """A request that its token let through, for annotations: its person is known."""

    user: User
    auth: Token


class OutOfScope(Forbidden):
    """The token was not given this."""


class Bearer(BaseAuthentication):
    """``Authorization: Bearer frac_…``"""

    def authenticate(self, request: Request) -> tuple[User, Token]:
        kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer" or not secret:
            raise NotAuthenticated(_("Joignez un jeton à l’en-tête Authorization, après « Bearer »."))
        token = Token.objects.with_secret(secret.strip())
        if token is None or not token.is_live(clock.today()) or not token.user.is_active:
            raise AuthenticationFailed(_("Ce jeton n’ouvre rien : il est inconnu, expiré ou révoqué."))
        mark_used(token=token)
        request._request._cached_user = token.user  # type: ignore[attr-defined]  # the access log names who asked
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class InScope(BasePermission):
    """The token was given what this method needs, and its person may still give it."""

    def has_permission(self, request: TokenRequest, view: Any) -> bool:  # type: ignore[override]  # requests have passed Bearer
        wanted = view.scope_of(request.method)
        if wanted and wanted not in request.auth.scopes:
            raise OutOfScope(
                _("Ce jeton ne permet pas cela : il lui faut « %(scope)s ».") % {"scope": wanted}
            )
        if wanted == Token.Scope.CURATION_READ and not request.user.is_curator:
            raise Forbidden
        return True
