"""Our opinion in words: what each kind of help is, why it would serve better, and one next step (article row 61)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from missions.needs.models import Verdict

Kind = Verdict.Kind


@dataclass(frozen=True)
class Advice:
    headline: Any
    text: Any
    next_step: str = ""
    """``brief`` (a sheet to print for that role), ``place`` (answer step 3 otherwise) or ``later`` (a reminder)."""


AGREED = {
    Kind.PART_TIME: Advice(
        _("Notre avis : un CTO part-time peut vous aider"),
        _(
            "Ce que vous décrivez se dirige plus que cela ne se code, et tient dans quelques jours par semaine."
        ),
    ),
    Kind.TRANSITION: Advice(
        _("Notre avis : un CTO de transition peut vous aider"),
        _("Il tient la maison dès son arrivée, prépare la suite, et part quand la relève est là."),
    ),
}
OTHERWISE = {
    Kind.TRANSITION: Advice(
        _("Notre avis : un CTO de transition vous aiderait davantage"),
        _(
            "Un départ laisse une équipe sans direction : il faut quelqu’un tout de suite, plusieurs jours par "
            "semaine, avec une passation à la fin."
        ),
        "place",
    ),
    Kind.LEAD_DEV: Advice(
        _("Notre avis : un lead dev vous aiderait davantage qu’un CTO"),
        _(
            "Ce que vous décrivez se règle dans le code, un peu chaque jour. Un CTO part-time dirige et tranche : "
            "il ne remplace pas une présence quotidienne auprès des développeurs."
        ),
        "brief",
    ),
    Kind.AUDIT: Advice(
        _("Notre avis : un audit court suffirait"),
        _(
            "Vous avez une question précise et peu de temps : cinq à dix jours de regard extérieur y répondent, "
            "sans engager personne dans la durée."
        ),
        "brief",
    ),
    Kind.FULL_TIME: Advice(
        _("Notre avis : un CTO à plein temps vous conviendrait mieux"),
        _(
            "À quatre jours par semaine pendant neuf mois et plus, une personne à plein temps coûte moins, et "
            "porte l’équipe plus loin."
        ),
        "brief",
    ),
    Kind.NOT_YET: Advice(
        _("Notre avis : pas encore"),
        _(
            "Sans développeur et avec moins d’un jour par semaine, un CTO n’aurait personne à diriger ni le temps "
            "de bâtir. Une première version, un premier développeur, puis reparlons-en."
        ),
        "later",
    ),
}

TEAM, RHYTHM, LENGTH, OWN_WORDS = _("Votre équipe"), _("Votre rythme"), _("La durée"), _("Vos mots")
SOURCES = {
    "a_few_days": RHYTHM,
    "codes_daily": OWN_WORDS,
    "cto_leaves": OWN_WORDS,
    "departure": OWN_WORDS,
    "few_days": RHYTHM,
    "few_months": LENGTH,
    "first_words": OWN_WORDS,
    "four_days_nine_months": RHYTHM,
    "kind": _("La situation"),
    "large_team": TEAM,
    "little_budget": _("Votre budget"),
    "little_time": RHYTHM,
    "much_code": _("La part de code"),
    "no_dev_little_time": TEAM,
    "no_lead": TEAM,
    "no_seat": _("La place donnée"),
    "one_month": LENGTH,
    "problem": OWN_WORDS,
    "produces": _("Ce que vous attendez"),
    "seat": _("La place donnée"),
    "small_team_alone": TEAM,
    "some_months": LENGTH,
    "team": TEAM,
    "three_days": RHYTHM,
    "words": OWN_WORDS,
}
"""Where the answer that a rule quotes was given."""


def of(verdict: Verdict) -> Advice:
    kind = Kind(verdict.kind)
    return AGREED[kind] if verdict.agrees else OTHERWISE[kind]


def reasons(verdict: Verdict) -> list[dict[str, Any]]:
    """The founder's own answers, each with where they gave it."""
    return [{"source": SOURCES.get(row["rule"], OWN_WORDS), "quote": row["quote"]} for row in verdict.reasons]
