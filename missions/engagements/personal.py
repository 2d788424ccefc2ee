"""What missions hold about their CTO, and what keeps an erasure waiting."""

from typing import Any

from django.utils.translation import gettext as _

from fractional.accounts.holdings import Holding
from fractional.accounts.models import User
from fractional.ui import words
from missions.engagements.models import Mission, Renewal

HOLDINGS = (
    Holding(Mission, "cto__user"),
    Holding(Renewal, "asked_by"),
    Holding(Renewal, "mission__cto__user", {"asked_by": "another person"}, name="renewals"),
)


def running(user: User) -> list[Any]:
    """A mission that runs is a contract: it ends first."""
    return [
        _("Votre mission court jusqu’au %(day)s. Mettez-y fin d’abord, ou attendez son dernier jour.")
        % {"day": words.date_plain(mission.ends_on)}
        for mission in Mission.objects.running().filter(cto__user=user).order_by("ends_on")[:1]
    ]
