"""At which pace a person reads each topic."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from fractional import clock
from fractional.accounts.topics import Pace


class ChoiceQuerySet(models.QuerySet["Choice"]):
    def paces(self, user_id: int) -> dict[str, str]:
        """What a person chose, by topic; a topic that is not named is at its first pace."""
        return dict(self.filter(user_id=user_id).values_list("topic", "pace"))


class Choice(models.Model):
    """One person's pace for one topic (`fractional.accounts.topics`); no row: as we propose it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choices")
    topic = models.CharField(max_length=40)
    pace = models.CharField(max_length=6, choices=Pace)
    changed_at = models.DateTimeField(default=clock.now)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "topic"], name="mail_choice_once"),
            models.CheckConstraint(condition=Q(pace__in=Pace.values), name="mail_choice_known"),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.pace}"
