"""Matches, what a person decided on them, selections, and proposals from card to last yes."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.ctos.models import Cto
from missions.engagements.models import Mission
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
    excluded = models.JSONField(default=dict, blank=True)
    """How many CTOs each hard rule excluded: ``{rule code: count}``."""
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


class Selection(models.Model):
    """The 3 to 5 profiles that a curator keeps for a need, a note each (1 or 2 with the reason)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        LEAVING = "leaving", _("part dans quelques minutes")
        SENT = "sent", _("envoyée")
        CANCELLED = "cancelled", _("annulée")

    MOVES = {
        State.LEAVING: {State.DRAFT},
        State.SENT: {State.LEAVING},
        State.DRAFT: {State.LEAVING},
        State.CANCELLED: {State.DRAFT, State.LEAVING},
    }

    need = models.ForeignKey(Need, models.PROTECT, related_name="selections")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    curator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    words = models.TextField(blank=True)
    """What the curator tells the company about the selection as a whole."""
    few_reason = models.CharField(max_length=300, blank=True)
    """Why fewer than three profiles are shown."""
    files_read = models.PositiveIntegerField(default=0)
    leaves_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["need"],
                condition=Q(state__in=["draft", "leaving"]),
                name="selection_one_in_preparation",
            ),
            models.CheckConstraint(
                condition=~Q(state="leaving") | Q(leaves_at__isnull=False), name="selection_leaving_dated"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="selection_sent_dated"
            ),
        ]

    def __str__(self) -> str:
        return f"Selection {self.pk}"


EXPOSED = timedelta(days=30)
"""Among equals, those shown less in this time come first."""


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def open(self) -> "ProposalQuerySet":
        """Not ended and not yet a mission."""
        return self.filter(state__in=Proposal.OPEN)

    def whole(self) -> "ProposalQuerySet":
        """With everybody who is told of what becomes of it."""
        return self.select_related("cto__user", "need__company", "selection__curator", "wanted_by", "kept_by")

    def shown(self) -> "ProposalQuerySet":
        """Of a selection that has left: what a company may see."""
        return self.filter(selection__state=Selection.State.SENT)

    def reached_the_cto(self) -> "ProposalQuerySet":
        """What a CTO may see: everything from the moment it was sent to them."""
        return self.filter(sent_at__isnull=False)

    def overdue(self, today: date) -> "ProposalQuerySet":
        """Turns whose last day has passed."""
        return self.open().filter(due_on__lt=today)

    def exposures(self) -> dict[int, int]:
        """By CTO, on how many selections they were shown in the last 30 days; those on none are left out."""
        lately = self.shown().filter(selection__sent_at__gte=clock.now() - EXPOSED)
        return dict(lately.order_by().values_list("cto").annotate(models.Count("selection", distinct=True)))

    def sent_in_week_of(self, monday: date) -> "ProposalQuerySet":
        return self.filter(sent_on__gte=monday, sent_on__lt=monday + timedelta(days=7))


class Proposal(models.Model):
    """One kept profile of one selection, from card to last yes. States and moves: model.md."""

    class State(models.TextChoices):
        KEPT = "kept", _("dans la sélection")
        WANTED = "wanted", _("rencontre demandée")
        PASSED = "passed", _("non retenu")
        SENT = "sent", _("proposition envoyée")
        SEEN = "seen", _("proposition lue")
        ACCEPTED = "accepted", _("mise en relation")
        DECLINED = "declined", _("déclinée")
        COUNTERED = "countered", _("contre-proposition")
        EXPIRED = "expired", _("sans réponse")
        LAPSED = "lapsed", _("délai dépassé")
        WITHDRAWN = "withdrawn", _("retirée")
        CHOSEN = "chosen", _("choisi")
        NOT_CHOSEN = "not_chosen", _("une autre personne choisie")
        RETRACTED = "retracted", _("retirée par le CTO")
        CONFIRMED = "confirmed", _("confirmée")

    OPEN = (
        State.KEPT,
        State.WANTED,
        State.SENT,
        State.SEEN,
        State.COUNTERED,
        State.ACCEPTED,
        State.CHOSEN,
    )
    ENDED = (
        State.PASSED,
        State.DECLINED,
        State.EXPIRED,
        State.LAPSED,
        State.WITHDRAWN,
        State.NOT_CHOSEN,
        State.RETRACTED,
    )
    NAMED = (State.ACCEPTED, State.CHOSEN, State.CONFIRMED)
    """Both said yes: names are open between these two."""
    MOVES = {
        State.WANTED: {State.KEPT},
        State.PASSED: {State.KEPT},
        State.SENT: {State.WANTED, State.COUNTERED},
        State.SEEN: {State.SENT},
        State.ACCEPTED: {State.SENT, State.SEEN, State.COUNTERED},
        State.DECLINED: {State.SENT, State.SEEN, State.COUNTERED},
        State.COUNTERED: {State.SENT, State.SEEN},
        State.EXPIRED: {State.SENT, State.SEEN},
        State.LAPSED: {State.KEPT, State.COUNTERED, State.ACCEPTED, State.CHOSEN},
        State.CHOSEN: {State.ACCEPTED},
        State.NOT_CHOSEN: {State.ACCEPTED},
        State.RETRACTED: {State.ACCEPTED, State.CHOSEN},
        State.CONFIRMED: {State.CHOSEN},
        State.WITHDRAWN: set(OPEN),
    }
    """Allowed source states of each state (model.md, decision 25)."""

    class Side(models.TextChoices):
        COMPANY = "company", _("l’entreprise")
        CTO = "cto", _("le CTO")
        CURATOR = "curator", _("l’équipe Fractional")
        SYSTEM = "system", _("Fractional")

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="proposals")
    need = models.ForeignKey(Need, models.PROTECT, related_name="proposals")
    cto = models.ForeignKey(Cto, models.PROTECT, related_name="proposals")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    letter = models.CharField(max_length=1)
    """Pseudonym on the card, « Profil A »; says nothing outside this selection."""

    # Frozen when the card was made (decision 19).
    weights_version = models.PositiveSmallIntegerField()
    company_total = models.PositiveSmallIntegerField()
    cto_total = models.PositiveSmallIntegerField()
    company_side = models.JSONField()
    """Explanation for the company: parts, families, reasons, reserves (codes and facts, no words)."""
    cto_side = models.JSONField()
    """Reasons and reserves for the CTO, without figures about themself."""
    inputs = models.JSONField()
    card = models.JSONField()
    """What the company reads of the person: bands and counts, never a name, an employer, another price."""
    proposal_rate_eur = models.PositiveIntegerField(null=True, blank=True)
    """EUR per day excluding VAT; the only price of this CTO that the company ever sees."""
    half_days = ArrayField(models.PositiveSmallIntegerField())
    first_start_on = models.DateField()
    note = models.TextField()
    """What the curator says of this profile for this need."""

    state = models.CharField(max_length=10, choices=State.choices, default=State.KEPT)
    turn = models.CharField(max_length=7, choices=Side.choices, default=Side.COMPANY, blank=True)
    due_on = models.DateField(null=True, blank=True)
    """Last day of the current turn; null until the mail that opens the turn was sent."""
    reminders = models.PositiveSmallIntegerField(default=0)
    kept_at = models.DateTimeField(default=clock.now)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    wanted_at = models.DateTimeField(null=True, blank=True)
    wanted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    message = models.TextField(blank=True)
    slots = ArrayField(models.DateTimeField(), default=list, blank=True)
    slot = models.DateTimeField(null=True, blank=True)
    leaves_on = models.DateField(null=True, blank=True)
    """Monday on which a proposal leaves when the CTO's week is full; both were told."""
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    """Day of ``sent_at`` in Paris: what the weekly cap counts."""
    seen_at = models.DateTimeField(null=True, blank=True)
    countered_at = models.DateTimeField(null=True, blank=True)
    counter_rate_eur = models.PositiveIntegerField(null=True, blank=True)
    counter_half_days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    counter_start_on = models.DateField(null=True, blank=True)
    counter_kept_once = models.BooleanField(default=False)
    """The company already kept its own terms once."""
    accepted_at = models.DateTimeField(null=True, blank=True)

    chosen_at = models.DateTimeField(null=True, blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    final_rate_eur = models.PositiveIntegerField(null=True, blank=True)
    final_half_days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    final_starts_on = models.DateField(null=True, blank=True)
    final_ends_on = models.DateField(null=True, blank=True)
    final_contract = models.CharField(max_length=20, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    mission = models.OneToOneField(Mission, models.PROTECT, null=True, blank=True, related_name="+")

    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=7, choices=Side.choices, blank=True)
    end_reason = models.CharField(max_length=40, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["selection_id", "-company_total", "letter"]
        verbose_name = _("proposition")
        constraints = [
            models.UniqueConstraint(
                fields=["selection", "letter"],
                name="proposal_letter_once",
                # Checked after each statement: cards change letters among themselves.
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            models.UniqueConstraint(fields=["selection", "cto"], name="proposal_cto_once_per_selection"),
            models.UniqueConstraint(
                fields=["need", "cto"],
                condition=Q(state__in=["kept", "wanted", "sent", "seen", "countered", "accepted", "chosen"]),
                name="proposal_one_open_per_pair",
            ),
            models.UniqueConstraint(
                fields=["need"],
                condition=Q(state__in=["chosen", "confirmed"]),
                name="proposal_one_chosen_per_need",
            ),
            models.CheckConstraint(
                condition=Q(state="kept")
                | Q(state="passed")
                | Q(state__in=["lapsed", "withdrawn"])
                | Q(wanted_at__isnull=False, wanted_by__isnull=False),
                name="proposal_wanted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["kept", "wanted", "passed", "lapsed", "withdrawn"])
                | Q(sent_at__isnull=False, sent_on__isnull=False),
                name="proposal_sent_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state="seen") | Q(seen_at__isnull=False), name="proposal_seen_dated"
            ),
            models.CheckConstraint(
                condition=~Q(state="countered") | Q(countered_at__isnull=False),
                name="proposal_countered_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "chosen", "not_chosen", "retracted", "confirmed"])
                | Q(accepted_at__isnull=False),
                name="proposal_two_yes_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["chosen", "confirmed"])
                | Q(
                    chosen_at__isnull=False,
                    chosen_by__isnull=False,
                    final_starts_on__isnull=False,
                    final_ends_on__gte=F("final_starts_on"),
                    final_half_days__len__gte=1,
                ),
                name="proposal_chosen_with_terms",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_at__isnull=False, mission__isnull=False)
                | (~Q(state="confirmed") & Q(confirmed_at__isnull=True, mission__isnull=True)),
                name="proposal_confirmed_makes_a_mission",
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        state__in=[
                            "passed",
                            "declined",
                            "expired",
                            "lapsed",
                            "withdrawn",
                            "not_chosen",
                            "retracted",
                        ]
                    )
                    & Q(ended_at__isnull=False, turn="", due_on__isnull=True)
                    & ~Q(end_reason="")
                    & ~Q(ended_by="")
                )
                | (
                    ~Q(
                        state__in=[
                            "passed",
                            "declined",
                            "expired",
                            "lapsed",
                            "withdrawn",
                            "not_chosen",
                            "retracted",
                        ]
                    )
                    & Q(ended_at__isnull=True)
                ),
                name="proposal_ends_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", turn="") | Q(ended_at__isnull=False) | ~Q(turn=""),
                name="proposal_open_turn_has_an_owner",
            ),
            models.CheckConstraint(condition=~Q(note=""), name="proposal_kept_with_a_note"),
        ]

    def __str__(self) -> str:
        return f"Proposal {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def names_open(self) -> bool:
        """Both said yes, and neither took it back."""
        return self.state in self.NAMED
