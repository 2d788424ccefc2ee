"""A CTO raises a hand on a need that fits and was not sent to them."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.ctos.models import Cto
from missions.needs.models import Need


class HandQuerySet(models.QuerySet["Hand"]):
    def up(self) -> "HandQuerySet":
        """Raised, not answered, not taken down."""
        return self.filter(answered_at__isnull=True, withdrawn_at__isnull=True)

    def overdue(self, today: date) -> "HandQuerySet":
        return self.up().filter(due_on__lt=today)


class Hand(models.Model):
    """Uses no weekly cap; a curator answers in five working days."""

    class Answer(models.TextChoices):
        KEPT = "kept", _("dans la sélection")
        NOT_NOW = "not_now", _("pas cette fois")
        CLOSED = "closed", _("le besoin est clos")
        SILENCE = "silence", _("sans réponse de notre part")

    need = models.ForeignKey(Need, models.PROTECT, related_name="hands")
    cto = models.ForeignKey(Cto, models.PROTECT, related_name="hands")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    words = models.CharField(max_length=300, blank=True)
    """What the CTO says of it."""
    raised_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    """Last day of the curator's answer."""
    reminders = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Null when nobody answered: the need closed, or we kept silent."""
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answer_words = models.CharField(max_length=300, blank=True)
    """The reason, as the CTO reads it."""

    objects = HandQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        verbose_name = _("main levée")
        constraints = [
            models.UniqueConstraint(
                fields=["need", "cto"],
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True),
                name="hand_one_up_per_pair",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False, withdrawn_at__isnull=True) & ~Q(answer="")),
                name="hand_answered_once",
            ),
            models.CheckConstraint(
                condition=~Q(answer="not_now") | ~Q(answer_words=""), name="hand_not_now_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Hand {self.need_id}/{self.cto_id}"

    @property
    def is_up(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None
