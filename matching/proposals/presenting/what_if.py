"""Questions of the day and what was told, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from fractional import clock
from fractional.ctos.models import Cto
from fractional.ui import words as said
from matching.proposals.actions.what_ifs import asker_of
from matching.proposals.models import WhatIf
from missions.needs.models import Need


@dataclass(frozen=True)
class Told:
    number: int
    question: str
    answer: str


def told_today(thing: Need | Cto) -> list[Told]:
    """The newest first."""
    rows = WhatIf.objects.filter(asker=asker_of(thing), asked_on=clock.today())
    say = _of_need if isinstance(thing, Need) else _of_cto
    return [Told(row.number, _question(row.answers), say(row.told)) for row in rows]


def _question(answers: dict[str, Any]) -> str:
    rate = answers.get("ceiling_eur") or answers.get("rate_eur")
    told = [said.tjm(rate)] if rate else []
    told.append(said.days_per_week(answers["half_days"]))
    if weeks := answers.get("later_weeks"):
        told.append(_("démarrage jusqu’à %(weeks)s semaines plus tard") % {"weeks": weeks})
    if years := answers.get("min_cto_years"):
        told.append(_("au moins %(years)s ans d’expérience") % {"years": years})
    if answers.get("on_site"):
        told.append(_("des jours sur site"))
    return " · ".join(told)


def _of_need(told: int | None) -> str:
    if told is None:
        return _("Moins de cinq profils d’écart avec votre besoin actuel ou un chiffre déjà donné.")
    if not told:
        return _("Moins de cinq profils.")
    return _("Au moins %(count)s profils.") % {"count": told}


def _of_cto(told: int | None) -> str:
    if told is None:
        return _("Moins de cinq besoins d’écart avec vos règles actuelles ou un chiffre déjà donné.")
    if not told:
        return _("Moins de cinq besoins.")
    return _("Au moins %(count)s besoins.") % {"count": told}
