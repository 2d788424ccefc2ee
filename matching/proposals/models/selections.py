"""The profiles that a curator keeps for a need and sends together."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from missions.needs.models import Need


class Selection(models.Model):
    """The 3 to 5 profiles that a curator keeps for a need, a note each (1 or 2 with the reason)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        LEAVING = "leaving", _("part dans quelques minutes")
        SENT = "sent", _("envoyée")
        CANCELLED = "cancelled", _("annulée")

    MOVES = {
        State.LEAVING: {State.DRAFT},
        State.SENT: {State.LEAVING},
        State.DRAFT: {State.LEAVING},
        State.CANCELLED: {State.DRAFT, State.LEAVING},
    }

    need = models.ForeignKey(Need, models.PROTECT, related_name="selections")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    curator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    words = models.TextField(blank=True)
    """What the curator tells the company about the selection as a whole."""
    few_reason = models.CharField(max_length=300, blank=True)
    """Why fewer than three profiles are shown."""
    files_read = models.PositiveIntegerField(default=0)
    leaves_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["need"],
                condition=Q(state__in=["draft", "leaving"]),
                name="selection_one_in_preparation",
            ),
            models.CheckConstraint(
                condition=~Q(state="leaving") | Q(leaves_at__isnull=False), name="selection_leaving_dated"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="selection_sent_dated"
            ),
        ]

    def __str__(self) -> str:
        return f"Selection {self.pk}"
