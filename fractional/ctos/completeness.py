"""What a file still lacks before a person of the team can read it."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from fractional.ctos.models import Cto


class Lack(NamedTuple):
    step: str
    text: Any


def lacks(cto: Cto) -> list[Lack]:
    """One line per thing that is missing, in the order of the steps; empty when the file can be sent."""
    checks = [
        (cto.drawn_by, "depart", _("Ce qui vous attire d’abord")),
        (cto.user.first_name and cto.user.last_name, "depart", _("Votre prénom et votre nom")),
        (cto.posts.exists(), "experience", _("Au moins une expérience")),
        (cto.headline, "profil", _("Votre profil en une phrase")),
        (cto.scopes, "profil", _("Ce que vous dirigez")),
        (cto.rates, "tarifs", _("Votre tarif et votre plancher")),
        (cto.week_steps.exists(), "semaine", _("Votre semaine")),
        (cto.kinds_accepted, "regles", _("Les missions que vous acceptez")),
        (cto.contracts, "regles", _("Les contrats que vous acceptez")),
        (cto.languages, "regles", _("Vos langues de travail")),
        (cto.hands_on is not None, "regles", _("La part de code")),
    ]
    return [Lack(step, text) for present, step, text in checks if not present]
