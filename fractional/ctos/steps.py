"""The steps of a file, which of them are done, and what is still missing before it can be read."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from fractional.ctos.models import Cto


class FileStep(NamedTuple):
    code: str
    label: Any
    url_name: str


STEPS = (
    FileStep("depart", _("Départ"), "ctos:wants"),
    FileStep("experience", _("Expérience"), "ctos:experience"),
    FileStep("profil", _("Profil"), "ctos:profile"),
    FileStep("tarifs", _("Tarifs"), "ctos:rates"),
    FileStep("semaine", _("Semaine"), "ctos:week"),
    FileStep("regles", _("Règles"), "ctos:rules"),
    FileStep("envoi", _("Envoi"), "ctos:summary"),
)
_BY_CODE = {step.code: step for step in STEPS}
BEING_WRITTEN = (Cto.State.DRAFT, Cto.State.ASKED, Cto.State.ORIENTED)
"""States in which the pages follow one another; in the others each one stands alone."""


class Lack(NamedTuple):
    """Something missing, and the step where it is given."""

    step: str
    text: Any

    @property
    def url(self) -> str:
        return reverse(_BY_CODE[self.step].url_name)


def lacks(cto: Cto) -> list[Lack]:
    """One line per thing that is missing, in the order of the steps; empty when the file can be sent."""
    checks = [
        (cto.drawn_by, "depart", _("Ce qui vous attire d’abord")),
        (cto.motives, "depart", _("Ce que vous en attendez")),
        (cto.user.first_name and cto.user.last_name, "depart", _("Votre prénom et votre nom")),
        (cto.posts.all(), "experience", _("Au moins une expérience")),
        (cto.headline, "profil", _("Votre profil en une phrase")),
        (cto.scopes, "profil", _("Ce que vous dirigez")),
        (cto.rates or cto.rate_undecided_at, "tarifs", _("Votre tarif et votre plancher")),
        (cto.week_steps.all(), "semaine", _("Votre semaine")),
        (cto.kinds_accepted, "regles", _("Les missions que vous acceptez")),
        (cto.contracts, "regles", _("Les contrats que vous acceptez")),
        (cto.languages, "regles", _("Vos langues de travail")),
        (cto.hands_on is not None, "regles", _("La part de code")),
    ]
    return [Lack(step, text) for present, step, text in checks if not present]


TWO_CASES = 2
"""Roles whose first thirty days are told: one may be luck (article row 22)."""


def advice(cto: Cto) -> list[Lack]:
    """What would speak for the file and is not asked for."""
    cases = sum(bool(post.first_days) for post in cto.posts.all())
    hints = [
        (
            cases >= TWO_CASES,
            "experience",
            _(
                "Deux cas racontés : ce que vous avez trouvé en arrivant, ce que vous avez décidé en trente jours"
            ),
        ),
        (cto.business_effect, "profil", _("Un effet sur l’activité, avec un chiffre")),
    ]
    return [Lack(step, text) for present, step, text in hints if not present]


def next_url(cto: Cto, code: str) -> str:
    """Where a saved step leads: to the following one while the file is being written, else back to itself."""
    codes = [step.code for step in STEPS]
    place = codes.index(code)
    following = STEPS[place + 1] if cto.state in BEING_WRITTEN else STEPS[place]
    return reverse(following.url_name)


def stepper(cto: Cto | None, code: str) -> list[dict[str, Any]]:
    """The steps as the stepper draws them, each a link once there is a file."""
    lacking = {lack.step for lack in lacks(cto)} if cto else {step.code for step in STEPS}
    return [
        {
            "label": _link(step) if cto and step.code != code else step.label,
            "state": "current" if step.code == code else _state(step.code, lacking),
        }
        for step in STEPS
    ]


def first_open(cto: Cto) -> FileStep:
    """The first step where something is missing, else the last one."""
    lacking = {lack.step for lack in lacks(cto)}
    return next((step for step in STEPS if step.code in lacking), STEPS[-1])


def _state(code: str, lacking: set[str]) -> str:
    return "todo" if code in lacking or code == STEPS[-1].code else "done"


def _link(step: FileStep) -> Any:
    return format_html('<a href="{}">{}</a>', reverse(step.url_name), step.label)
