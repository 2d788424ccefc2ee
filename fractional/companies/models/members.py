"""Who acts for a company, who is invited to, and who asks to."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.companies.models.company import Company


class MemberQuerySet(models.QuerySet["Member"]):
    def active(self) -> "MemberQuerySet":
        return self.filter(left_on__isnull=True)

    def acts_under(self, email: str) -> bool:
        """Whether that address is one of somebody who acts for the company today."""
        return self.active().filter(user__email=email).exists()


class Member(models.Model):
    class Role(models.TextChoices):
        OWNER = "owner", _("décide")
        MEMBER = "member", _("participe")

    company = models.ForeignKey(Company, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=6, choices=Role.choices)
    job_title = models.CharField(max_length=80, blank=True)
    joined_at = models.DateTimeField(default=clock.now)
    left_on = models.DateField(null=True, blank=True)
    """A CTO is not ranked for a company they left less than 24 months ago (decision 3)."""

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["company", "user"], name="member_once"),
            models.CheckConstraint(condition=Q(role__in=["owner", "member"]), name="member_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id}/{self.user_id}"


class Waiting(models.QuerySet):
    """Of what waits for an answer until a last day."""

    def waiting(self) -> "Waiting":
        return self.filter(state="asked")

    def overdue(self, today: date) -> "Waiting":
        return self.waiting().filter(due_on__lt=today)


class Invitation(models.Model):
    """An owner asks somebody by mail to act for the company too."""

    class State(models.TextChoices):
        ASKED = "asked", _("envoyée")
        ACCEPTED = "accepted", _("acceptée")
        REVOKED = "revoked", _("retirée")
        LAPSED = "lapsed", _("sans réponse")

    company = models.ForeignKey(Company, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=6, choices=Member.Role.choices)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    """Last day on which it opens the company."""
    reminded_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = Waiting.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "email"], condition=Q(state="asked"), name="invitation_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(answered_at__isnull=False),
                name="invitation_accepted_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id}: {self.state}"


class JoinRequest(models.Model):
    """Somebody whose company has an account already asks its owners to let them in."""

    class State(models.TextChoices):
        ASKED = "asked", _("envoyée")
        ACCEPTED = "accepted", _("acceptée")
        REFUSED = "refused", _("refusée")
        LAPSED = "lapsed", _("sans réponse")

    company = models.ForeignKey(Company, models.CASCADE, related_name="join_requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="join_requests")
    words = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = Waiting.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "user"], condition=Q(state="asked"), name="join_request_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "refused"])
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="join_request_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id}: {self.state}"
