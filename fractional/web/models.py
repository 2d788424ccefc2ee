"""The demo's clock."""

from datetime import timedelta

from django.db import models
from django.db.models import Q


class ClockOffset(models.Model):
    """One row at most: how far the demo's time stands from real time (`fractional.clock`)."""

    offset = models.DurationField(default=timedelta(0))
    # The demo's own time at the last tick of beat: a restart takes time up again from here.
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="clock_offset_one_row")]

    def __str__(self) -> str:
        return f"offset {self.offset}"
