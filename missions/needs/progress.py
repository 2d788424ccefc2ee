"""The steps behind a need and ahead of it, each with its day or the day it is promised for."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from fractional.ui import words
from missions.needs import publication, turns
from missions.needs.emails import EXPIRES_AFTER
from missions.needs.models import Need

State = Need.State
DONE, CURRENT, TODO, STOPPED = "done", "current", "todo", "stopped"


def expires_on(need: Need) -> date | None:
    """The last day on which a live need may be confirmed."""
    return need.confirmed_on and need.confirmed_on + EXPIRES_AFTER


def stepper(need: Need, ranked_at: datetime | None = None) -> list[dict[str, Any]]:
    """Received, read, published, ranked, selection: each with its day, or the day it is promised for."""
    who = turns.curator(need)
    received, published, selected = need.submitted_at, need.published_at, need.selected_at
    ranked = ranked_at or selected
    rows = [
        _step(_("Reçu"), received),
        _step(
            _("Relu"),
            published,
            promised=turns.read_by(need) if need.state == State.SUBMITTED else None,
            who=who,
        ),
        _step(_("Publié"), published, note=_waits_for(need)),
        _step(_("Classé"), ranked),
        _step(_("Sélection"), selected, promised=need.promised_on, who=who),
    ]
    _mark_current(rows, need)
    return rows


def _step(
    label: str, at: datetime | None, *, promised: date | None = None, who: str = "", note: str = ""
) -> dict[str, Any]:
    if at:
        return {"label": label, "state": DONE, "on": at, "note": who and _("par %(who)s") % {"who": who}}
    if promised:
        note = _("au plus tard %(day)s") % {"day": words.date_long(promised)}
    return {"label": label, "state": TODO, "note": note}


def _waits_for(need: Need) -> str:
    """What stands between a read need and its publication."""
    missing = words.listed(str(lack.text) for lack in publication.lacks(need))
    return _("manque %(named)s") % {"named": missing} if missing else ""


def _mark_current(rows: list[dict[str, Any]], need: Need) -> None:
    waiting = next((row for row in rows if row["state"] == TODO), None)
    if waiting and need.state in Need.OPEN:
        waiting["state"] = CURRENT
    elif waiting:
        waiting["state"] = STOPPED
