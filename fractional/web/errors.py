"""What a visitor reads when something is refused or breaks: a page, or a fragment when htmx asked."""

import logging
import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _

from fractional.errors import DomainError
from fractional.web.context import site

log = logging.getLogger(__name__)


def respond(
    request: HttpRequest, status: int, message: str = "", *, with_request: bool = True
) -> HttpResponse:
    """The error page of that status, `errors/<status>.html`; its partial `fragment` for htmx.

    `message` overrides the page's own sentence. `with_request=False` renders without the reader's menu, hence
    without the database.
    """
    fragment = request.headers.get("HX-Request") == "true"
    template = f"errors/{status}.html" + ("#fragment" if fragment else "")
    context: dict[str, Any] = {"status": status, "message": message}
    page: str
    for attempt in [request, None] if with_request else [None]:
        try:
            page = render_to_string(template, context | site(request), attempt)
            break
        except TemplateDoesNotExist:
            page = _plain(message or _("Cette page ne peut pas s’afficher."))
            break
        except Exception:
            # An error page must not fail: without the reader's menu, then in one plain sentence.
            log.exception("error page %s", status)
            page = _plain(message or _("Cette page ne peut pas s’afficher."))
    response = HttpResponse(page, status=status)
    if fragment:
        # Above the page, which stays as it is: htmx swaps 409 and 422 into their target, where a form may stand.
        response["HX-Retarget"] = "#problem"
        response["HX-Reswap"] = "innerHTML"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return respond(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return respond(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return respond(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Also reached when a middleware finds the database away: that is no fault of the page's."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return respond(request, 500, with_request=False)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database is away: says so without asking it anything, and when to come back."""
    response = respond(request, 503, with_request=False)
    response["Retry-After"] = "10"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    log.warning("csrf: %s", reason)
    return respond(
        request,
        403,
        _("Cette page est restée ouverte trop longtemps. Rechargez-la, puis recommencez."),
    )


def refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    return respond(request, error.status, str(error))


def _plain(message: str) -> str:
    return f"<!doctype html><title>Fractional</title><h1>{escape(message)}</h1>"
