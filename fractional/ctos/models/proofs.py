"""What others say of a CTO: references, and the note of the curator who read the file."""

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.ctos.models.cto import Cto
from fractional.ctos.models.posts import Post


class ReferenceQuerySet(models.QuerySet["Reference"]):
    def waiting(self) -> "ReferenceQuerySet":
        """Asked, not answered yet."""
        return self.filter(state=Reference.State.ASKED)

    def standing(self) -> "ReferenceQuerySet":
        """Asked or confirmed."""
        return self.filter(state__in=[Reference.State.ASKED, Reference.State.CONFIRMED])

    def confirmed(self) -> "ReferenceQuerySet":
        return self.filter(state=Reference.State.CONFIRMED)


class Reference(models.Model):
    """A person confirms a role on a page that a link opens; revocable. Names are never shown before both said yes."""

    class State(models.TextChoices):
        ASKED = "asked", _("demandée")
        CONFIRMED = "confirmed", _("confirmée")
        DECLINED = "declined", _("déclinée")
        LAPSED = "lapsed", _("sans réponse")
        REVOKED = "revoked", _("retirée")

    MOVES = {
        State.CONFIRMED: {State.ASKED},
        State.DECLINED: {State.ASKED},
        State.LAPSED: {State.ASKED},
        State.REVOKED: {State.ASKED, State.CONFIRMED},
    }
    """Revoked: taken back by the CTO before an answer, by the referee after it."""

    class Held(models.TextChoices):
        """First question: was this role held, at these dates?"""

        YES = "yes", _("Oui, ce rôle et ces dates")
        NEARLY = "nearly", _("Oui, à peu de choses près")
        NO = "no", _("Non")

    cto = models.ForeignKey(Cto, models.CASCADE, related_name="references")
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, related_name="references")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_about = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    """The role as it was when its referee was asked: what they confirm does not change under their eyes."""
    referee_name = models.CharField(max_length=120)
    referee_email = models.EmailField()
    is_ceo = models.BooleanField(default=False)
    """They led the company: said by the CTO, then by the referee in person."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField(null=True, blank=True)
    """The last day on which an answer is awaited."""
    reminded_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    """When it was declined, or left without an answer."""
    revoked_at = models.DateTimeField(null=True, blank=True)
    positive = models.BooleanField(null=True, blank=True)
    """The referee would work with this person again."""
    answers = models.JSONField(default=dict, blank=True)
    """`held`: a code of Held; `decided`: what this person decided or changed, in the referee's words."""

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="asked") | Q(due_on__isnull=False), name="reference_asked_until_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False, positive__isnull=False),
                name="reference_confirmed_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "lapsed"]) | Q(ended_at__isnull=False),
                name="reference_ended_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state="revoked") | Q(revoked_at__isnull=False), name="reference_revoked_dated"
            ),
            models.UniqueConstraint(
                fields=["cto", "referee_email"],
                condition=~Q(state__in=["revoked", "lapsed"]),
                name="reference_one_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Reference {self.pk}"

    @property
    def says_it_all(self) -> bool:
        """The referee confirms the role and its dates as they were told."""
        return self.state == self.State.CONFIRMED and self.answers.get("held") == self.Held.YES


class CuratorNote(models.Model):
    """The structured note, in six lines, without which nobody is verified or oriented."""

    cto = models.ForeignKey(Cto, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)
    role_held = models.CharField(max_length=300)
    team = models.CharField(max_length=300)
    business = models.CharField(max_length=300)
    first_days = models.CharField(max_length=300)
    proof_seen = models.CharField(max_length=300)
    reserve = models.CharField(max_length=300)

    class Meta:
        ordering = ["-written_at", "-id"]

    def __str__(self) -> str:
        return f"Note {self.pk}"
