"""What stands between a need and its publication, outside its answers: one list for all who have to know."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.companies.models import Company
from fractional.ui import words
from missions.needs.models import Need


class Lack(NamedTuple):
    """Something missing, and where the company gives it: `act` leads to `url`."""

    text: Any
    act: Any = ""
    url: str = ""
    ours: bool = False
    """The team's to bring, once it has the rest."""


def lacks(need: Need) -> list[Lack]:
    """What must still be there before a curator may publish; empty once the need is published or has ended."""
    if need.state not in Need.UNPUBLISHED:
        return []
    return [lack for lack in (_of_the_company(need), _consent(need), _window(need)) if lack]


def _of_the_company(need: Need) -> Lack | None:
    company = need.company
    if company.state == Company.State.VERIFIED:
        return None
    if company.state == Company.State.REFUSED:
        page = reverse("companies:company", args=[company.public_id])
        return Lack(_("la vérification de l’entreprise, que nous avons refusée"), _("Lire pourquoi"), page)
    if not company.siren:
        back = urlencode({"next": reverse("needs:need", args=[need.public_id])})
        page = reverse("companies:edit", args=[company.public_id]) + f"?{back}#id_siren"
        return Lack(_("le numéro SIREN de l’entreprise"), _("Ajouter le SIREN"), page)
    return Lack(_("la vérification de l’entreprise"), ours=True)


def _consent(need: Need) -> Lack | None:
    if need.kind != Need.Kind.REINFORCEMENT or need.cto_in_place_agreed_at:
        return None
    asked = need.consents.waiting().first()
    if asked:
        day = words.date_plain(asked.due_on)
        return Lack(
            format_lazy(
                _("l’accord écrit du CTO en place, demandé par e-mail, attendu d’ici le {day}"), day=day
            )
        )
    page = reverse("needs:step", args=[need.public_id, "place"]) + "#id_cto_in_place_email"
    return Lack(_("l’accord écrit du CTO en place"), _("Revoir l’adresse"), page)


def _window(need: Need) -> Lack | None:
    if need.start_last_on is None or need.start_last_on >= clock.today():
        return None
    page = reverse("needs:step", args=[need.public_id, "rythme"]) + "#id_start_last_on"
    return Lack(_("une période de démarrage à venir"), _("Changer la période"), page)
