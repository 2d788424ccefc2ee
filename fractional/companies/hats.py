"""The hat of a member of a company. Upper layers add their own lines to its menu."""

from django.utils.translation import gettext_lazy as _

from fractional.accounts.hats import Door, Hat, Link
from fractional.accounts.models import User
from fractional.companies.access import HAT
from fractional.companies.models import Member

DOOR = Door(
    key=HAT,
    label=_("Je cherche un CTO part-time"),
    text=_(
        "Décrivez ce qui bloque : nous vous donnons notre avis, puis une personne de l’équipe choisit "
        "pour vous trois à cinq profils."
    ),
    url_name="companies:create",
)


def hats_of(user: User) -> list[Hat]:
    members = Member.objects.active().filter(user=user).select_related("company").order_by("pk")
    return [
        Hat(
            key=f"{HAT}:{member.company.public_id}",
            label=member.company.name,
            home=Link("", "companies:home"),
            menu=(Link(_("Entreprise"), "companies:company", (member.company.public_id,)),),
        )
        for member in members
    ]
