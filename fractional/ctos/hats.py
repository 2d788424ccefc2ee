"""The hat of a CTO. Upper layers add their own lines to its menu."""

from django.utils.translation import gettext_lazy as _

from fractional.accounts.hats import Door, Hat, Link
from fractional.accounts.models import User
from fractional.ctos.access import HAT, file_of

DOOR = Door(
    key=HAT,
    label=_("Je suis CTO"),
    text=_(
        "Racontez vos expériences, posez vos règles : nous ne vous proposons que des missions qui les respectent."
    ),
    url_name="ctos:start",
)


def hats_of(user: User) -> list[Hat]:
    if file_of(user) is None:
        return []
    menu = (
        Link(_("Mon dossier"), "ctos:home"),
        Link(_("Ma semaine"), "ctos:week"),
        Link(_("Mes règles"), "ctos:rules"),
    )
    return [Hat(key=HAT, label=_("CTO"), home=Link("", "ctos:home"), menu=menu)]
