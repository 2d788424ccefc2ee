"""The five steps in which a need is told, and what each one asks before the need may be submitted."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from missions.needs.models import Need

OF_KIND = {
    Need.Kind.TRANSITION: "cto_leaves_on",
    Need.Kind.REINFORCEMENT: "cto_in_place_email",
    Need.Kind.PROJECT: "next_owner",
}
"""What a kind of need asks on top (article rows 53 to 55)."""


@dataclass(frozen=True)
class Step:
    slug: str
    label: Any
    question: Any
    """What the page of the step asks, as its heading."""
    asks: tuple[str, ...]
    """Fields of a need that may not be left empty."""
    offers: tuple[str, ...] = ()
    """Fields that may."""

    def is_done(self, need: Need) -> bool:
        if any(getattr(need, name) in (None, "", []) for name in self.asks):
            return False
        match self.slug:
            case "probleme":
                return bool(need.goals.all())
            case "place":
                return need.kind not in OF_KIND or bool(getattr(need, OF_KIND[Need.Kind(need.kind)]))
            case "budget":
                return need.pro_bono or need.ceiling_eur is not None
        return True


STEPS = (
    Step(
        "probleme",
        _("Le problème"),
        _("Que voulez-vous résoudre ?"),
        ("problem_words", "problem", "title"),
        ("if_nothing_changes",),
    ),
    Step(
        "equipe",
        _("L’équipe"),
        _("Qui fait la technique aujourd’hui ?"),
        ("team_devs", "team_has_lead", "decision_maker"),
        ("team_outsourced", "tags", "business_counterpart"),
    ),
    Step(
        "place",
        _("La place donnée"),
        _("Quelle place donnez-vous à cette personne ?"),
        ("kind", "nature", "hands_on", "committee_seat"),
        ("scope", "decision_rights", "deliverables", *OF_KIND.values()),
    ),
    Step(
        "rythme",
        _("Le rythme"),
        _("Quels jours, et à partir de quand ?"),
        ("half_days", "start_first_on", "start_last_on", "months", "languages", "contracts"),
        ("days_per_month", "asked_half_days", "on_site_half_days", "town", "department"),
    ),
    Step(
        "budget",
        _("Le budget"),
        _("Quel budget, et qu’est-ce qui compte ?"),
        (),
        ("monthly_budget_eur", "ceiling_eur", "pro_bono", "priorities", "min_cto_years", "confidential"),
    ),
)
BY_SLUG = {step.slug: step for step in STEPS}
FIELDS = frozenset(name for step in STEPS for name in (*step.asks, *step.offers))
"""All that a company answers; a copy takes it over."""


def unfinished(need: Need) -> list[Step]:
    """The steps that still ask something."""
    return [step for step in STEPS if not step.is_done(need)]


def after(step: Step) -> Step | None:
    """The step that follows; None after the last."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None
