"""A CTO's file: where it stands, what a founder reads of it, its rates and its rules."""

import uuid
from datetime import date, timedelta
from functools import reduce
from operator import and_

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.ctos import rates


class Function(models.Model):
    """A function of the leadership team that is held part-time. CTO is the first row (article row 5)."""

    code = models.SlugField(unique=True)
    label = models.CharField(max_length=60)
    label_en = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.label


class CtoQuerySet(models.QuerySet["Cto"]):
    def verified(self) -> "CtoQuerySet":
        return self.filter(state=Cto.State.VERIFIED)

    def locked(self, cto: "Cto") -> "Cto":
        """This CTO's row, read again and held until the transaction ends. First of all locks, always."""
        return self.select_for_update(no_key=True).get(pk=cto.pk)

    def waiting_for_a_curator(self) -> "CtoQuerySet":
        return self.filter(state=Cto.State.SUBMITTED).order_by("submitted_at")

    def with_changes_to_read(self) -> "CtoQuerySet":
        """Verified files with roles that changed since they were read, unless the CTO is asked about them."""
        changed = self.filter(state__in=Cto.READ, asked_for="", posts__to_read_since__isnull=False)
        return changed.distinct().prefetch_related("posts")

    def stale(self, today: date) -> "CtoQuerySet":
        """Availability not confirmed for 45 days: tagged, never hidden."""
        return self.filter(availability_confirmed_on__lt=today - STALE_AFTER)


STALE_AFTER = timedelta(days=45)


class Cto(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("brouillon")
        SUBMITTED = "submitted", _("en relecture")
        ASKED = "asked", _("précisions demandées")
        VERIFIED = "verified", _("vérifié")
        ORIENTED = "oriented", _("orienté")
        PAUSED = "paused", _("en pause")
        LEFT = "left", _("parti")

    MOVES = {
        State.SUBMITTED: {State.DRAFT, State.ASKED, State.ORIENTED},
        State.VERIFIED: {State.SUBMITTED, State.PAUSED},
        State.ORIENTED: {State.SUBMITTED},
        State.ASKED: {State.SUBMITTED, State.LEFT},
        State.PAUSED: {State.VERIFIED},
        State.LEFT: set(State) - {State.LEFT},
    }
    """Allowed source states of each state (model.md); a file that silence closed comes back to the same question."""
    NO_ANSWER = "no_answer"
    """Why a file is left when a question stays without an answer: the only end from which one comes back."""
    READ = (State.VERIFIED, State.PAUSED)
    """Read by a curator: a role told otherwise from then on counts once it is read again."""

    class Path(models.TextChoices):
        FREELANCE = "A", _("indépendant dans votre rôle actuel")
        PLAN = "C", _("un chemin et une date")

    class HandsOn(models.IntegerChoices):
        NONE = 0, _("aucune part de code")
        SOME = 1, _("une part de code")
        MUCH = 2, _("beaucoup de code")

    class Nature(models.TextChoices):
        LEAD = "lead", _("diriger")
        MIXED = "mixed", _("diriger et produire")
        HANDS_ON = "hands_on", _("produire")

    class Scope(models.TextChoices):
        CTO = "cto", _("la technique")
        CPTO = "cpto", _("la technique et le produit")

    class Priority(models.TextChoices):
        """What weighs more in the order of proposals; the parts of the CTO's own score."""

        RATE = "rate", _("le tarif")
        DAYS = "days", _("les jours")
        SITUATION = "situation", _("la situation de l’entreprise")
        HANDS_ON = "hands_on", _("la part de code")
        DURATION = "duration", _("la durée")
        STAGE = "stage", _("le stade de l’entreprise")
        PLACE = "place", _("le lieu")

    class LegalForm(models.TextChoices):
        MICRO = "micro", _("micro-entreprise")
        EI = "ei", _("entreprise individuelle")
        EURL = "eurl", "EURL"
        SASU = "sasu", "SASU"
        PORTAGE = "portage", _("portage salarial")
        NONE = "none", _("pas encore de structure")

    class Attraction(models.TextChoices):
        PART_TIME = "part_time", _("le part-time")
        ROLE = "role", _("le rôle de CTO")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="cto")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(default=clock.now)
    source = models.CharField(max_length=40, blank=True)
    """How this person heard of us (article row 74)."""
    drawn_by = models.CharField(max_length=10, choices=Attraction.choices, blank=True)
    """The first question: part-time, or the role of CTO (article row 41)?"""

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    submitted_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_for = models.TextField(blank=True)
    asked_until = models.DateField(null=True, blank=True)
    """The last day to answer it, after which the file closes by itself."""
    asked_reminders = models.PositiveSmallIntegerField(default=0)
    """How often the CTO was reminded of the question that stands."""
    late_until = models.DateField(null=True, blank=True)
    """The new day by which the file is read, told once when the first one had passed."""
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    paused_until = models.DateField(null=True, blank=True)
    oriented_at = models.DateTimeField(null=True, blank=True)
    orientation_path = models.CharField(max_length=1, choices=Path.choices, blank=True)
    orientation_reasons = models.TextField(blank=True)
    recheck_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    left_reason = models.CharField(max_length=40, blank=True)
    owner_curator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    gate_lifted_at = models.DateTimeField(null=True, blank=True)
    """A curator accepts fewer than 12 months of full-time CTO, with a logged reason (decision 16)."""

    # What a founder reads before the second yes: no name, no employer.
    function = models.ForeignKey(Function, models.PROTECT, null=True, blank=True)
    headline = models.CharField(max_length=120, blank=True)
    first_days = models.TextField(blank=True)
    nature = models.CharField(max_length=10, choices=Nature.choices, blank=True)
    scopes = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    hands_on = models.PositiveSmallIntegerField(choices=HandsOn.choices, null=True, blank=True)
    legal_form = models.CharField(max_length=20, choices=LegalForm.choices, blank=True)
    business_budget_held = models.BooleanField(default=False)
    business_board = models.BooleanField(default=False)
    business_effect = models.CharField(max_length=300, blank=True)

    # Rates, EUR per day excluding VAT.
    target_rate_eur = models.PositiveIntegerField(null=True, blank=True)
    floor_rate_eur = models.PositiveIntegerField(null=True, blank=True)
    rates = ArrayField(models.PositiveIntegerField(), size=rates.SIZE, null=True, blank=True)
    rate_answers = models.JSONField(default=dict, blank=True)
    """« Je ne sais pas encore »: what the indicative band was asked for (see band.py). Never a rate (R03)."""
    rate_undecided_at = models.DateTimeField(null=True, blank=True)
    """Since when the rate is to be settled: the file may be sent, nobody is verified before."""

    # The rules: each one is a hard filter (promise 1).
    min_half_days = models.PositiveSmallIntegerField(default=1)
    max_half_days = models.PositiveSmallIntegerField(default=10)
    max_missions = models.PositiveSmallIntegerField(default=2)
    max_half_days_in_all = models.PositiveSmallIntegerField(default=8)
    max_days_per_month = models.PositiveSmallIntegerField(null=True, blank=True)
    """When the limit was said by the month: the half-days a week above are what it books (decision 12)."""
    min_months = models.PositiveSmallIntegerField(default=1)
    zones = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    kinds_accepted = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    kinds_wanted = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    contracts = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    pro_bono = models.BooleanField(default=False)
    stages_wanted = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    refused_sectors = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    weekly_cap = models.PositiveSmallIntegerField(default=2)
    motives = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    priorities = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    availability_confirmed_on = models.DateField(null=True, blank=True)

    objects = CtoQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = "CTO"
        verbose_name_plural = "CTO"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["draft", "submitted", "asked", "verified", "oriented", "paused", "left"]
                ),
                name="cto_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False), name="cto_submitted_dated"
            ),
            models.CheckConstraint(
                condition=~Q(state="asked") | Q(asked_at__isnull=False, asked_until__isnull=False),
                name="cto_asked_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["verified", "paused"])
                | Q(
                    verified_at__isnull=False,
                    verified_by__isnull=False,
                    function__isnull=False,
                    hands_on__isnull=False,
                    rates__isnull=False,
                    floor_rate_eur__isnull=False,
                    target_rate_eur__isnull=False,
                    availability_confirmed_on__isnull=False,
                ),
                name="cto_verified_is_complete",
                violation_error_message=_("Ce profil n’est pas complet : il ne peut pas être vérifié."),
            ),
            models.CheckConstraint(
                condition=~Q(state="oriented")
                | Q(oriented_at__isnull=False, orientation_path="A")
                | Q(oriented_at__isnull=False, orientation_path="C", recheck_on__isnull=False),
                name="cto_oriented_has_a_path",
            ),
            models.CheckConstraint(
                condition=~Q(state="oriented") | Q(orientation_reasons__regex=r"\S"),
                name="cto_oriented_has_reasons",
            ),
            models.CheckConstraint(
                condition=Q(rate_undecided_at__isnull=True) | Q(rates__isnull=True),
                name="cto_rate_settled_or_not",
            ),
            models.CheckConstraint(
                condition=Q(max_days_per_month__isnull=True)
                | Q(max_days_per_month__gte=1, max_days_per_month__lte=20),
                name="cto_month_bounded",
            ),
            models.CheckConstraint(
                condition=~Q(state="left") | (Q(left_on__isnull=False) & ~Q(left_reason="")),
                name="cto_left_dated",
            ),
            models.CheckConstraint(
                condition=Q(floor_rate_eur__isnull=True) | Q(target_rate_eur__gte=F("floor_rate_eur")),
                name="cto_target_reaches_floor",
                violation_error_message=_("Votre tarif souhaité est inférieur à votre plancher."),
            ),
            models.CheckConstraint(
                condition=Q(rates__isnull=True)
                | reduce(
                    and_,
                    [Q(rates__len=rates.SIZE), Q(rates__0=F("target_rate_eur"))]
                    + [
                        Q(**{f"rates__{i}__gte": F(f"rates__{j}")})
                        for i in range(rates.SIZE)
                        for j in (i + 1, i + len(rates.RHYTHMS))
                        if j < rates.SIZE and (j != i + 1 or j % len(rates.RHYTHMS))
                    ],
                ),
                name="cto_rates_never_rise",
                violation_error_message=_("Un tarif ne peut pas monter avec la durée ou le rythme."),
            ),
            models.CheckConstraint(
                condition=Q(rates__isnull=True) | Q(**{f"rates__{rates.SIZE - 1}__gte": F("floor_rate_eur")}),
                name="cto_rates_reach_floor",
                violation_error_message=_("Un palier est inférieur à votre plancher."),
            ),
            models.CheckConstraint(
                condition=Q(
                    min_half_days__gte=1, max_half_days__lte=10, min_half_days__lte=F("max_half_days")
                )
                & Q(max_missions__gte=1, max_missions__lte=6)
                & Q(max_half_days_in_all__gte=1, max_half_days_in_all__lte=10)
                & Q(min_months__gte=1, min_months__lte=36)
                & Q(weekly_cap__gte=1, weekly_cap__lte=3),
                name="cto_rules_bounded",
            ),
            # What a foreign key needs that only a verified CTO can satisfy (the card of matching).
            models.UniqueConstraint(fields=["id", "state"], name="cto_id_and_state"),
        ]

    def __str__(self) -> str:
        return f"CTO {self.pk}"

    def is_stale(self, today: date) -> bool:
        """Availability not confirmed for 45 days."""
        confirmed = self.availability_confirmed_on
        return confirmed is not None and confirmed < today - STALE_AFTER


class RefusedCompany(models.Model):
    """A company this CTO never wants to hear from. Private (R27): no company learns it."""

    class Why(models.TextChoices):
        REFUSED = "refused", _("entreprise refusée")
        COMPETITOR = "competitor", _("concurrente d’un client")

    cto = models.ForeignKey(Cto, models.CASCADE, related_name="refused_companies")
    siren = models.CharField(max_length=9)
    label = models.CharField(max_length=120, blank=True)
    why = models.CharField(max_length=10, choices=Why.choices, default=Why.REFUSED)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["cto", "siren"], name="refused_company_once"),
            models.CheckConstraint(
                condition=Q(siren__regex=r"^[0-9]{9}$"), name="refused_company_siren_form"
            ),
        ]

    def __str__(self) -> str:
        return self.siren
