"""A renewal: one side proposes to go on, the other says yes, and a new mission has its own terms and last day."""

import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.accounts.models import User
from missions.engagements.models.missions import Mission


class RenewalQuerySet(models.QuerySet["Renewal"]):
    def waiting(self) -> "RenewalQuerySet":
        return self.filter(state=Renewal.State.ASKED)

    def overdue(self, today: date) -> "RenewalQuerySet":
        return self.waiting().filter(due_on__lt=today)

    def whole(self) -> "RenewalQuerySet":
        """With the mission and the people that a page or a mail names."""
        return self.select_related("mission__company", "mission__cto__user", "mission__need__created_by")


class Renewal(models.Model):
    class State(models.TextChoices):
        ASKED = "asked", _("proposé")
        ACCEPTED = "accepted", _("accepté")
        DECLINED = "declined", _("décliné")
        LAPSED = "lapsed", _("sans réponse")

    MOVES = {
        State.ACCEPTED: {State.ASKED},
        State.DECLINED: {State.ASKED},
        State.LAPSED: {State.ASKED},
    }

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="renewals")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_side = models.CharField(max_length=10, choices=Mission.Side.choices)
    daily_rate_eur = models.PositiveIntegerField(null=True, blank=True)
    """EUR per day excluding VAT; null when pro bono."""
    half_days = ArrayField(models.PositiveSmallIntegerField())
    starts_on = models.DateField()
    ends_on = models.DateField()
    """Last day, included."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    """Last day for the other side's answer."""
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = RenewalQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mission"], condition=Q(state="asked"), name="renewal_one_question_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="renewal_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(half_days__len__gte=1, half_days__contained_by=list(range(10))),
                name="renewal_half_days_known",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True)
                | Q(state__in=["accepted", "declined", "lapsed"], answered_at__isnull=False),
                name="renewal_answer_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"Renewal {self.pk} of mission {self.mission_id}"

    @property
    def answered_by_side(self) -> "Mission.Side":
        """Whose yes is awaited: never that of the side that asks."""
        return Mission.Side.CTO if self.asked_side == Mission.Side.COMPANY else Mission.Side.COMPANY
