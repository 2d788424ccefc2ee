"""What « Comment nous classons » says of each part: its weight from the code, its meaning in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matching.scoring.parts import COMPANY
from matching.scoring.weights import V1

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


def parts_of_the_score() -> list[Part]:
    """The nine parts with the weights in force, heaviest first."""
    parts = [
        Part(code, *WORDS[code], weight=weight) for code, weight in zip(COMPANY, V1.company, strict=True)
    ]
    return sorted(parts, key=lambda part: -part.weight)
