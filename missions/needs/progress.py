"""Where a need stands: whose turn it is, until when, and the steps behind and ahead of it (promise 5)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from fractional import clock, workdays
from fractional.companies.models import Company
from fractional.ui import words
from missions.needs import steps
from missions.needs.actions.review import REVIEW_WITHIN
from missions.needs.emails import EXPIRES_AFTER
from missions.needs.models import Need

State = Need.State
DONE, CURRENT, TODO, STOPPED = "done", "current", "todo", "stopped"


@dataclass(frozen=True)
class Turn:
    ours: bool
    """Whether the Fractional team owes the next act, and not the company."""
    text: str
    on: date | None = None
    """The last day of the turn."""

    @property
    def is_late(self) -> bool:
        return self.on is not None and self.on < clock.today()


def curator(need: Need) -> str:
    """Who answers for this need: « Claire », or the team until somebody took it."""
    return need.owner_curator.first_name if need.owner_curator else _("L’équipe Fractional")


def read_by(need: Need) -> date | None:
    """The day by which a submitted need is read."""
    return need.submitted_at and workdays.add_working_days(
        need.submitted_at.astimezone(clock.PARIS).date(), REVIEW_WITHIN
    )


def expires_on(need: Need) -> date | None:
    """The last day on which a live need may be confirmed."""
    return need.confirmed_on and need.confirmed_on + EXPIRES_AFTER


def turn(need: Need) -> Turn | None:
    """Whose turn it is; None once the need has ended."""
    who = curator(need)
    match need.state:
        case State.DRAFT:
            following = next(iter(steps.unfinished(need)), steps.STEPS[-1])
            return Turn(False, _("À compléter, étape « %(step)s ».") % {"step": following.label})
        case State.ASSESSED:
            return Turn(False, _("Notre avis est rendu : lisez-le, puis envoyez votre besoin."))
        case State.SUBMITTED:
            return Turn(True, _("%(who)s relit votre besoin.") % {"who": who}, read_by(need))
        case State.ASKED:
            return Turn(False, _("%(who)s vous demande une précision.") % {"who": who})
        case State.PUBLISHED:
            return Turn(True, _("%(who)s choisit vos profils.") % {"who": who}, need.promised_on)
        case State.SELECTED:
            return Turn(False, _("Votre sélection est prête : demandez une rencontre."))
        case State.IN_TALKS:
            return Turn(False, _("Des rencontres sont en cours : choisissez après elles."))
        case State.PAUSED:
            return Turn(False, _("En pause : personne n’est sollicité."), need.paused_until)
    return None


def stepper(need: Need, ranked_at: datetime | None = None) -> list[dict[str, Any]]:
    """Received, read, published, ranked, selection: each with its day, or the day it is promised for."""
    who = curator(need)
    received, published, selected = need.submitted_at, need.published_at, need.selected_at
    ranked = ranked_at or selected
    rows = [
        _step(_("Reçu"), received),
        _step(
            _("Relu"), published, promised=read_by(need) if need.state == State.SUBMITTED else None, who=who
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
    if need.published_at:
        return ""
    if need.company.state != Company.State.VERIFIED:
        return _("une fois l’entreprise vérifiée")
    if need.kind == Need.Kind.REINFORCEMENT and need.cto_in_place_agreed_at is None:
        return _("une fois l’accord du CTO en place reçu")
    return ""


def _mark_current(rows: list[dict[str, Any]], need: Need) -> None:
    waiting = next((row for row in rows if row["state"] == TODO), None)
    if waiting and need.state in Need.OPEN:
        waiting["state"] = CURRENT
    elif waiting:
        waiting["state"] = STOPPED
