"""The hat of the Fractional team."""

from django.utils.translation import gettext_lazy as _

from fractional.accounts.hats import Hat, Link
from fractional.accounts.models import User


def hats_of(user: User) -> list[Hat]:
    if not user.is_curator:
        return []
    menu = (
        Link(_("À traiter"), "curation:queue"),
        Link(_("Sélections"), "curation:sent"),
        Link(_("Demandes"), "accounts:contests_to_answer"),
        Link(_("Journal"), "curation:journal"),
    )
    return [Hat(key="curator", label=_("Équipe Fractional"), home=menu[0], menu=menu)]
