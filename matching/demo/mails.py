"""What the SMTP sink of the demo received, read from its folder; and what is about to be sent."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

from fractional.outbox.delivery import subject_of
from fractional.outbox.models import Row

NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Mail:
    key: str
    subject: str
    to: str
    at: datetime
    text: str
    html: str


@dataclass(frozen=True)
class Planned:
    """A mail that has not left yet."""

    subject: str
    to: str
    due_at: datetime


def planned(rows: Iterable[Row]) -> list[Planned]:
    return [Planned(subject_of(row), row.to, row.due_at) for row in rows]


def received(limit: int = 100) -> list[Mail]:
    """The newest first."""
    newest = sorted(_files(), key=lambda file: file.stat().st_mtime, reverse=True)
    return [_read(file) for file in newest[:limit]]


def mark_of(received: Sequence[Mail], planned: Sequence[Planned]) -> str:
    """Changes with what a page of both shows."""
    return f"{received[0].key if received else ''}.{len(planned)}"


def one(key: str) -> Mail | None:
    matching = [file for file in _files() if NAME.fullmatch(key) and file.stem == key]
    return _read(matching[0]) if matching else None


def _files() -> Iterator[Path]:
    return Path(settings.MAIL_SINK_DIR).glob("[0-9]*.eml") if settings.MAIL_SINK_DIR else iter(())


def _read(file: Path) -> Mail:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    return Mail(
        key=file.stem,
        subject=str(message["subject"] or ""),
        to=str(message["to"] or ""),
        at=message["date"].datetime
        if message["date"]
        else datetime.fromtimestamp(file.stat().st_mtime).astimezone(),
        text=_body(message, "plain"),
        html=_body(message, "html"),
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return part.get_content() if part else ""
