"""Rankings, the current score of each pair, and what a curator decided on it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.ctos.models import Cto
from missions.needs.models import Need


class Ranking(models.Model):
    """One run of the whole pool against a need: progress while it runs, its counts afterwards."""

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        RUNNING = "running", _("en cours")
        DONE = "done", _("terminé")

    need = models.OneToOneField(Need, models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    weights_version = models.PositiveSmallIntegerField(default=0)
    requested_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    pool_size = models.PositiveIntegerField(default=0)
    eligible = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)
    """When the stored matches last became others than they were: a board read before then is old."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(finished_at__isnull=False, weights_version__gte=1),
                name="ranking_done_dated",
            ),
            models.CheckConstraint(condition=Q(eligible__lte=F("pool_size")), name="ranking_within_the_pool"),
        ]

    def __str__(self) -> str:
        return f"Ranking {self.need_id}"

    @property
    def is_done(self) -> bool:
        """Whether the worker has ranked the need as it stands now."""
        return self.state == self.State.DONE


class MatchQuerySet(models.QuerySet["Match"]):
    def of_need(self, need: Need) -> "MatchQuerySet":
        """Current matches of a need, best first, with what the board shows of each CTO."""
        return self.filter(need=need).select_related("cto__user", "cto__function").order_by("place")


class Match(models.Model):
    """The current score of a pair under one weights version; rewritten in place when inputs change."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="+")
    cto = models.ForeignKey(Cto, models.CASCADE, related_name="+")
    weights_version = models.PositiveSmallIntegerField()
    place = models.PositiveIntegerField()
    """1 is the first of the ranking."""
    value = models.BigIntegerField()
    company_total = models.PositiveSmallIntegerField()
    cto_total = models.PositiveSmallIntegerField()
    company_points = ArrayField(models.SmallIntegerField())
    cto_points = ArrayField(models.SmallIntegerField())
    first_start_on = models.DateField()
    """First Monday of the window from which the CTO is free for the whole length."""
    scored_at = models.DateTimeField()

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["need_id", "place"]
        constraints = [
            models.UniqueConstraint(fields=["need", "cto", "weights_version"], name="match_once_per_version"),
            models.CheckConstraint(
                condition=Q(company_total__lte=1000, cto_total__lte=1000), name="match_totals_bounded"
            ),
        ]

    def __str__(self) -> str:
        return f"Match {self.need_id}/{self.cto_id}"


class Decision(models.Model):
    """A curator's act on a match. Append-only; freezes the score, its version and its inputs (R11, R12)."""

    class Act(models.TextChoices):
        KEEP = "keep", _("retenu")
        DROP = "drop", _("non retenu")
        ADJUST = "adjust", _("ajusté")
        RESTORE = "restore", _("remis en lice")
        PIN = "pin", _("épinglé en tête")
        UNPIN = "unpin", _("désépinglé")
        NOTE = "note", _("annoté")

    need = models.ForeignKey(Need, models.PROTECT, related_name="+")
    cto = models.ForeignKey(Cto, models.PROTECT, related_name="+")
    act = models.CharField(max_length=8, choices=Act.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)
    reason = models.CharField(max_length=40)
    part = models.CharField(max_length=20, blank=True)
    points = models.SmallIntegerField(null=True, blank=True)
    """The adjusted points of ``part``, on its own weight."""
    weights_version = models.PositiveSmallIntegerField()
    company_total = models.PositiveSmallIntegerField()
    cto_total = models.PositiveSmallIntegerField()
    inputs = models.JSONField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(act="adjust") | (Q(points__isnull=False) & ~Q(part="")),
                name="decision_adjusts_a_part",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision {self.act} {self.need_id}/{self.cto_id}"
