"""What a visitor reads when something is refused or breaks: a page, or a fragment when htmx asked."""

import logging
import sys
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.html import escape
from django.utils.http import url_has_allowed_host_and_scheme
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
    context: dict[str, Any] = {"status": status, "message": message, "back": _way_back(request, status)}
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


def wrong_method(request: HttpRequest, allowed: str) -> HttpResponse:
    """An address that only receives a form, opened in a browser's bar for example."""
    response = respond(request, 405)
    response["Allow"] = allowed
    return response


def refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    return respond(request, error.status, str(error))


OF_THE_ACT = (405, 409, 422)
"""Refusals of an act: the page of the thing it was about is there, and shows where it stands."""


def _way_back(request: HttpRequest, status: int) -> str:
    """Where to go on from a refusal: the page of the thing itself, else the page one came from; "" for neither."""
    return (_page_above(request.path) if status in OF_THE_ACT else "") or _came_from(request)


def _page_above(path: str) -> str:
    """The nearest address above this one: `/propositions/<id>/` of `/propositions/<id>/accepter/`."""
    while path := path.rstrip("/").rpartition("/")[0]:
        try:
            resolve(f"{path}/")
        except Resolver404:
            continue
        return f"{path}/"
    return ""


def _came_from(request: HttpRequest) -> str:
    """The page that led here when it is one of ours, and another."""
    page = request.headers.get("Referer", "")
    try:
        here = {request.get_host()}
    except DisallowedHost:
        return ""
    ours = url_has_allowed_host_and_scheme(page, allowed_hosts=here, require_https=request.is_secure())
    return page if ours and urlsplit(page).path != request.path else ""


def _plain(message: str) -> str:
    return f"<!doctype html><title>Fractional</title><h1>{escape(message)}</h1>"
