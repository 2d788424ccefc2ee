"""Where a sentence comes from, and of when: under each piece of evidence."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fractional.ui import words as said

SOURCES: dict[str, tuple[str, Promise | str, Promise | str]] = {
    "reference": (
        "reference",
        _("Références, la dernière confirmée le %(day)s."),
        _("Références demandées à cette personne."),
    ),
    "posts": ("verified", _("Expériences relues par notre équipe le %(day)s."), _("Expériences déclarées.")),
    "declared": ("verified", _("Souhait déclaré, relu le %(day)s."), _("Souhait déclaré.")),
    "rates": (
        "scored",
        _("Tarif du profil pour cette durée et ce rythme, au %(day)s."),
        _("Tarif du profil pour cette durée et ce rythme."),
    ),
    "calendar": ("confirmed", _("Calendrier, confirmé le %(day)s."), _("Calendrier du profil.")),
    "cto.rates": ("scored", _("Vos tarifs et le plafond de l’entreprise, au %(day)s."), _("Vos tarifs.")),
    "cto.calendar": (
        "confirmed",
        _("Votre calendrier, que vous avez confirmé le %(day)s."),
        _("Votre calendrier."),
    ),
    "cto.declared": ("scored", _("Vos règles, au %(day)s."), _("Vos règles.")),
    "cto.need": ("published", _("Le besoin, publié le %(day)s."), _("Le besoin.")),
}
"""By source: the date it speaks of, the sentence with that date, the one without."""


def source(code: str, dates: Mapping[str, str]) -> str:
    """The source in words; `dates` are ISO days by name, as `sides.dates_of` gives them."""
    dated, sentence, undated = SOURCES[code]
    if dated not in dates:
        return str(undated)
    return str(sentence) % {"day": said.date_plain(dates[dated])}
