"""What happens around every request."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from fractional import trace
from fractional.errors import DomainError
from fractional.web import errors

GetResponse = Callable[[HttpRequest], HttpResponseBase]

log = logging.getLogger(__name__)
access = logging.getLogger("fractional.access")

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
        "object-src 'none'",
    )
)


class RequestId:
    """Gives the request its id and, when it is answered, one line in the access log."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.monotonic()
        with trace.following(trace.new_request_id()):
            response = self.get_response(request)
            response["X-Request-ID"] = trace.request_id()
            access.info(
                "%s %s",
                request.method,
                _route(request),
                extra={
                    "status": response.status_code,
                    "ms": round((time.monotonic() - began) * 1000),
                    "user": getattr(_known_user(request), "pk", None),
                    "htmx": request.headers.get("HX-Request") == "true",
                },
            )
        return response


class Headers:
    """What browsers are told on every answer: load nothing from elsewhere, keep nothing private."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
        # Whatever layer answered: Django's own middleware adds these to most answers only.
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Referrer-Policy"] = settings.SECURE_REFERRER_POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = settings.X_FRAME_OPTIONS
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["HX-Request"])
        if _session_in_use(request):
            response.headers["Cache-Control"] = "no-store, private"
            patch_vary_headers(response, ["Cookie"])
        if _session_ends(response):
            response.headers["Clear-Site-Data"] = '"storage"'
        return response


class DatabaseDown:
    """While the database is away: 503 and a page that needs none, never a 500."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError | InterfaceError):
            log.error("database away", exc_info=exception)
            return errors.unavailable(request)
        return None


class DomainErrors:
    """What an action refuses and a view lets pass is an answer (409, 422), not a failure.

    So is what PostgreSQL cannot hold (a NUL, a number out of range): a view should have asked `bounds`, and the
    log says which did not. A method that an address does not take is told in words too.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return errors.wrong_method(request, response["Allow"])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DomainError):
            return errors.refused(request, exception)
        if isinstance(exception, DataError):
            log.error("unbounded input", exc_info=exception)
            return errors.respond(request, 400)
        return None


def _route(request: HttpRequest) -> str:
    # The pattern, not the address: signed links carry their token in it.
    match = request.resolver_match
    return f"/{match.route}" if match else "(none)"


def _known_user(request: HttpRequest) -> object | None:
    # Only if somebody asked for it: a log line is not worth a query.
    return getattr(request, "_cached_user", None)


def _session_in_use(request: HttpRequest) -> bool:
    session = getattr(request, "session", None)
    return session is not None and session.accessed and not session.is_empty()


def _session_ends(response: HttpResponseBase) -> bool:
    cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie is not None and cookie["max-age"] == 0
