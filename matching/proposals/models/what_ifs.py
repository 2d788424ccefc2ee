"""Questions « et si… ? » asked of the market, ten a day at most: the database counts them."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Floor

from fractional import clock
from matching.scoring.what_if import CROWD

A_DAY = 10


class WhatIf(models.Model):
    """One question and what was told. Numbers alone: who asked is a company or a CTO, not a person's words."""

    asker = models.CharField(max_length=24)
    """`company:<id>` or `cto:<id>`: they count together whoever of a company asks, and whatever the need."""
    need_id = models.BigIntegerField(null=True)
    """The need it was asked about; null for a CTO."""
    asked_on = models.DateField(default=clock.today)
    number = models.PositiveSmallIntegerField()
    """First, second… of the day."""
    answers = models.JSONField()
    """What was changed, as the form gives it."""
    told = models.PositiveIntegerField(null=True)
    """A multiple of five; null when the answer is « moins de cinq d’écart » with something told before."""

    class Meta:
        ordering = ["-asked_on", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["asker", "asked_on", "number"], name="what_if_numbered"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=A_DAY), name="what_if_ten_a_day"),
            models.CheckConstraint(
                condition=Q(told__isnull=True) | Q(told=Floor(F("told") / CROWD) * CROWD),
                name="what_if_told_in_fives",
            ),
        ]

    def __str__(self) -> str:
        return f"WhatIf {self.pk}"
