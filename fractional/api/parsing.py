"""A body as it may be: JSON, small, flat, with nothing that a text or a number cannot hold."""

import json
import re
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser

LARGEST = 64 * 1024
"""Bytes. The longest of our forms takes a third of it."""
DEEPEST = 5
_UNSPEAKABLE = re.compile("[\x00\ud800-\udfff]")


class TooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"


class BoundedJson(BaseParser):
    """JSON alone. Refuses what Python reads beyond the standard: NaN, Infinity, 1e400, a name given twice."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        raw = stream.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise TooLarge(_("Ce contenu est trop long : 64 Kio au plus."))
        try:
            value = json.loads(
                raw.decode(), parse_constant=_no_number, parse_float=_finite, object_pairs_hook=_object
            )
            _demand_plain(value)
        except (ValueError, RecursionError) as reason:
            raise ParseError(_("Ce contenu n’est pas du JSON que nous lisons.")) from reason
        return value


class JsonAlone(BaseContentNegotiation):
    """One parser, one renderer, whatever is asked for."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        kind = request.content_type.partition(";")[0].strip().lower()
        return next((parser for parser in parsers if kind == parser.media_type), None)

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type


def _no_number(name: str) -> float:
    raise ValueError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise ValueError(digits)
    return number


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        raise ValueError("a name given twice")
    return read


def _demand_plain(value: Any, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise ValueError("too deep")
    match value:
        case str():
            if _UNSPEAKABLE.search(value):
                raise ValueError("no text")
        case list():
            for item in value:
                _demand_plain(item, depth + 1)
        case dict():
            for name, item in value.items():
                _demand_plain(name, depth + 1)
                _demand_plain(item, depth + 1)
