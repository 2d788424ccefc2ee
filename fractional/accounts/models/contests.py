"""What a person asks of the team about a decision, a datum or an abuse, and what they are answered."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fractional import clock


class ContestQuerySet(models.QuerySet["Contest"]):
    def waiting_for_a_curator(self) -> "ContestQuerySet":
        """The most pressing first; who asked comes with them."""
        waiting = self.filter(state__in=Contest.WAITING)
        return waiting.select_related("user", "owner").order_by("due_on", "pk")

    def for_curator(self, curator_id: int) -> "ContestQuerySet":
        """Those that this curator may answer: not their own, and not twice the same one."""
        own = Q(user_id=curator_id) | Q(state=Contest.State.APPEALED, answered_by_id=curator_id)
        return self.waiting_for_a_curator().exclude(own)


class Contest(models.Model):
    """One request (R13, R42): answered by a person with a reason; contested once, it goes to somebody else."""

    class Kind(models.TextChoices):
        HUMAN = "human", _("Demander qu’une personne réexamine une décision")
        DATUM = "datum", _("Corriger une donnée que je ne peux pas changer")
        ABUSE = "abuse", _("Signaler un besoin, un profil ou un comportement")

    class State(models.TextChoices):
        OPEN = "open", _("en attente de réponse")
        ANSWERED = "answered", _("réponse donnée")
        APPEALED = "appealed", _("relue par une autre personne")
        CLOSED = "closed", _("réponse définitive")

    WAITING = (State.OPEN, State.APPEALED)
    MOVES = {
        State.ANSWERED: {State.OPEN},
        State.APPEALED: {State.ANSWERED},
        State.CLOSED: {State.APPEALED},
    }

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="contests")
    kind = models.CharField(max_length=5, choices=Kind)
    about = models.CharField(max_length=120)
    words = models.TextField()
    asked_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """Who of the team answers; null while the team has nobody who may."""
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    appeal = models.TextField(blank=True)
    appealed_at = models.DateTimeField(null=True)

    objects = ContestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="contest_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("open", "answered")) | Q(appealed_at__isnull=False),
                name="contest_appealed_on_a_day",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="contest_says_something"),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | ~Q(owner=F("user")), name="contest_owned_by_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"Contest {self.pk}"
