"""One event in the calendars' own format (RFC 5545), for a mail's attachment or a download."""

from datetime import UTC, datetime
from email.utils import parseaddr
from typing import Any

from fractional import clock

TYPE = "text/calendar"
_FOLD = 75
"""Bytes of a line; the rest goes on, after a space, on the next one."""


def event(
    *,
    uid: str,
    starts: datetime,
    ends: datetime,
    summary: str,
    description: str = "",
    url: str = "",
    organizer: str,
    cancelled: bool = False,
) -> str:
    """Times are written in UTC: every calendar shows them in its owner's. A cancelled one takes the first one off."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Fractional//Rencontres//FR",
        f"METHOD:{'CANCEL' if cancelled else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{_text(uid)}",
        f"SEQUENCE:{int(cancelled)}",
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        f"DTSTAMP:{_moment(clock.now())}",
        f"DTSTART:{_moment(starts)}",
        f"DTEND:{_moment(ends)}",
        f"ORGANIZER:mailto:{parseaddr(organizer)[1]}",
        f"SUMMARY:{_text(summary)}",
        *([f"DESCRIPTION:{_text(description)}"] if description else []),
        *([f"URL:{url}"] if url else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def read(said: dict[str, Any]) -> str:
    """The same of what a mail's context holds: moments in ISO format."""
    moments = {name: datetime.fromisoformat(said[name]) for name in ("starts", "ends")}
    return event(**(said | moments))


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """No letter is cut in two."""
    parts, room = [""], _FOLD
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append("")
            room = _FOLD - 1
        parts[-1] += letter
        room -= size
    return "\r\n ".join(parts)
