"""What a CTO asks before answering: up to three questions, answered by the company in two working days."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from matching.proposals.models.proposals import Proposal
from missions.needs.models import Need


class QuestionQuerySet(models.QuerySet["Question"]):
    def waiting(self) -> "QuestionQuerySet":
        """Neither answered nor closed in silence."""
        return self.filter(answered_at__isnull=True, closed_at__isnull=True)

    def answered(self) -> "QuestionQuerySet":
        return self.filter(answered_at__isnull=False)

    def about(self, need: Need) -> "QuestionQuerySet":
        """Of all who hold a proposal on this need, the first asked first."""
        return self.filter(proposal__need=need).order_by("asked_at", "pk")

    def unanswered(self, today: date) -> "QuestionQuerySet":
        """The company was reminded, or is late, and the CTO has not answered without it."""
        silent = Q(reminders__gt=0) | Q(due_on__lt=today)
        asked = (Proposal.State.SENT, Proposal.State.SEEN)
        return self.filter(silent, answered_at__isnull=True, proposal__state__in=asked)

    def overdue(self, today: date) -> "QuestionQuerySet":
        return self.waiting().filter(due_on__lt=today)


class Question(models.Model):
    """One question on one proposal. The CTO's own clock stands while it waits; everybody asked reads the answer."""

    MOST = 3
    """On one proposal."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="questions")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    asked_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField()
    """Last day of the company's answer."""
    reminders = models.PositiveSmallIntegerField(default=0)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    """When it stopped waiting without an answer: the company's silence, or the end of the proposal."""

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["proposal_id", "number"]
        verbose_name = _("question")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="question_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=3), name="question_three_per_proposal"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="question_has_words"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="question_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Question {self.pk}"

    @property
    def waits(self) -> bool:
        return self.answered_at is None and self.closed_at is None
