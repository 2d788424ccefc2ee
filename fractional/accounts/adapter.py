"""allauth as this site uses it: an address, a code by mail, no password."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from fractional.accounts.models import User

WRONG_CODE = _("Ce code n’est pas le bon, ou il a déjà servi. Vérifiez-le et réessayez.")
TOO_MANY = _("Trop d’essais en peu de temps. Réessayez dans quelques minutes.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: allauth would answer JSON to whoever accepts it, and this site speaks HTML only."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """`next` stays on this site: an address without a host. allauth's own check dies of `http://[`."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def new_user(self, request: HttpRequest) -> User:
        language = translation.get_language()
        return User(language=language if language in User.Language.values else User.Language.FRENCH)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the reader's language; links lead to SITE_URL, since a Host header is written by whoever asks.

        A stranger's address costs the same query as a known one: the time of the answer must not tell them apart.
        """
        known = User.objects.with_email(email).values_list("language", flat=True).first()
        with translation.override(known or translation.get_language()):
            self.render_mail(template_prefix, email, {"email": email, **context, **_links()}).send()

    def send_account_already_exists_mail(self, email: str) -> None:
        """allauth's own builds the link of a password page that this site does not have."""
        self.send_mail("account/email/account_already_exists", email, {})


class MfaAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _("La double vérification est obligatoire pour l’équipe Fractional."),
        "cannot_generate_recovery_codes": _("Activez d’abord la double vérification."),
        "unverified_email": _("Confirmez d’abord votre adresse e-mail."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not authenticator.user.needs_second_factor


def _links() -> dict[str, str]:
    return {
        "site_url": settings.SITE_URL,
        "login_url": settings.SITE_URL + reverse("account_login"),
        "signup_url": settings.SITE_URL + reverse("account_signup"),
    }
