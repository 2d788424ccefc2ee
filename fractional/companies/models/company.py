"""A company."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fractional import clock


class CompanyQuerySet(models.QuerySet["Company"]):
    def of_member(self, user: Any) -> "CompanyQuerySet":
        """The companies this person acts for today."""
        return self.filter(members__user=user, members__left_on__isnull=True)

    def waiting_for_a_curator(self) -> "CompanyQuerySet":
        """Not verified yet; without a SIREN they cannot be: it has to be asked for."""
        return self.filter(state=Company.State.UNVERIFIED).order_by("created_at")


class Company(models.Model):
    class State(models.TextChoices):
        UNVERIFIED = "unverified", _("à vérifier")
        VERIFIED = "verified", _("vérifiée")
        REFUSED = "refused", _("refusée")

    MOVES = {State.VERIFIED: {State.UNVERIFIED}, State.REFUSED: {State.UNVERIFIED}}

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(default=clock.now)
    name = models.CharField(max_length=120)
    siren = models.CharField(max_length=9, blank=True)
    """Nine digits, checksum valid. Form only: existence is ``register_checked_on`` (R18)."""
    register_checked_on = models.DateField(null=True, blank=True)
    stage = models.CharField(max_length=20)
    sector = models.CharField(max_length=30)
    headcount = models.PositiveIntegerField()
    has_cto = models.BooleanField(default=False)
    town = models.CharField(max_length=80, blank=True)
    department = models.CharField(max_length=3, blank=True)
    about = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=20, default="unknown")
    """How they heard of us: a code of ``taxonomy.sources`` (article row 74)."""
    owner_curator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    state = models.CharField(max_length=10, choices=State.choices, default=State.UNVERIFIED)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_reason = models.CharField(max_length=40, blank=True)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("entreprise")
        constraints = [
            models.UniqueConstraint(
                fields=["siren"],
                condition=~Q(siren=""),
                name="company_siren_once",
                violation_error_message=_("Cette entreprise a déjà un compte. Demandez à la rejoindre."),
            ),
            models.CheckConstraint(
                condition=Q(siren="") | Q(siren__regex=r"^[0-9]{9}$"), name="company_siren_form"
            ),
            models.CheckConstraint(condition=Q(headcount__gte=1), name="company_headcount_positive"),
            models.CheckConstraint(
                condition=Q(state="unverified")
                | Q(state="verified", verified_at__isnull=False, verified_by__isnull=False, siren__gt="")
                | (Q(state="refused", refused_at__isnull=False) & ~Q(refused_reason="")),
                name="company_state_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.name
