"""Our opinion on a need."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from missions.needs.models.needs import Need


class Verdict(models.Model):
    """Our opinion on a need (« notre avis »): what would help most, with the founder's own words.

    Rules are written by people, dated and additive (decision 24). The company may maintain its need.
    """

    class Kind(models.TextChoices):
        PART_TIME = "part_time", _("un CTO part-time")
        TRANSITION = "transition", _("un CTO de transition")
        LEAD_DEV = "lead_dev", _("un lead dev")
        AUDIT = "audit", _("un audit court")
        FULL_TIME = "full_time", _("un CTO à plein temps")
        NOT_YET = "not_yet", _("pas encore")

    need = models.OneToOneField(Need, models.CASCADE, related_name="verdict")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    rules_version = models.PositiveSmallIntegerField()
    points = models.JSONField()
    """The sum of each kind under those rules."""
    reasons = models.JSONField()
    """Up to three: ``{"rule": code, "quote": the founder's own answer}``."""
    given_at = models.DateTimeField(default=clock.now)
    maintained_at = models.DateTimeField(null=True, blank=True)
    maintained_why = models.CharField(max_length=300, blank=True)
    """The company's words, read by the curator and by whoever is asked (rule R17)."""

    class Meta:
        verbose_name = _("avis")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=["part_time", "transition", "lead_dev", "audit", "full_time", "not_yet"]
                ),
                name="verdict_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.kind}"

    @property
    def agrees(self) -> bool:
        """Whether what would help most is what the company asks for."""
        asked_transition = self.need.kind == Need.Kind.TRANSITION
        return self.kind == self.Kind.PART_TIME or (self.kind == self.Kind.TRANSITION and asked_transition)
