"""What a CTO is written about their own file, as the page of choices tells it."""

from django.utils.translation import gettext_lazy as _

from fractional.accounts.topics import Pace, Topic

FILE = Topic(
    "file",
    _("Votre dossier"),
    _("Reçu, vérifié, une question, une référence, ou la suite que nous vous proposons."),
    kinds=(
        "cto_received",
        "cto_verified",
        "cto_asked",
        "cto_asked_again",
        "cto_closed",
        "cto_late",
        "cto_changes_asked",
        "cto_oriented",
        "cto_reference_asked",
        "cto_reference_confirmed",
        "cto_reference_ended",
    ),
    hats=("cto",),
)
AVAILABILITY = Topic(
    "availability",
    _("Vos jours et vos points d’étape"),
    _("Une fois par mois : vos jours sont-ils toujours les mêmes ? Et le rappel d’un point convenu."),
    kinds=("cto_availability", "cto_recheck"),
    hats=("cto",),
    paces=(Pace.NOW, Pace.DIGEST, Pace.NONE),
)
