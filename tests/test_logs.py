"""Logs are JSON, follow a request, and name nobody."""

import json
import logging
from typing import Any

import pytest
from django.test import Client

from fractional import trace
from fractional.logs import JsonLine, redacted

SECRETS = [
    ("sent to awa.diallo+x@exemple.fr today", "awa"),
    ("call 06 12 34 56 78 now", "34"),
    ("call +33 6 12 34 56 78 now", "34"),
    ("call 0612345678", "0612"),
    ("Authorization: Bearer abc.def.ghi", "abc"),
    ("Cookie: a=b; __Host-sessionid=s3cr3t", "s3cr3t"),
    ("{'csrfmiddlewaretoken': 's3cr3t', 'x': 1}", "s3cr3t"),
    ("GET /x?token=s3cr3t&y=1", "s3cr3t"),
    ("sessionid=s3cr3t", "s3cr3t"),
    ('{"password": "s3cr3t"}', "s3cr3t"),
    ("code=AB12-CD34", "AB12"),
    ("DETAIL: Key (email)=(awa@exemple.fr) already exists.", "awa"),
]


@pytest.fixture
def written() -> Any:
    """What lands in the log, as the JSON of its lines."""
    lines: list[dict[str, Any]] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(json.loads(JsonLine().format(record)))

    handler = Keep()
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize(("text", "secret"), SECRETS)
def test_what_names_people_or_opens_doors_is_left_out(text: str, secret: str) -> None:
    assert secret not in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "need 4213 ranked in 312 ms",
        "2026-11-23T12:27:17.519+00:00",
        "row 5a1c2e3f-0612-3456-7890-123456789012",
        "0123456789abcdef",
        "postgresql 18.6, 5000 rows, 1000000000 bytes",
        "code 550",
    ],
)
def test_what_says_what_happened_stays(text: str) -> None:
    assert redacted(text) == text


def test_messages_arguments_extras_and_traces_are_all_read_over(written: list[dict[str, Any]]) -> None:
    log = logging.getLogger("fractional.tests")
    try:
        raise ValueError("awa@exemple.fr")
    except ValueError:
        log.exception("to %s", "awa@exemple.fr", extra={"address": "awa@exemple.fr", "row": 7})
    (line,) = written
    assert "awa" not in json.dumps(line)
    assert line["row"] == 7
    assert line["level"] == "error"
    assert "ValueError" in line["exception"]


def test_a_line_names_its_request(written: list[dict[str, Any]]) -> None:
    with trace.following("0123456789abcdef"):
        logging.getLogger("fractional.tests").warning("x")
    logging.getLogger("fractional.tests").warning("y")
    assert [line.get("request_id") for line in written] == ["0123456789abcdef", None]


@pytest.mark.django_db
@pytest.mark.urls("tests.web.urls")
def test_each_request_is_one_line_without_what_its_address_opens(
    client: Client, written: list[dict[str, Any]]
) -> None:
    answer = client.get("/signed/s3cr3t-t0k3n?q=awa")
    (line,) = [line for line in written if line["logger"] == "fractional.access"]
    assert line["message"] == "GET /signed/<token>"
    assert line["status"] == 200
    assert line["request_id"] == answer["X-Request-ID"]
    assert "s3cr3t" not in json.dumps(written)


@pytest.mark.django_db
@pytest.mark.urls("tests.web.urls")
def test_a_fault_is_told_once_with_its_trace(client: Client, written: list[dict[str, Any]]) -> None:
    client.raise_request_exception = False
    client.get("/fault/500")
    told = [line for line in written if "exception" in line]
    assert len(told) == 1
    assert "ZeroDivisionError" in told[0]["exception"]
    assert "awa@" not in json.dumps(written)


def test_everything_goes_through_one_handler() -> None:
    root = logging.getLogger()
    ours = [handler for handler in root.handlers if isinstance(handler.formatter, JsonLine)]
    assert len(ours) == 1
    for name in ("django", "django.request", "django.server", "fractional.access"):
        assert not logging.getLogger(name).handlers
