"""What both sides are written about proposals, as the page of choices tells it."""

from django.utils.translation import gettext_lazy as _

from fractional.accounts.topics import Pace, Topic

PROPOSALS = Topic(
    "proposals",
    _("Les propositions"),
    _(
        "Une entreprise demande à vous rencontrer. « Jamais » met votre profil en pause pendant un an ; vous levez "
        "la pause quand vous voulez."
    ),
    kinds=("proposal",),
    hats=("cto",),
    paces=(Pace.NOW, Pace.NONE),
    own_cap=True,  # the CTO's own, from one to three a week (R05)
)
REMINDERS = Topic(
    "reminders",
    _("Les rappels"),
    _("Quelqu’un attend votre réponse et la date approche. Sans rappel, la date reste la même."),
    kinds=("reminder",),
    hats=("cto", "company"),
    paces=(Pace.NOW, Pace.NONE),
)
ENDED = Topic(
    "ended",
    _("Ce qui prend fin"),
    _("Une proposition ou un échange s’arrête, avec la raison."),
    kinds=("ended", "hand", "shall_we_pause"),
    hats=("cto", "company"),
    paces=(Pace.NOW, Pace.DIGEST, Pace.NONE),
)
STEPS = Topic(
    "steps",
    _("Une sélection, une rencontre, un accord"),
    _("Une sélection est prête, les deux côtés ont dit oui, des conditions sont proposées ou confirmées."),
    kinds=(
        "selection",
        "proposal_waits",
        "watch",
        "counter",
        "terms_kept",
        "question",
        "question_closed",
        "introduction",
        "meeting",
        "choice",
        "confirmed",
        "answer_noted",
    ),
    hats=("cto", "company"),
)
