"""What both sides are written about a mission, as the page of choices tells it."""

from django.utils.translation import gettext_lazy as _

from fractional.accounts.topics import Pace, Topic

ENDING = Topic(
    "mission_ending",
    _("La fin d’une mission approche"),
    _("Trente jours avant son dernier jour, et quand la passation ou une réponse se fait attendre."),
    kinds=("mission_ending", "mission_closing_reminder", "mission_renewal_reminder"),
    hats=("cto", "company"),
    paces=(Pace.NOW, Pace.NONE),
)
MISSIONS = Topic(
    "missions",
    _("Vos missions"),
    _("Une mission se clôt, se termine, s’interrompt, ou son renouvellement est proposé."),
    kinds=(
        "mission_closing",
        "mission_ended",
        "mission_broken",
        "mission_renewal_asked",
        "mission_renewal_answered",
    ),
    hats=("cto", "company"),
)
