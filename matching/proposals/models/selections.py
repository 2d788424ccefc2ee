"""The profiles that a curator keeps for a need and sends together."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.history.models import Event
from missions.needs.models import Need


class SelectionQuerySet(models.QuerySet["Selection"]):
    def given_back(self) -> "SelectionQuerySet":
        """Drafts that should have left and did not, untouched since; with `given_back_at` and `given_back_reason`."""
        events = Event.objects.filter(thing="selection", thing_id=OuterRef("pk")).order_by("-pk")
        drafts = self.filter(state=Selection.State.DRAFT).annotate(
            last_event=Subquery(events.values("event")[:1]),
            given_back_at=Subquery(events.values("at")[:1]),
            given_back_reason=Subquery(events.values("reason")[:1]),
        )
        return drafts.filter(last_event=Selection.GIVEN_BACK)


class Selection(models.Model):
    """The 3 to 5 profiles that a curator keeps for a need, a note each (1 or 2 with the reason)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        LEAVING = "leaving", _("part dans quelques minutes")
        SENT = "sent", _("envoyée")
        CANCELLED = "cancelled", _("annulée")

    GIVEN_BACK = "given_back"
    """The event of a selection that became a draft again by itself, minutes before it was to leave."""
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

    given_back_at: datetime
    given_back_reason: str
    """Of the rows of ``given_back()`` alone: when and why."""

    objects = SelectionQuerySet.as_manager()

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
