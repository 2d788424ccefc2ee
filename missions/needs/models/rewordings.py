"""A wording that a curator suggests; the founder reads the difference and decides."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from missions.needs.models.needs import Need


class RewordingQuerySet(models.QuerySet["Rewording"]):
    def proposed(self) -> "RewordingQuerySet":
        return self.filter(state=Rewording.State.PROPOSED)

    def overdue(self, today: date) -> "RewordingQuerySet":
        return self.proposed().filter(due_on__lt=today)


class Rewording(models.Model):
    """One text of a need, as it was when it was read and as it might be. The need stays the founder's."""

    class Field(models.TextChoices):
        TITLE = "title", _("Le titre")
        PROBLEM_WORDS = "problem_words", _("Ce qui bloque")
        IF_NOTHING_CHANGES = "if_nothing_changes", _("Si rien ne change")
        DECISION_RIGHTS = "decision_rights", _("Ce que cette personne décidera seule")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposée")
        ACCEPTED = "accepted", _("acceptée")
        REFUSED = "refused", _("refusée")
        LAPSED = "lapsed", _("sans réponse")
        DROPPED = "dropped", _("le texte a changé")

    need = models.ForeignKey(Need, models.CASCADE, related_name="rewordings")
    field = models.CharField(max_length=20, choices=Field.choices)
    before = models.TextField(blank=True)
    after = models.TextField()
    why = models.CharField(max_length=300, blank=True)
    suggested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    suggested_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    """Last day of the founder's answer; silence leaves the text as it is."""
    reminded_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RewordingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "field"], condition=Q(state="proposed"), name="rewording_one_per_text"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "refused"])
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="rewording_decided_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(after=""), name="rewording_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.field}, {self.state}"
