"""The person on a card, before the second yes: bands, regions, counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fractional.ctos.models import Cto
from fractional.data import taxonomy
from fractional.ui import words as said
from matching.proposals.words.phrases import band

MOST_REGIONS = 3


@dataclass(frozen=True)
class Profile:
    headline: str
    """In the person's own words."""
    years: str
    place: str
    confirmed: str
    """« disponibilité confirmée le 20 novembre 2026 », for the middle of a sentence."""
    references: str
    team: str
    """Largest team led; empty when none was."""
    situations: str
    sectors: str
    languages: str
    code: str
    is_stale: bool


def profile(card: Mapping[str, Any]) -> Profile:
    """The card as `frozen.card_shown` made it, in words."""
    return Profile(
        headline=card["headline"].rstrip("."),
        years=band(*card["years"]),
        place=_place(card["regions"]),
        confirmed=_("disponibilité confirmée le %(day)s") % {"day": said.date_plain(card["confirmed_on"])},
        references=_references(card["references"]),
        team=_team(card["largest_team_led"]),
        situations=said.listed(taxonomy.situations.label(code) for code in card["kinds_lived"]),
        sectors=said.listed(taxonomy.sectors.label(code) for code in card["sectors"]),
        languages=said.listed(taxonomy.languages.label(code) for code in card["languages"]),
        code=str(Cto.HandsOn(card["hands_on"]).label),
        is_stale=card["stale"],
    )


def _place(regions: list[str]) -> str:
    if not regions:
        return _("À distance")
    if len(regions) > MOST_REGIONS:
        return ngettext("%(count)s région", "%(count)s régions", len(regions)) % {"count": len(regions)}
    return said.listed(taxonomy.regions.label(code) for code in regions)


def _references(count: int) -> str:
    if not count:
        return _("Aucune référence confirmée à ce jour")
    return ngettext("%(count)s référence confirmée", "%(count)s références confirmées", count) % {
        "count": count
    }


def _team(largest: int) -> str:
    if not largest:
        return ""
    return ngettext(
        "A encadré jusqu’à %(count)s personne", "A encadré jusqu’à %(count)s personnes", largest
    ) % {"count": said.number(largest)}
