"""A mission: an agreed engagement, its terms frozen at the last yes."""

import uuid
from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.companies.models import Company
from fractional.ctos.models import Cto
from missions.needs import ceiling
from missions.needs.models import Need


class MissionQuerySet(models.QuerySet["Mission"]):
    def running(self) -> "MissionQuerySet":
        return self.filter(state__in=Mission.RUNNING)

    def whole(self) -> "MissionQuerySet":
        """With the people and the need that a page shows."""
        return self.select_related("company", "cto__user", "need__created_by", "need__company")

    def of_need(self, need: Need) -> "MissionQuerySet":
        """Those that came of a need, the last one first: a broken one may have had a follower."""
        return self.filter(need=need).select_related("cto__user").order_by("-confirmed_at", "-pk")

    def due_to_begin(self, today: date) -> "MissionQuerySet":
        return self.filter(state=Mission.State.PREPARING, starts_on__lte=today)

    def due_to_close(self, today: date) -> "MissionQuerySet":
        return self.filter(state=Mission.State.ACTIVE, ends_on__lt=today)

    def ending_soon(self, today: date) -> "MissionQuerySet":
        """Within the month before their last day, and long enough that the month says something."""
        last = today + Mission.SOON
        return self.filter(state=Mission.State.ACTIVE, ends_on__gte=today, ends_on__lte=last).filter(
            starts_on__lte=F("ends_on") - Mission.SOON
        )

    def to_hand_over(self) -> "MissionQuerySet":
        return self.filter(state=Mission.State.CLOSING)


class Mission(models.Model):
    class State(models.TextChoices):
        PREPARING = "preparing", _("en préparation")
        ACTIVE = "active", _("en cours")
        CLOSING = "closing", _("en clôture")
        ENDED = "ended", _("terminée")
        BROKEN = "broken", _("interrompue")

    class Side(models.TextChoices):
        COMPANY = "company", _("l’entreprise")
        CTO = "cto", _("le CTO")
        CURATOR = "curator", _("l’équipe Fractional")

    SOON = timedelta(days=30)
    """Before the last day: both are told, and it may be closed or renewed."""

    RUNNING = (State.PREPARING, State.ACTIVE, State.CLOSING)
    MOVES = {
        State.ACTIVE: {State.PREPARING},
        State.CLOSING: {State.ACTIVE},
        State.ENDED: {State.CLOSING},
        State.BROKEN: set(RUNNING),
    }

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    need = models.ForeignKey(Need, models.PROTECT, related_name="missions")
    company = models.ForeignKey(Company, models.PROTECT, related_name="missions")
    cto = models.ForeignKey(Cto, models.PROTECT, related_name="missions")

    # Terms, frozen at the last yes.
    daily_rate_eur = models.PositiveIntegerField(null=True, blank=True)
    """EUR per day excluding VAT; null when pro bono (the half-days are booked all the same)."""
    half_days = ArrayField(models.PositiveSmallIntegerField())
    """Named half-days of every week of the mission, 0 (Monday morning) to 9 (Friday afternoon)."""
    starts_on = models.DateField()
    ends_on = models.DateField()
    """Last day of the mission, included."""
    contract = models.CharField(max_length=20)
    on_site_half_days = models.PositiveSmallIntegerField(default=0)
    pro_bono = models.BooleanField(default=False)
    below_floor_accepted = models.BooleanField(default=False)
    """The CTO read « sous votre plancher » and said yes all the same (decision 18)."""
    will_not_do = ArrayField(models.CharField(max_length=200))
    """What this person will not do, a line each: never none (article row 69)."""
    renews = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")
    """The mission that this one goes on with, on terms of its own: none lasts for ever (article row 23)."""

    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    confirmed_at = models.DateTimeField(default=clock.now)
    active_at = models.DateTimeField(null=True, blank=True)
    closing_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    """While it closes, the company's last day to say that all was handed over."""
    next_owner = models.CharField(max_length=120, blank=True)
    """Who takes over what was built: a project does not end without (article row 55)."""
    ended_at = models.DateTimeField(null=True, blank=True)
    broken_at = models.DateTimeField(null=True, blank=True)
    broken_by = models.CharField(max_length=10, choices=Side.choices, blank=True)
    broken_reason = models.CharField(max_length=40, blank=True)

    objects = MissionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["need"],
                condition=~Q(state="broken") & Q(renews__isnull=True),
                name="mission_one_per_need",
            ),
            models.UniqueConstraint(
                fields=["renews"], condition=~Q(state="broken"), name="mission_renewed_once"
            ),
            models.CheckConstraint(condition=Q(will_not_do__len__gte=1), name="mission_says_its_limits"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="mission_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(half_days__len__gte=1, half_days__contained_by=list(range(10))),
                name="mission_half_days_known",
            ),
            models.CheckConstraint(
                condition=Q(pro_bono=True, daily_rate_eur__isnull=True)
                | Q(pro_bono=False, daily_rate_eur__isnull=False, daily_rate_eur__gt=0),
                name="mission_has_a_rate_unless_pro_bono",
            ),
            models.CheckConstraint(
                condition=Q(state="preparing")
                | Q(state="active", active_at__isnull=False)
                | Q(state="closing", closing_at__isnull=False, due_on__isnull=False)
                | Q(state="ended", ended_at__isnull=False)
                | (Q(state="broken", broken_at__isnull=False) & ~Q(broken_by="") & ~Q(broken_reason="")),
                name="mission_state_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"Mission {self.pk}"

    @property
    def is_running(self) -> bool:
        return self.state in self.RUNNING

    @property
    def may_close(self) -> bool:
        """Its last month has come: what remains is to hand over."""
        return self.state == self.State.ACTIVE and self.ends_on - self.SOON <= clock.today()

    @property
    def may_be_renewed(self) -> bool:
        return self.state in (self.State.ACTIVE, self.State.CLOSING)

    @property
    def needs_a_next_owner(self) -> bool:
        return self.need.kind == Need.Kind.PROJECT

    @property
    def holder(self) -> str:
        """Its key in the CTO's calendar."""
        return f"mission:{self.pk}"

    @property
    def monthly_cost_eur(self) -> int | None:
        """What a month costs, EUR excluding VAT; None when pro bono."""
        if self.daily_rate_eur is None:
            return None
        return ceiling.monthly_cost_eur(
            self.daily_rate_eur, half_days=len(self.half_days), days_per_month=self.need.days_per_month
        )
