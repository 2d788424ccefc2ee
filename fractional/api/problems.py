"""What is refused, said as RFC 9457 says it: one shape for every error, in the reader's language."""

import logging
import sys
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import serializers, status
from rest_framework.exceptions import APIException, NotFound
from rest_framework.response import Response

from fractional import trace
from fractional.errors import DomainError
from fractional.web import errors

PREFIX = "/api/"
MEDIA_TYPE = "application/problem+json"
log = logging.getLogger(__name__)


class Problem(serializers.Serializer):
    """An answer that is no success."""

    type = serializers.CharField(help_text="`urn:fractional:problem:` and a code that never changes.")
    title = serializers.CharField(help_text="The status in words.")
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="Why, in the language of the person whose token it is.")
    request = serializers.CharField(help_text="To quote when you write to us.")
    errors = serializers.DictField(  # type: ignore[assignment]  # hides DRF's own property
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="By field of the body, what is wrong with it; `__all__` for the whole.",
    )


class Invalid(APIException):
    """The body was read and cannot be taken; `errors` says why, by field."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_code = "invalid"

    def __init__(self, errors: Mapping[str, list[str]]):
        super().__init__(_("Certaines réponses sont à revoir."))
        self.errors = dict(errors)


def answer(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """The answer to whatever an endpoint raised; None lets an error of ours be one."""
    match error:
        case DomainError():
            code = "conflict" if error.status == status.HTTP_409_CONFLICT else "refused"
            wrong = {error.argument: [str(error)]} if error.argument else None
            return _problem(error.status, code, str(error), wrong)
        case APIException():
            response = _problem(
                error.status_code,
                str(error.get_codes() if isinstance(error.get_codes(), str) else error.default_code),
                str(error.detail),
                getattr(error, "errors", None),
            )
            for header, value in _headers(error).items():
                response[header] = value
            return response
        case Http404():
            return _problem(404, NotFound.default_code, _("Rien ne se trouve à cette adresse."))
        case PermissionDenied():
            return _problem(403, "forbidden", str(error) or _("Vous ne pouvez pas faire cela."))
        case DataError():
            log.error("unbounded input", exc_info=error)
            return _problem(400, "parse_error", _("Ce contenu n’est pas du JSON que nous lisons."))
        case OperationalError() | InterfaceError():
            log.error("database away", exc_info=error)
            response = _problem(503, "unavailable", _unavailable())
            response["Retry-After"] = "10"
            return response
    return None


def server_error(request: HttpRequest) -> HttpResponse:
    """What no endpoint foresaw, or a middleware before it; people are answered by a page."""
    if not request.path.startswith(PREFIX):
        return errors.server_error(request)
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    body = _body(503, "unavailable", _unavailable()) if away else _body(500, "error", _ours())
    response = JsonResponse(body, status=body["status"], content_type=MEDIA_TYPE)
    if away:
        response["Retry-After"] = "10"
    return response


def _unavailable() -> str:
    return _("Un instant : réessayez dans quelques secondes.")


def _ours() -> str:
    return _("Quelque chose s’est cassé chez nous, et rien n’a été enregistré.")


def _problem(number: int, code: str, detail: str, wrong: Mapping[str, list[str]] | None = None) -> Response:
    body = _body(number, code, detail) | ({"errors": wrong} if wrong else {})
    return Response(body, status=number, content_type=MEDIA_TYPE)


def _body(number: int, code: str, detail: str) -> dict[str, Any]:
    return {
        "type": f"urn:fractional:problem:{code}",
        "title": HTTPStatus(number).phrase,
        "status": number,
        "detail": detail,
        "request": trace.request_id(),
    }


def _headers(error: APIException) -> dict[str, str]:
    wait = getattr(error, "wait", None)
    found = {
        "WWW-Authenticate": getattr(error, "auth_header", ""),
        "Retry-After": f"{wait:.0f}" if wait else "",
    }
    return {name: value for name, value in found.items() if value}
