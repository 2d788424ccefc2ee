"""Where a file stands, as its owner follows it: written, read, verified, and read again where it changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from fractional.ctos.models import Cto, Post
from fractional.ctos.promises import answer_due_on, read_by
from fractional.ui import words

State = Cto.State


@dataclass(frozen=True)
class Changes:
    """Roles of a verified file that wait to be read again: by when, or what is asked about them first."""

    read_by: date
    asked_for: str


def changes(cto: Cto, posts: Iterable[Post]) -> Changes | None:
    """None when every role counts as it stands."""
    since = [post.to_read_since for post in posts if post.to_read_since]
    if cto.state not in Cto.READ or not since:
        return None
    return Changes(read_by(min(since)), cto.asked_for)


def progress(cto: Cto) -> list[dict[str, Any]]:
    """The stages for the stepper, each with its date once it has one."""
    written: dict[str, Any] = {
        "label": _("Dossier"),
        "state": "done",
        "on": cto.submitted_at,
        "note": _("envoyé"),
    }
    read: dict[str, Any] = {"label": _("Relecture"), "state": "todo"}
    verified: dict[str, Any] = {"label": _("Vérification"), "state": "todo"}
    match cto.state:
        case State.DRAFT:
            written = {"label": _("Dossier"), "state": "current", "note": _("en cours")}
        case State.SUBMITTED:
            due = answer_due_on(cto)
            read |= {"state": "current"}
            if due:
                read["note"] = _("au plus tard %(day)s") % {"day": words.date_long(due)}
        case State.ASKED:
            read |= {"state": "current", "on": cto.asked_at, "note": _("une précision demandée")}
        case State.ORIENTED:
            read |= {"state": "done", "on": cto.oriented_at}
            verified |= {"state": "stopped", "note": _("pas encore")}
        case State.VERIFIED | State.PAUSED:
            read |= {"state": "done"}
            verified |= {"state": "done", "on": cto.verified_at}
        case State.LEFT:
            written = {"label": _("Dossier clos"), "state": "stopped", "on": cto.left_on}
            return [written]
    return [written, read, verified]
