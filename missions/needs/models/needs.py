"""A need: the problem in the founder's words, its frame, and where it stands."""

import uuid
from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.companies.models import Company
from fractional.ctos.models import Cto, Function
from missions.needs import ceiling


class NeedQuerySet(models.QuerySet["Need"]):
    def live(self) -> "NeedQuerySet":
        """Published and not ended: the needs that matching works for."""
        return self.filter(state__in=Need.LIVE)

    def rankable(self) -> "NeedQuerySet":
        return self.filter(state__in=[Need.State.PUBLISHED, Need.State.SELECTED, Need.State.IN_TALKS])

    def waiting_for_a_curator(self) -> "NeedQuerySet":
        return self.filter(state=Need.State.SUBMITTED).order_by("submitted_at")

    def ended(self) -> "NeedQuerySet":
        """Published once, and over: in a mission, without an answer, or withdrawn for good."""
        over = (Need.State.FILLED, Need.State.EXPIRED, Need.State.WITHDRAWN)
        return self.filter(state__in=over, published_at__isnull=False).exclude(withdrawn_reason="rewritten")

    def unconfirmed_since(self, day: date) -> "NeedQuerySet":
        """Live needs that nobody of the company has confirmed on that day or after it."""
        return self.live().filter(confirmed_on__lt=day)

    def silent(self) -> "NeedQuerySet":
        """In the company's hands before publication: it may be reminded, and its silence ends by itself."""
        return self.filter(state__in=Need.TOLD)

    def promise_slipped(self, today: date) -> "NeedQuerySet":
        """Whose company was promised profiles for a day that has passed, and does not know yet that we are late."""
        return self.filter(state=Need.State.PUBLISHED, promised_on__lt=today, promise_moved_on=None)

    def pause_over(self, today: date) -> "NeedQuerySet":
        return self.filter(state=Need.State.PAUSED, paused_until__lte=today)


class Need(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("brouillon")
        ASSESSED = "assessed", _("notre avis est rendu")
        SUBMITTED = "submitted", _("en relecture")
        ASKED = "asked", _("précisions demandées")
        PUBLISHED = "published", _("publié")
        SELECTED = "selected", _("sélection envoyée")
        IN_TALKS = "in_talks", _("rencontres en cours")
        FILLED = "filled", _("pourvu")
        PAUSED = "paused", _("en pause")
        EXPIRED = "expired", _("expiré")
        WITHDRAWN = "withdrawn", _("retiré")

    UNPUBLISHED = (State.DRAFT, State.ASSESSED, State.SUBMITTED, State.ASKED)
    LIVE = (State.PUBLISHED, State.SELECTED, State.IN_TALKS, State.PAUSED)
    TOLD = (State.DRAFT, State.ASSESSED, State.ASKED)
    """In the company's hands: it may save half an answer."""
    EDITABLE = (*TOLD, State.SUBMITTED, State.PUBLISHED)
    OPEN = (*UNPUBLISHED, *LIVE)
    MOVES = {
        State.ASSESSED: {State.DRAFT, State.ASSESSED},
        State.SUBMITTED: {State.ASSESSED, State.ASKED},
        State.ASKED: {State.SUBMITTED},
        State.PUBLISHED: {State.SUBMITTED, State.PAUSED},
        State.SELECTED: {State.PUBLISHED, State.PAUSED, State.IN_TALKS},
        State.IN_TALKS: {State.SELECTED, State.PAUSED, State.FILLED},
        State.FILLED: {State.IN_TALKS},
        State.PAUSED: {State.PUBLISHED, State.SELECTED, State.IN_TALKS},
        State.EXPIRED: set(LIVE),
        State.WITHDRAWN: set(OPEN),
    }
    """Allowed source states of each state (model.md)."""

    class Kind(models.TextChoices):
        STANDING = "standing", _("CTO dans la durée")
        TRANSITION = "transition", _("CTO de transition")
        REINFORCEMENT = "reinforcement", _("renfort du CTO en place")
        PROJECT = "project", _("projet à lancer")

    class Scope(models.TextChoices):
        CTO = "cto", _("la technique")
        CPTO = "cpto", _("la technique et le produit")

    company = models.ForeignKey(Company, models.PROTECT, related_name="needs")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    source = models.CharField(max_length=40, blank=True)
    """How this company heard of us (article row 74); a code of ``taxonomy.sources``."""
    warning_read_at = models.DateTimeField(null=True, blank=True)
    """When whoever began it said to have read that a part-time CTO is not simpler (article row 29)."""
    told_at = models.DateTimeField(default=clock.now)
    """Last time that somebody of the company answered anything."""
    owner_curator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    # The problem first (article row 60).
    title = models.CharField(max_length=120, blank=True)
    problem = models.CharField(max_length=30, blank=True)
    problem_words = models.TextField(blank=True)
    if_nothing_changes = models.TextField(blank=True)

    # The team and the place given (article rows 31, 47, 56, 59).
    team_devs = models.PositiveIntegerField(null=True, blank=True)
    team_has_lead = models.BooleanField(null=True, blank=True)
    team_outsourced = models.PositiveIntegerField(default=0)
    tags = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    decision_maker = models.CharField(max_length=120, blank=True)
    business_counterpart = models.CharField(max_length=120, blank=True)
    committee_seat = models.BooleanField(null=True, blank=True)
    decision_rights = models.CharField(max_length=300, blank=True)
    deliverables = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    """Things to be handed over, if any (article row 49)."""

    # The frame.
    function = models.ForeignKey(Function, models.PROTECT, null=True, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, blank=True)
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.CTO)
    nature = models.CharField(max_length=10, choices=Cto.Nature.choices, blank=True)
    hands_on = models.PositiveSmallIntegerField(choices=Cto.HandsOn.choices, null=True, blank=True)
    half_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """Half-days per week; a monthly rhythm books ceil(2n / 4.33) of them (decision 12)."""
    days_per_month = models.PositiveSmallIntegerField(null=True, blank=True)
    """Set when the founder speaks in days per month; ``half_days`` is then computed from it."""
    asked_half_days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    """Fixed half-days of the week if any, 0 (Monday morning) to 9 (Friday afternoon)."""
    start_first_on = models.DateField(null=True, blank=True)
    start_last_on = models.DateField(null=True, blank=True)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    ceiling_eur = models.PositiveIntegerField(null=True, blank=True)
    """Rate ceiling, EUR per day excluding VAT, a multiple of 50 (decision 18). Null when pro bono."""
    monthly_budget_eur = models.PositiveIntegerField(null=True, blank=True)
    """Set when the founder speaks in months; ``ceiling_eur`` is then computed from it."""
    pro_bono = models.BooleanField(default=False)
    on_site_half_days = models.PositiveSmallIntegerField(default=0)
    town = models.CharField(max_length=80, blank=True)
    department = models.CharField(max_length=3, blank=True)
    languages = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    contracts = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    min_cto_years = models.PositiveSmallIntegerField(default=0)
    confidential = models.BooleanField(default=False)
    priorities = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    # What each kind of need asks on top (article rows 53 to 55).
    cto_leaves_on = models.DateField(null=True, blank=True)
    cto_in_place_email = models.EmailField(blank=True)
    cto_in_place_agreed_at = models.DateTimeField(null=True, blank=True)
    next_owner = models.CharField(max_length=120, blank=True)

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    assessed_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_for = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    off_target_note = models.CharField(max_length=300, blank=True)
    """Why a curator published it for a company outside those that a part-time CTO suits best (article row 46)."""
    promised_on = models.DateField(null=True, blank=True)
    """The day by which the company is promised a selection; ours to keep."""
    promise_moved_on = models.DateField(null=True, blank=True)
    """The day on which we told the company that we were late, and gave it another; once."""
    selected_at = models.DateTimeField(null=True, blank=True)
    in_talks_at = models.DateTimeField(null=True, blank=True)
    filled_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    paused_from = models.CharField(max_length=10, blank=True)
    expired_at = models.DateTimeField(null=True, blank=True)
    watched_at = models.DateTimeField(null=True, blank=True)
    """Since when nobody fits and the company waits for a mail the day somebody does; null while it does not."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=40, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    """Last day somebody of the company said the need still stands; it expires 21 days later."""

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("besoin")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "draft",
                        "assessed",
                        "submitted",
                        "asked",
                        "published",
                        "selected",
                        "in_talks",
                        "filled",
                        "paused",
                        "expired",
                        "withdrawn",
                    ]
                ),
                name="need_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="assessed") | Q(assessed_at__isnull=False), name="need_assessed_dated"
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False), name="need_submitted_dated"
            ),
            models.CheckConstraint(
                condition=~Q(state="asked") | Q(asked_at__isnull=False), name="need_asked_dated"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "selected", "in_talks", "filled", "paused"])
                | (
                    Q(
                        published_at__isnull=False,
                        published_by__isnull=False,
                        confirmed_on__isnull=False,
                        promised_on__isnull=False,
                        function__isnull=False,
                        half_days__isnull=False,
                        months__isnull=False,
                        start_first_on__isnull=False,
                        start_last_on__isnull=False,
                        hands_on__isnull=False,
                    )
                    & ~Q(kind="")
                    & ~Q(problem="")
                    & ~Q(title="")
                ),
                name="need_published_is_complete",
                violation_error_message=_("Ce besoin n’est pas complet : il ne peut pas être publié."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "selected", "in_talks", "filled"])
                | Q(pro_bono=True, ceiling_eur__isnull=True)
                | Q(pro_bono=False, ceiling_eur__isnull=False),
                name="need_published_has_a_price",
            ),
            models.CheckConstraint(
                condition=~Q(kind="reinforcement", state__in=["published", "selected", "in_talks", "filled"])
                | Q(cto_in_place_agreed_at__isnull=False),
                name="need_reinforcement_has_consent",
                violation_error_message=_("Le CTO en place n’a pas encore donné son accord."),
            ),
            models.CheckConstraint(
                condition=~Q(state="selected") | Q(selected_at__isnull=False), name="need_selected_dated"
            ),
            models.CheckConstraint(
                condition=~Q(state="in_talks") | Q(in_talks_at__isnull=False), name="need_in_talks_dated"
            ),
            models.CheckConstraint(
                condition=~Q(state="filled") | Q(filled_at__isnull=False), name="need_filled_dated"
            ),
            models.CheckConstraint(
                condition=~Q(state="paused")
                | (Q(paused_at__isnull=False, paused_until__isnull=False) & ~Q(paused_from="")),
                name="need_paused_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state="expired") | Q(expired_at__isnull=False), name="need_expired_dated"
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="need_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(half_days__isnull=True) | Q(half_days__gte=1, half_days__lte=10),
                name="need_half_days_bounded",
            ),
            models.CheckConstraint(
                condition=Q(months__isnull=True) | Q(months__gte=1, months__lte=24),
                name="need_months_bounded",
            ),
            models.CheckConstraint(
                condition=Q(ceiling_eur__isnull=True)
                | Q(ceiling_eur__gte=100, ceiling_eur__lte=3000, ceiling_eur=F("ceiling_eur") / 50 * 50),
                name="need_ceiling_on_the_grid",
                violation_error_message=_("Le tarif maximum est un multiple de 50 €."),
            ),
            models.CheckConstraint(
                condition=Q(start_first_on__isnull=True)
                | Q(start_last_on__isnull=True)
                | Q(start_last_on__gte=F("start_first_on")),
                name="need_window_opens_before_it_closes",
                violation_error_message=_("La fin de la période de démarrage précède son début."),
            ),
            models.CheckConstraint(
                condition=Q(on_site_half_days=0) | ~Q(department=""),
                name="need_on_site_somewhere",
                violation_error_message=_("Indiquez la ville des jours sur place."),
            ),
            models.CheckConstraint(
                condition=Q(asked_half_days__contained_by=list(range(10))), name="need_half_days_known"
            ),
            models.CheckConstraint(
                condition=Q(days_per_month__isnull=True) | Q(days_per_month__gte=1, days_per_month__lte=21),
                name="need_days_per_month_bounded",
            ),
            models.CheckConstraint(
                condition=Q(priorities__len__lte=3),
                name="need_three_priorities_at_most",
                violation_error_message=_("Choisissez trois priorités au plus."),
            ),
        ]

    def __str__(self) -> str:
        return f"Need {self.pk}"

    @property
    def is_open(self) -> bool:
        """Not ended: neither filled, nor expired, nor withdrawn."""
        return self.state in self.OPEN

    @property
    def is_editable(self) -> bool:
        """Until a selection was shown: from then on its profiles answer to these very words (decision 25)."""
        return self.state in self.EDITABLE

    @property
    def half_days_per_month(self) -> int | None:
        """The rhythm of a founder who counts by the month; None for one who counts by the week."""
        return 2 * self.days_per_month if self.days_per_month else None

    @property
    def monthly_days(self) -> float:
        """Days bought in a month: as said, or half-days over 4.33 weeks."""
        return (
            ceiling.half_days_a_month_x100(half_days=self.half_days or 0, days_per_month=self.days_per_month)
            / 200
        )

    def monthly_cost_eur(self, daily_rate_eur: int) -> int:
        """What a month costs at that day rate, EUR excluding VAT: 1 000 EUR × 2 days a week = 8 660."""
        return ceiling.monthly_cost_eur(
            daily_rate_eur, half_days=self.half_days or 0, days_per_month=self.days_per_month
        )
