"""What a person asked us to do with all that is held about them: a copy, or its erasure."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from fractional import clock

KEPT = timedelta(days=7)
"""How long a copy waits for its owner."""
REFLECTION = timedelta(hours=24)
"""Between a confirmed erasure and its day: it can still be called off."""


class CopyQuerySet(models.QuerySet["Copy"]):
    def ready(self) -> "CopyQuerySet":
        """Made, and not past its days; the newest first."""
        return self.filter(made_at__gt=clock.now() - KEPT, content__isnull=False).order_by("-made_at")

    def past_keeping(self) -> "CopyQuerySet":
        return self.filter(made_at__lte=clock.now() - KEPT, content__isnull=False)


class Copy(models.Model):
    """A ZIP of all that is held about one person, made by a job. In the database: there are no files to guard."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="copies")
    asked_at = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(null=True)
    content = models.BinaryField(null=True)

    objects = CopyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(content=None) | Q(made_at__isnull=False), name="copy_made_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"Copy {self.pk}"

    @property
    def kept_until(self) -> datetime | None:
        return self.made_at + KEPT if self.made_at else None


class Farewell(models.Model):
    """An erasure that its person confirmed by a code; called off, it is gone."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="farewell")
    confirmed_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_at__gt=models.F("confirmed_at")), name="farewell_after_a_while"
            ),
        ]

    def __str__(self) -> str:
        return f"Farewell {self.pk}"
