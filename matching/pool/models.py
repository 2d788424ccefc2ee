"""One flat row per matchable CTO: all that matching reads, and nothing else reads.

Rewritten whole by ``matching.pool.actions.write_card`` in the transaction of the change. Sets are
bit masks whose bits are places in the closed lists of ``fractional/data/taxonomy.json``; the
calendar is ten words of 64 weeks. The columns are those of ``matching.scoring.columns.Pool``.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from fractional.ctos import rates
from fractional.ctos.models import Cto


class Card(models.Model):
    cto = models.OneToOneField(Cto, models.CASCADE, primary_key=True, related_name="+")
    cto_state = models.CharField(max_length=10, default=Cto.State.VERIFIED)
    """Always ``verified``: with the foreign key on (cto, state), only a verified CTO has a card."""
    updated_at = models.DateTimeField(db_index=True)

    function = models.SmallIntegerField()
    scopes = models.SmallIntegerField()
    rates = ArrayField(models.IntegerField(), size=rates.SIZE)
    floor = models.IntegerField()
    week_zero = models.IntegerField()
    """Ordinal of the Monday that bit 0 of the calendar words stands for."""
    free = ArrayField(models.BigIntegerField(), size=10)
    """Word h, bit w: half-day h is free in week w. After week 63 as in week 63."""
    room = ArrayField(models.BigIntegerField(), size=10)
    """Word k-1, bit w: k more half-days can be sold in week w, all the CTO's limits taken together."""
    min_half_days = models.SmallIntegerField()
    max_half_days = models.SmallIntegerField()
    min_months = models.SmallIntegerField()
    full_time_months = models.SmallIntegerField()
    gate_lifted = models.BooleanField()
    references = models.SmallIntegerField()
    references_positive = models.SmallIntegerField()
    kinds_accepted = models.SmallIntegerField()
    kinds_wanted = models.SmallIntegerField()
    kinds_lived = models.SmallIntegerField()
    contracts = models.SmallIntegerField()
    pro_bono = models.BooleanField()
    topics = models.BigIntegerField()
    sectors = models.BigIntegerField()
    sectors_refused = models.BigIntegerField()
    tags = models.BigIntegerField()
    headcount_min = models.IntegerField()
    headcount_max = models.IntegerField()
    max_team_led = models.IntegerField()
    hands_on = models.SmallIntegerField()
    zones_a = models.BigIntegerField()
    zones_b = models.BigIntegerField()
    languages = models.IntegerField()
    stages_wanted = models.IntegerField()
    priorities = models.IntegerField()
    confirmed_on = models.IntegerField()
    """Ordinal of the day the availability was last confirmed."""
    exposures_30d = models.SmallIntegerField()
    refused_sirens = ArrayField(models.IntegerField())
    """Companies this CTO is never proposed to: refused, competing, or a member of within 24 months."""
    packed = models.BinaryField(default=b"", db_default=b"", editable=False)
    """The same as the pool's file holds it (matching.pool.layout): a file is made of these."""
    layout = models.CharField(max_length=16, default="", db_default="", editable=False)
    """The layout that `packed` is of."""

    class Meta:
        ordering = ["cto_id"]
        indexes = [GinIndex(fields=["refused_sirens"], name="card_refused_sirens")]
        constraints = [
            models.CheckConstraint(condition=Q(cto_state="verified"), name="card_only_of_a_verified_cto"),
            models.CheckConstraint(
                condition=Q(rates__len=rates.SIZE, free__len=10, room__len=10), name="card_words_complete"
            ),
            models.CheckConstraint(
                condition=Q(references_positive__lte=F("references"), references__gte=0),
                name="card_references_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"Card {self.cto_id}"


class Batch(models.Model):
    """Many needs ranked against the whole pool: cut in chunks, closed by a sweep once each of them is done."""

    begun_at = models.DateTimeField()
    needs = models.PositiveIntegerField()
    closed_at = models.DateTimeField(null=True, blank=True)
    changed = models.PositiveIntegerField(default=0)
    """Needs whose matches became others; counted at the end, like the seconds."""
    seconds = models.FloatField(default=0)
    """Of all chunks together."""

    class Meta:
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return f"Batch {self.pk}"


class Chunk(models.Model):
    """Some needs of a batch. Done twice, it is done once."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="chunks")
    need_ids = ArrayField(models.BigIntegerField())
    done_at = models.DateTimeField(null=True, blank=True)
    changed = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    writing_seconds = models.FloatField(default=0)
    """Of them, those that stored what is other."""

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["batch"], condition=Q(done_at=None), name="chunk_undone")]

    def __str__(self) -> str:
        return f"Chunk {self.pk}"
