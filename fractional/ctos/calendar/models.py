"""The half-days of a CTO. One table, one exclusion constraint: no half-day is ever sold twice."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

HALF_DAYS = range(10)
"""0 is Monday morning, 1 Monday afternoon, 9 Friday afternoon."""


class WeekStep(models.Model):
    """From a Monday on, the half-days a CTO opens (the week strip), and those they protect.

    Dated steps make a ramp: one day a week now, three from January (article row 14). A protected
    half-day is never proposed (article row 13). Both close the calendar through ``Hold`` rows.
    """

    cto = models.ForeignKey("ctos.Cto", models.CASCADE, related_name="week_steps")
    from_on = models.DateField()
    open = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    protected = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)

    class Meta:
        ordering = ["cto_id", "from_on"]
        constraints = [
            models.UniqueConstraint(fields=["cto", "from_on"], name="week_step_once_a_week"),
            models.CheckConstraint(condition=Q(from_on__iso_week_day=1), name="week_step_from_a_monday"),
            models.CheckConstraint(
                condition=Q(open__contained_by=list(HALF_DAYS)) & Q(protected__contained_by=list(HALF_DAYS)),
                name="week_step_half_days_known",
            ),
            models.CheckConstraint(
                condition=~Q(open__overlap=models.F("protected")), name="week_step_protected_is_not_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cto_id} {self.from_on}"


class HoldQuerySet(models.QuerySet["Hold"]):
    def touching(self, first, until) -> "HoldQuerySet":
        """Rows that hold at least one day of ``[first, until)``."""
        return self.filter(period__overlap=(first, until))

    def sold(self) -> "HoldQuerySet":
        return self.filter(kind=Hold.Kind.MISSION)


class Hold(models.Model):
    """One half-day of the week, held over a period ``[from, until)``."""

    class Kind(models.TextChoices):
        CLOSED = "closed", _("fermée")
        EXTERNAL = "external", _("autre client")
        MISSION = "mission", _("mission")

    cto = models.ForeignKey("ctos.Cto", models.CASCADE, related_name="holds")
    half_day = models.PositiveSmallIntegerField()
    period = DateRangeField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    holder = models.CharField(max_length=60)
    """Key of what holds it, e.g. ``mission:42``; text, so that nothing here looks upwards."""
    label = models.CharField(max_length=80, blank=True)
    """Private name of an outside client; visible to the CTO alone."""

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["cto_id", "half_day", "period"]
        constraints = [
            ExclusionConstraint(
                name="half_day_held_once",
                expressions=[
                    ("cto", RangeOperators.EQUAL),
                    ("half_day", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Cette demi-journée vient d’être engagée."),
            ),
            models.CheckConstraint(condition=Q(half_day__lte=9), name="hold_half_day_known"),
            models.CheckConstraint(condition=Q(period__isempty=False), name="hold_period_not_empty"),
            models.CheckConstraint(
                condition=Q(kind__in=["closed", "external", "mission"]), name="hold_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="closed") | Q(period__startswith__isnull=False), name="hold_sold_from_a_date"
            ),
            models.CheckConstraint(
                condition=~Q(kind="mission") | Q(period__endswith__isnull=False), name="hold_mission_ends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cto_id} {self.half_day} {self.period} {self.kind}"
