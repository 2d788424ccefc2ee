"""Words of a free text that the law takes badly: an inline hint, never a refusal (rule R10).

Two families. *Discriminating*: age, sex, origin, family, health, looks (Code du travail, L1132-1 and the
penal code, 225-1, which protect a provider too). *Subordinating*: hours imposed, leave to be granted, a
hierarchy: signs by which a judge reads a service as disguised employment (L8221-6).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Family(StrEnum):
    DISCRIMINATION = "discrimination"
    SUBORDINATION = "subordination"


WHY = {
    Family.DISCRIMINATION: _(
        "La loi interdit de choisir une personne selon l’âge, le sexe, l’origine, la famille ou la santé, "
        "prestataire compris. Dites plutôt ce qu’elle aura à faire."
    ),
    Family.SUBORDINATION: _(
        "Un CTO part-time est indépendant : des horaires imposés, des congés à accorder ou un lien "
        "hiérarchique feraient de la prestation un contrat de travail. "
        "Dites plutôt les moments où sa présence compte."
    ),
}
"""The law in plain words."""


@dataclass(frozen=True)
class Hint:
    words: str
    """As the founder wrote them."""
    family: Family

    @property
    def why(self):
        return WHY[self.family]


def _pattern(*words: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(words) + r")(?!\w)", re.IGNORECASE)


_DISCRIMINATING = _pattern(
    # Age. « jeune entreprise », « jeune équipe de 3 ans » and « jeune pousse » speak of a company.
    r"jeunes? (?!entreprise|pousse|société|startup|start-up|équipe|produit|marque|éditeur)\w+",
    r"(?:de |d’|d')?moins de \d\d ans(?! d)",
    r"\d\d ans maximum",
    r"(?:entre )?\d\d (?:et|à) \d\d ans(?! d)",
    r"digital native",
    r"pas trop (?:âgée?|vieux|vieille|senior)",
    # Sex. « H/F » speaks of both.
    r"un homme",
    r"une femme",
    r"un (?:gars|mec|type) (?:\w+)",
    r"(?:homme|femme) de préférence",
    r"plutôt (?:un homme|une femme)",
    # Origin and beliefs.
    r"(?:de )?nationalité \w+",
    r"langue maternelle",
    r"français(?:e)? de souche",
    r"d’origine \w+",
    r"d'origine \w+",
    r"(?:catholique|musulmane?|juive?|athée|croyante?)s?",
    # Family, health, looks.
    r"sans enfants?",
    r"célibataire",
    r"(?:pas de|sans) charges? de famille",
    r"mariée?",
    r"enceinte",
    r"bonne santé",
    r"sans handicap",
    r"bonne présentation",
    r"non[- ]fumeu(?:r|se)",
)
_SUBORDINATING = _pattern(
    r"horaires? (?:imposés?|fixes?|obligatoires?|de bureau)",
    r"de \d{1,2} ?h(?:\d\d)? (?:à|-) ?\d{1,2} ?h(?:\d\d)?",
    r"\d{1,2}h ?[-–] ?\d{1,2}h",
    r"(?:ses |les |des |poser (?:ses |des )?)congés",
    r"congés payés",
    r"période d[’']essai",
    r"pointage|pointer|pointeuse",
    r"lien (?:hiérarchique|de subordination)",
    r"sous (?:les ordres|l[’']autorité|la hiérarchie) (?:de|du|des)",
    r"supérieure? hiérarchique",
    r"rapportera hiérarchiquement",
    r"exclusivité",
    r"à (?:notre|l[’']entière) disposition",
    r"demander l[’']autorisation",
    r"entretiens? annuels?",
    r"présence obligatoire",
    r"(?:un|le|ce) salariée?",
    r"salaire",
)


_PATTERNS = {Family.DISCRIMINATION: _DISCRIMINATING, Family.SUBORDINATION: _SUBORDINATING}


def hints(text: str) -> list[Hint]:
    """What to reword in a text, in its order, each wording once."""
    found = [
        (match.start(), Hint(match.group(), family))
        for family, pattern in _PATTERNS.items()
        for match in pattern.finditer(text)
    ]
    seen: dict[str, Hint] = {}
    for _start, hint in sorted(found, key=lambda entry: entry[0]):
        seen.setdefault(hint.words.lower(), hint)
    return list(seen.values())
