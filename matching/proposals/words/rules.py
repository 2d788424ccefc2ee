"""Hard rules as they are said after « exclu par ». For curators, and to a CTO about their own rules."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, Promise | str] = {
    "function": _("une autre fonction"),
    "scope": _("un périmètre qui ne comprend pas le produit, ou la technique"),
    "blocked": _("une entreprise refusée, ou dont cette personne est ou était membre"),
    "gate": _("moins de douze mois comme CTO à plein temps"),
    "experience": _("moins d’années de CTO que le besoin n’en demande"),
    "kind": _("une situation que cette personne n’accepte pas"),
    "contract": _("un cadre contractuel que cette personne n’accepte pas"),
    "pro_bono": _("une mission bénévole"),
    "rate": _("un plancher au-dessus du tarif maximum"),
    "days": _("un rythme hors de ses limites"),
    "calendar": _("trop peu de demi-journées libres sur la durée"),
    "sector_refused": _("un secteur refusé"),
    "zone": _("un lieu où cette personne ne se déplace pas"),
    "language": _("une langue demandée qui manque"),
    "min_months": _("une mission trop courte"),
    "hands_on": _("beaucoup de code, pour une personne qui n’en écrit pas"),
    "not_verified": _("un profil en pause ou qui n’est plus vérifié"),
}


def rule(code: str) -> str:
    """The rule in words, to follow « exclu par »."""
    return str(LABELS[code])


def excluded(counts: Mapping[str, int]) -> list[tuple[int, str]]:
    """How many each rule excluded, most first; rules that exclude nobody are left out."""
    by_count = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(count, rule(code)) for code, count in by_count if count]


def excluded_by_rule(counts: Mapping[str, int]) -> list[tuple[str, int, str]]:
    """The same with the code of each rule first, for whoever may read the names."""
    by_count = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(code, count, rule(code)) for code, count in by_count if count]


MINE: dict[str, Promise | str] = {
    "rate": _("sous votre plancher"),
    "days": _("à un rythme hors de vos limites"),
    "calendar": _("sur des demi-journées que vous n’avez pas"),
    "min_months": _("en deçà de votre durée minimale"),
    "zone": _("sur place, là où vous n’allez pas"),
    "kind": _("dans une situation que vous n’acceptez pas"),
    "contract": _("dans un cadre que vous n’acceptez pas"),
    "sector_refused": _("dans un secteur que vous refusez"),
    "hands_on": _("avec beaucoup de code"),
    "language": _("dans une langue que vous ne parlez pas"),
    "pro_bono": _("en bénévolat"),
}
"""The same rules as their CTO reads them, after a number of needs."""


def of_mine(counts: Mapping[str, int]) -> list[tuple[int, str]]:
    """How many needs each of a CTO's own rules kept away, most first."""
    by_count = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(count, str(MINE[code])) for code, count in by_count if count and code in MINE]
