"""What others say of a CTO: references, and the note of the curator who read the file."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.ctos.models.cto import Cto
from fractional.ctos.models.posts import Post


class Reference(models.Model):
    """A person confirms a role or a result; revocable. Names are never shown before both said yes."""

    class State(models.TextChoices):
        ASKED = "asked", _("demandée")
        CONFIRMED = "confirmed", _("confirmée")
        REVOKED = "revoked", _("retirée")

    cto = models.ForeignKey(Cto, models.CASCADE, related_name="references")
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, related_name="references")
    token = models.CharField(max_length=43, unique=True)
    referee_name = models.CharField(max_length=120)
    referee_email = models.EmailField()
    is_ceo = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    positive = models.BooleanField(null=True, blank=True)
    """The referee would work with this person again."""
    answers = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False, positive__isnull=False),
                name="reference_confirmed_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state="revoked") | Q(revoked_at__isnull=False), name="reference_revoked_dated"
            ),
            models.UniqueConstraint(
                fields=["cto", "referee_email"],
                condition=~Q(state="revoked"),
                name="reference_one_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Reference {self.pk}"


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
