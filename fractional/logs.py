"""Logs: one JSON object a line, with the request's id and without anybody's address, number or secret."""

import json
import logging
import logging.config
import re
from datetime import UTC, datetime
from typing import Any

from fractional import trace

_REDACTIONS = (
    (re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    # What stands behind the name of a secret, as header, cookie, query parameter or repr of a dictionary.
    (
        re.compile(
            r"(?i)(\b(?:authorization|(?:set-)?cookie)['\"]?\s*[:=]\s*)(?:(?:bearer|basic|token)\s+)?[^\r\n]+"
        ),
        r"\1[secret]",
    ),
    (
        re.compile(
            r"(?i)([\w-]*(?:token|sessionid|password|secret|api[_-]?key|signature)[\w-]*['\"]?\s*[:=]\s*['\"]?)"
            r"[^\s'\"&;,)}]+"
        ),
        r"\1[secret]",
    ),
    (re.compile(r"(?i)\b(code['\"]?\s*[:=]\s*['\"]?)[A-Z0-9]{4}-?[A-Z0-9]{2,4}\b"), r"\1[secret]"),
    # French numbers with their spaces or dots, and international ones.
    (re.compile(r"(?<![\w.-])(?:\+|00)\d{1,3}[ .-]?(?:\(0\))?(?:[ .-]?\d){8,11}(?![\w-])"), "[phone]"),
    (re.compile(r"(?<![\w.-])0[1-9](?:[ .-]?\d{2}){4}(?![\w-])"), "[phone]"),
)
# What every LogRecord has; the rest came through `extra`.
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "data"}


def redacted(text: str) -> str:
    """The text without e-mail addresses, phone numbers, tokens, cookies and authorisations."""
    for pattern, instead in _REDACTIONS:
        text = pattern.sub(instead, text)
    return text


class JsonLine(logging.Formatter):
    """One record as one line of JSON; extra fields beside the message."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": redacted(record.getMessage()),
        }
        if request_id := trace.request_id():
            line["request_id"] = request_id
        for name, value in vars(record).items():
            if name not in _STANDARD:
                line[name] = value if isinstance(value, int | float | bool | None) else redacted(str(value))
        if record.exc_info:
            line["exception"] = redacted(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def configure(options: dict[str, Any]) -> None:
    """What settings.LOGGING_CONFIG names: everything to standard error as JSON lines.

    `options["level"]` is the least level shown.
    """
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": {"()": "fractional.logs.JsonLine"}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["stderr"], "level": options["level"]},
            "loggers": {
                # Django's default configuration gave these their own handlers: one line each is enough.
                "django": {"handlers": [], "propagate": True, "level": options["level"]},
                "django.server": {"handlers": [], "propagate": True, "level": options["level"]},
                # Each refused request would show twice: `fractional.access` has its line.
                "django.request": {"level": "ERROR"},
                "celery.app.trace": {"level": "WARNING"},
                "celery.worker.strategy": {"level": "WARNING"},
                "celery.beat": {"level": "WARNING"},
                "mail.log": {"level": "WARNING"},
            },
        }
    )
