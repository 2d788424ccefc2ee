"""What a need is to achieve."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from missions.needs.models.needs import Need


class Goal(models.Model):
    """A business result, how it is measured, where it stands today. No goal without a metric (article row 33)."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="goals")
    code = models.CharField(max_length=30)
    result = models.CharField(max_length=200)
    metric = models.CharField(max_length=120)
    baseline = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["need", "code"], name="goal_once_per_need"),
            models.CheckConstraint(
                condition=~Q(metric="") & ~Q(result=""),
                name="goal_has_a_metric",
                violation_error_message=_("Un objectif se mesure : indiquez l’indicateur."),
            ),
        ]

    def __str__(self) -> str:
        return self.code
