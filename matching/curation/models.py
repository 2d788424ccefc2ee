"""The team's own order of work: who takes care of what, what rests until a day, what is about to be done."""

import uuid
from datetime import date

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.ctos.models import Cto
from missions.needs.models import Need


class Thing(models.TextChoices):
    """What a row of the queue is about, by the names that history uses."""

    CTO = "cto", _("Dossier de CTO")
    COMPANY = "company", _("Entreprise")
    NEED = "need", _("Besoin")
    SELECTION = "selection", _("Sélection")
    PROPOSAL = "proposal", _("Proposition")
    CONTEST = "contest", _("Demande à l’équipe")
    HAND = "hand", _("Main levée")
    JOIN = "join", _("Demande à rejoindre une entreprise")
    DEBT = "debt", _("Message")


class Care(models.Model):
    """Who takes care of one thing of the queue, and until when it rests. Without a row: its own curator, awake."""

    thing = models.CharField(max_length=10, choices=Thing)
    thing_id = models.PositiveBigIntegerField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asleep_until = models.DateField(null=True, blank=True)
    """The day on which it comes back; its promised date stays what it was."""
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thing", "thing_id"], name="care_once_per_thing"),
            models.CheckConstraint(
                condition=Q(asleep_until__isnull=True) | ~Q(reason=""), name="care_rests_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Care {self.thing} {self.thing_id}"

    def rests(self, today: date) -> bool:
        return self.asleep_until is not None and self.asleep_until > today


class PairNote(models.Model):
    """What a curator wrote about one profile and one need, for the team."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="+")
    cto = models.ForeignKey(Cto, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="pair_note_says_something")]

    def __str__(self) -> str:
        return f"PairNote {self.need_id}/{self.cto_id}"


class PendingQuerySet(models.QuerySet["Pending"]):
    def held(self) -> "PendingQuerySet":
        """Done soon, or given back, in the order of their decision."""
        return self.select_related("by").order_by("pk")

    def to_come(self) -> "PendingQuerySet":
        """Not done yet, the first to be done first."""
        return self.filter(returned_at=None).order_by("due_at", "pk")


class Pending(models.Model):
    """An act of a curator that is done at `due_at`, and may be undone until then: nothing else knows of it."""

    class Act(models.TextChoices):
        VERIFY_CTO = "verify_cto", _("profil vérifié")
        ASK_CTO = "ask_cto", _("question au CTO")
        ORIENT_CTO = "orient_cto", _("orientation envoyée")
        READ_CHANGES = "read_changes", _("changements relus")
        ASK_CHANGES = "ask_changes", _("question sur un changement")
        VERIFY_COMPANY = "verify_company", _("entreprise vérifiée")
        REFUSE_COMPANY = "refuse_company", _("entreprise refusée")
        PUBLISH_NEED = "publish_need", _("besoin publié")
        ASK_NEED = "ask_need", _("question à l’entreprise")
        SUGGEST = "suggest", _("rédaction suggérée")
        SETTLE_CONSENT = "settle_consent", _("réponse au refus du CTO en place")
        NOT_NOW = "not_now", _("réponse à une main levée")
        WITHDRAW = "withdraw", _("proposition retirée")
        NOTE_ANSWER = "note_answer", _("réponse notée")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    act = models.CharField(max_length=20, choices=Act)
    thing = models.CharField(max_length=10, choices=Thing)
    thing_id = models.PositiveBigIntegerField()
    about = models.CharField(max_length=300, blank=True)
    """What the thing is called, for whoever may undo the act."""
    path = models.CharField(max_length=200)
    """Address of its page."""
    arguments = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    written_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)
    refusal = models.TextField(blank=True)

    objects = PendingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thing", "thing_id"],
                condition=Q(returned_at__isnull=True),
                name="pending_one_per_thing",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | ~Q(refusal=""), name="pending_returns_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Pending {self.act} {self.thing_id}"

    @property
    def seconds_left(self) -> int:
        return max(0, round((self.due_at - clock.now()).total_seconds()))
