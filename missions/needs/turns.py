"""Whose turn it is on a need, and until when (promise 5).

Until a selection is shown the need's own state says it. From then on it hangs on what becomes of the profiles, which
an upper layer knows: in its app's ``ready()``, ``turns.register(source)``, where ``source(needs)`` gives, by need, the
turns that it knows better, in as few queries as it can.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from fractional import clock, workdays
from fractional.history.moves import held
from fractional.ui import words
from missions.needs import silence, steps
from missions.needs.models import Need

REVIEW_WITHIN = 2
"""Working days in which a submitted need is read."""
State = Need.State


class Owner(StrEnum):
    COMPANY = "company"
    CTO = "cto"
    TEAM = "team"


@dataclass(frozen=True)
class Turn:
    """Who owes the next act, in the words of the company's page, and the last day on which they may."""

    owner: Owner
    text: str
    on: date | None = None

    @property
    def is_yours(self) -> bool:
        """The company's, which reads this."""
        return self.owner == Owner.COMPANY

    @property
    def is_late(self) -> bool:
        return self.on is not None and self.on < clock.today()


Source = Callable[[Sequence[Need]], Mapping[int, Turn]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Add what an upper layer knows. Registering the same function again is harmless."""
    if source not in _sources:
        _sources.append(source)


def of(need: Need) -> Turn | None:
    """Whose turn it is; None once the need has ended."""
    return of_all([need]).get(need.pk)


def of_all(needs: Sequence[Need]) -> dict[int, Turn]:
    """By need; those that have ended are left out."""
    turns = {need.pk: turn for need in needs if (turn := _by_its_state(need))}
    for source in _sources:
        turns |= source(needs)
    return turns


def curator(need: Need) -> str:
    """Who answers for this need: « Claire », or the team until somebody took it."""
    return need.owner_curator.first_name if need.owner_curator else _("L’équipe Fractional")


def read_by(need: Need) -> date:
    """The day by which a submitted need is read."""
    day = held(need.submitted_at).astimezone(clock.PARIS).date()
    return workdays.add_working_days(day, REVIEW_WITHIN)


def _by_its_state(need: Need) -> Turn | None:
    who = {"who": curator(need)}
    match need.state:
        case State.DRAFT:
            following = next(iter(steps.unfinished(need)), steps.STEPS[-1])
            return Turn(
                Owner.COMPANY,
                _("À compléter, étape « %(step)s ».") % {"step": following.label},
                silence.ends_on(need),
            )
        case State.ASSESSED:
            return Turn(
                Owner.COMPANY,
                _("Notre avis est rendu : lisez-le, puis envoyez votre besoin."),
                silence.ends_on(need),
            )
        case State.SUBMITTED:
            return Turn(Owner.TEAM, _("%(who)s relit votre besoin.") % who, read_by(need))
        case State.ASKED:
            return Turn(Owner.COMPANY, _("%(who)s vous demande une précision.") % who, silence.ends_on(need))
        case State.PUBLISHED:
            return Turn(Owner.TEAM, _("%(who)s choisit vos profils.") % who, need.promised_on)
        case State.PAUSED:
            day = {"day": words.date_plain(held(need.paused_until))}
            return Turn(Owner.COMPANY, _("En pause jusqu’au %(day)s : personne n’est sollicité.") % day)
    return None
