"""A proposal: one kept profile of one selection, from card to last yes."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.ctos.models import Cto
from matching.proposals.models.selections import Selection
from missions.engagements.models import Mission
from missions.needs.models import Need

EXPOSED = timedelta(days=30)
"""Among equals, those shown less in this time come first."""


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def open(self) -> "ProposalQuerySet":
        """Not ended and not yet a mission."""
        return self.filter(state__in=Proposal.OPEN)

    def whole(self) -> "ProposalQuerySet":
        """With everybody who is told of what becomes of it."""
        people = ("cto__user", "need__company", "selection__curator", "wanted_by", "kept_by")
        return self.to_act_on().select_related(*people)

    def to_act_on(self) -> "ProposalQuerySet":
        """Without what was frozen to be read: no action looks at it."""
        return self.defer("company_side", "cto_side", "inputs", "card")

    def shown(self) -> "ProposalQuerySet":
        """Of a selection that has left: what a company may see."""
        return self.filter(selection__state=Selection.State.SENT)

    def reached_the_cto(self) -> "ProposalQuerySet":
        """What a CTO may see: everything from the moment it was sent to them."""
        return self.filter(sent_at__isnull=False)

    def standing(self) -> "ProposalQuerySet":
        """The company's to answer, and it cannot: its need is paused, or somebody else's last yes is awaited."""
        chosen = Proposal.objects.filter(need=OuterRef("need"), state=Proposal.State.CHOSEN)
        held_up = Q(need__state=Need.State.PAUSED) | Exists(chosen)
        return self.open().filter(held_up, turn=Proposal.Side.COMPANY)

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
    clock_left = models.PositiveSmallIntegerField(null=True, blank=True)
    """Working days that the CTO still has once their questions are answered; their clock stands meanwhile."""
    snoozed_until = models.DateField(null=True, blank=True)
    """The CTO asked not to be reminded before that day, which is within their turn."""
    extended_once = models.BooleanField(default=False)
    """A curator has already given the owner of a turn more time."""
    kept_at = models.DateTimeField(default=clock.now)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    wanted_at = models.DateTimeField(null=True, blank=True)
    wanted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    message = models.TextField(blank=True)
    slots = ArrayField(models.DateTimeField(), default=list, blank=True)
    slot = models.DateTimeField(null=True, blank=True)
    """The one of them that the CTO picked."""
    slot_picked_at = models.DateTimeField(null=True, blank=True)
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
    final_will_not_do = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    """What this person does not do: one line each."""
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
                condition=~Q(state="countered")
                | Q(counter_half_days__len__gte=1, counter_start_on__isnull=False),
                name="proposal_countered_with_terms",
            ),
            models.CheckConstraint(
                condition=Q(slot__isnull=True, slot_picked_at__isnull=True)
                | Q(slot__isnull=False, slot_picked_at__isnull=False),
                name="proposal_slot_picked_dated",
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
                    final_ends_on__isnull=False,
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
