"""What a company's members are written about their needs, as the page of choices tells it."""

from django.utils.translation import gettext_lazy as _

from fractional.accounts.topics import Topic

NEEDS = Topic(
    "needs",
    _("Vos besoins"),
    _("Publié, une question, une date demandée ; et « toujours d’actualité ? », sans quoi un besoin expire."),
    kinds=(
        "need_published",
        "need_asked",
        "need_expiring",
        "need_expired",
        "need_later",
        "need_reworded",
        "need_unfinished",
        "need_silent",
        "need_late",
        "need_watched",
        "need_consent",
        "need_consent_given",
        "need_consent_missing",
        "need_closed",
    ),
    hats=("company",),
)
