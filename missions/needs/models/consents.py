"""The written consent of the CTO in place to a reinforcement (article row 54)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from missions.needs.models.needs import Need


class ConsentQuerySet(models.QuerySet["Consent"]):
    def waiting(self) -> "ConsentQuerySet":
        return self.filter(state=Consent.State.ASKED)

    def overdue(self, today: date) -> "ConsentQuerySet":
        return self.waiting().filter(due_on__lt=today)


class Consent(models.Model):
    """One asking of one person, who may have no account: they answer on a page of the mail they received."""

    class State(models.TextChoices):
        ASKED = "asked", _("demandé")
        AGREED = "agreed", _("donné")
        REFUSED = "refused", _("refusé")
        LAPSED = "lapsed", _("sans réponse")
        DROPPED = "dropped", _("plus demandé")

    class Follows(models.TextChoices):
        GIVE_BACK = "give_back", _("Rendre le besoin à l’entreprise, avec un mot")
        CLOSE = "close", _("Refermer le besoin, avec ce motif")

    need = models.ForeignKey(Need, models.CASCADE, related_name="consents")
    email = models.EmailField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    """Last day of the answer; silence ends the asking."""
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    name = models.CharField(max_length=120, blank=True)
    """As they signed it."""
    settled_at = models.DateTimeField(null=True, blank=True)
    """When the team closed a refused need, or gave it back with a word."""
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["need"], condition=Q(state="asked"), name="consent_asked_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "lapsed", "dropped"])
                | Q(state="refused", answered_at__isnull=False)
                | (Q(state="agreed", answered_at__isnull=False) & ~Q(name="")),
                name="consent_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(state="refused", settled_at__isnull=False, settled_by__isnull=False),
                name="consent_settled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.state}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.ASKED

    @property
    def is_to_settle(self) -> bool:
        """Refused, and the team has not yet said to the company what follows."""
        return self.state == self.State.REFUSED and self.settled_at is None
