"""The stock admin behind this site's own doors: superusers only, no log-in of its own, no password."""

from functools import wraps
from typing import Any

from allauth.account.views import logout
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from fractional.accounts.access import Forbidden, View

# The one log-in is the site's; nobody has a password to change.
NOT_OFFERED = {"login", "password_change", "password_change_done"}


class InternalAdminSite(AdminSite):
    site_header = site_title = _("Gestion interne")
    index_title = _("Données")
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def get_urls(self) -> list[Any]:
        return [url for url in super().get_urls() if getattr(url, "name", None) not in NOT_OFFERED]

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # type: ignore[override]  # stubs ask for a generic of theirs
        guarded: View = super().admin_view(view, cacheable)

        @wraps(guarded)
        def superusers_only(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not self.has_permission(request):
                raise Forbidden
            return guarded(request, *args, **kwargs)

        return superusers_only

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:  # type: ignore[override]  # stubs ask for a TemplateResponse
        return logout(request)
