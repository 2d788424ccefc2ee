"""The few pages that belong to nobody."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from fractional.web.context import THEMES

YEAR = 365 * 24 * 3600


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(static("favicon.svg"))


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse("User-agent: *\nDisallow: /compte/\nDisallow: /equipe/\n", content_type="text/plain")


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the reader's choice of light or dark; anything else means: as the system says."""
    response = HttpResponseRedirect(_back(request))
    wanted = request.POST.get("theme", "")
    if wanted in THEMES:
        response.set_cookie(
            "theme",
            wanted,
            max_age=YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


def _back(request: HttpRequest) -> str:
    next_page = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        next_page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return next_page if safe else "/"
