"""Every page asks for log-in, and for the second factor of those who need one. Language of the person."""

from typing import Any
from urllib.parse import quote, urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import translation

from fractional.accounts import sessions
from fractional.accounts.access import View


class LoginRequired(LoginRequiredMiddleware):
    """Django's, with HTMX answers, and the one place where a curator's second factor is enforced.

    Views opt out of log-in with `@login_not_required`: such a view shows nothing that depends on a right.
    """

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return _go(request, resolve_url(settings.LOGIN_URL))
        sessions.keep_alive(request)
        if request.user.needs_second_factor and getattr(view_func, "second_factor_required", True):
            return self._second_factor(request)
        return None

    def _second_factor(self, request: HttpRequest) -> HttpResponseBase | None:
        if sessions.second_factor_done(request):
            return None
        return _go(
            request, reverse("mfa_reauthenticate" if is_mfa_enabled(request.user) else "mfa_activate_totp")
        )


def _go(request: HttpRequest, url: str) -> HttpResponseBase:
    """Send to `url`, which sends back afterwards. A fragment never receives a page: htmx is told to leave."""
    back = _page(request)
    if back:
        url = f"{url}?{REDIRECT_FIELD_NAME}={quote(back)}"
    if request.htmx:  # type: ignore[attr-defined]  # django_htmx's middleware sets it
        return HttpResponse(status=401, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def _page(request: HttpRequest) -> str | None:
    """The page to come back to: a fragment's own page; none for a form, which cannot be sent again by a link."""
    if request.htmx:  # type: ignore[attr-defined]  # django_htmx's middleware sets it
        page = urlsplit(request.htmx.current_url_abs_path or "")  # type: ignore[attr-defined]  # django_htmx's middleware sets it
        return page._replace(fragment="").geturl() or None
    return request.get_full_path() if request.method in {"GET", "HEAD"} else None


class PersonalLanguage:
    """A person's own choice of language wins over the browser's."""

    def __init__(self, get_response: View):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Asking for the person reads the session; a visitor without one is left as LocaleMiddleware found them.
        if request.session.session_key and request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language() or request.user.language
        return self.get_response(request)
