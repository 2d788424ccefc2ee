"""What the team is written about its own work."""

from django.utils.translation import gettext_lazy as _

from fractional.accounts.topics import Topic

TEAM = Topic(
    "team",
    _("L’équipe Fractional"),
    _("Une sélection qui n’a pas pu partir, une demande ou un signalement à lire."),
    kinds=("given_back", "contest_asked", "hand_reminder"),
    hats=("curator",),
)
