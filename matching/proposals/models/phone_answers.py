"""An answer that a curator took down for somebody, who may contest it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from matching.proposals.models.proposals import Proposal


class PhoneAnswer(models.Model):
    """Said by telephone, by mail or face to face. Never the last yes."""

    class Act(models.TextChoices):
        WANT = "want", _("demande de rencontre")
        PASS = "pass", _("profil non retenu")
        ACCEPT = "accept", _("accord")
        DECLINE = "decline", _("refus")
        COUNTER = "counter", _("contre-proposition")
        TAKE = "take", _("accord sur la contre-proposition")
        KEEP = "keep", _("conditions maintenues")
        STOP = "stop", _("contre-proposition refusée")

    class Source(models.TextChoices):
        CALL = "call", _("par téléphone")
        MAIL = "mail", _("par e-mail")
        MEETING = "meeting", _("de vive voix")

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="phone_answers")
    act = models.CharField(max_length=8, choices=Act.choices)
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    source = models.CharField(max_length=8, choices=Source.choices)
    at = models.DateTimeField(default=clock.now)
    contest_until = models.DateField()
    """Last day on which the person may say that this was not their answer."""
    contested_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("on_behalf_of")), name="phone_answer_of_somebody_else")
        ]

    def __str__(self) -> str:
        return f"PhoneAnswer {self.act} {self.proposal_id}"

    def may_be_contested(self, today: date) -> bool:
        return self.contested_at is None and today <= self.contest_until
