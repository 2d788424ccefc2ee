"""What « Comment nous classons » says of each part: its weight from the code, its meaning in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matching.proposals.words.cto_side import LABELS as CTO_LABELS
from matching.public.example import worked
from matching.scoring.parts import COMPANY, CTO
from matching.scoring.weights import PUBLISHED

WORDS: dict[str, tuple[Promise | str, Promise | str]] = {
    "references": (
        _("Références"),
        _("Combien de personnes ont confirmé un rôle ou un résultat, et si elles referaient équipe."),
    ),
    "years": (
        _("Expérience de CTO"),
        _(
            "Les mois de CTO à plein temps, comptés sur des rôles datés ; au-delà de dix ans, plus rien ne s’ajoute."
        ),
    ),
    "situation": (
        _("Situation déjà vécue"),
        _("La même situation que la vôtre : dans la durée, transition, renfort, projet."),
    ),
    "goals": (
        _("Objectifs"),
        _("La part de vos objectifs et de votre problème que cette personne a déjà traités."),
    ),
    "rate": (
        _("Tarif"),
        _(
            "Votre plafond comparé au tarif de la personne pour cette durée et ce rythme ; "
            "demander moins n’aide plus au-delà de dix pour cent."
        ),
    ),
    "days": (
        _("Jours"),
        _("Les jours que vous demandez, un début tôt dans votre période, une demi-journée de marge."),
    ),
    "stage": (_("Taille d’entreprise"), _("Des entreprises de votre taille.")),
    "hands_on": (_("Part de code"), _("La même part de code que celle que vous demandez.")),
    "sector_stack": (
        _("Secteur et technologies"),
        _("Votre secteur et vos technologies ; c’est ce qui compte le moins pour ce rôle."),
    ),
}
"""Label and meaning of each part on the company's side."""


@dataclass(frozen=True)
class Part:
    code: str
    label: object
    text: object
    weight: int
    thousandths: int
    """Of the worked example, like `points`."""
    points: int


@dataclass(frozen=True)
class Version:
    number: int
    company: list[tuple[object, int]]
    """Label and weight of each part, heaviest first; likewise the CTO's."""
    cto: list[tuple[object, int]]


def parts_of_the_score() -> list[Part]:
    """The nine parts with the weights in force and what the worked example gets for them, heaviest first."""
    in_force = PUBLISHED[-1]
    parts = [
        Part(part.code, *WORDS[part.code], part.weight, part.thousandths, part.points)
        for part in worked(in_force).company.parts
    ]
    return sorted(parts, key=lambda part: -part.weight)


def published_versions() -> list[Version]:
    """The latest first."""
    return [
        Version(
            weights.version,
            _heaviest_first([WORDS[code][0] for code in COMPANY], weights.company),
            _heaviest_first([CTO_LABELS[code] for code in CTO], weights.cto),
        )
        for weights in reversed(PUBLISHED)
    ]


def _heaviest_first(labels: list[Promise | str], weights: tuple[int, ...]) -> list[tuple[object, int]]:
    return sorted(zip(labels, weights, strict=True), key=lambda part: -part[1])
