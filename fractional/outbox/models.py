"""Everything owed to the outside: one row per mail or background job, written with the change that owes it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from fractional import clock

KEPT = timedelta(days=62)  # how long what a mail said is kept
REFUSALS_THAT_FLAG = 3


class Channel(models.TextChoices):
    MAIL = "mail"
    JOB = "job"


class State(models.TextChoices):
    QUEUED = "queued"
    RETRY = "retry"
    # Mails
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    SUPPRESSED = "suppressed"
    UNKNOWN = "unknown"
    # Jobs
    STARTED = "started"
    DONE = "done"
    DEAD = "dead"


WAITING = (State.QUEUED, State.RETRY)
HELD = (State.SENDING, State.STARTED)
MAIL_STATES = (*WAITING, State.SENDING, State.SENT, State.FAILED, State.SUPPRESSED, State.UNKNOWN)
JOB_STATES = (*WAITING, State.STARTED, State.DONE, State.DEAD)
FINAL = (State.SENT, State.FAILED, State.SUPPRESSED, State.UNKNOWN, State.DONE, State.DEAD)


class RowQuerySet(models.QuerySet["Row"]):
    def mails(self) -> "RowQuerySet":
        return self.filter(channel=Channel.MAIL)

    def jobs(self) -> "RowQuerySet":
        return self.filter(channel=Channel.JOB)

    def due(self) -> "RowQuerySet":
        """Waiting and allowed to leave now, oldest first."""
        return self.filter(state__in=WAITING, due_at__lte=clock.now()).order_by("due_at", "id")

    def abandoned(self) -> "RowQuerySet":
        """Held by a worker whose lease is over or whose database connection has ended."""
        return self.filter(state__in=HELD).filter(
            Q(lease_until__lt=Now()) | ~Q(OwnerIsConnected("owner_pid", "owner_since"))
        )

    def needing_attention(self) -> "RowQuerySet":
        """What a curator has to look at: mails that did not leave or may not have, jobs that gave up."""
        return self.filter(
            state__in=(State.FAILED, State.UNKNOWN, State.DEAD), settled_at__isnull=True
        ).order_by("-finished_at", "-id")

    def refusals_of(self, address: str) -> "RowQuerySet":
        """The mails that this address refused for good: from REFUSALS_THAT_FLAG on it gets only what it asks for."""
        return self.mails().filter(to=address, state=State.FAILED, error_code__gte=500)

    def left_for(self, address: str, *, since: datetime) -> "RowQuerySet":
        """Mails that left for an address from that moment on, or may have: the line was cut under them."""
        left = Q(state__in=(State.SENT, State.UNKNOWN), finished_at__gte=since)
        return self.filter(left | Q(cut_at__gte=since), to=address)

    def past_keeping(self) -> "RowQuerySet":
        """Ended longer ago than anything is kept."""
        return self.filter(state__in=FINAL, finished_at__lt=clock.now() - KEPT)


class OwnerIsConnected(models.Func):
    """Whether the PostgreSQL session that holds the row still exists: a killed worker shows at once."""

    template = "(%(expressions)s) IN (SELECT pid, backend_start FROM pg_stat_activity)"
    output_field = models.BooleanField()


class Row(models.Model):
    """One mail or one job owed. See docs/decisions/0030-outbox.md for the states."""

    channel = models.CharField(max_length=4, choices=Channel)
    # What makes the debt unique: the same key posted twice is one row.
    key = models.CharField(max_length=200)
    # A coalescing row is unique only while it waits: posted again after its start, the work is owed again.
    coalesce = models.BooleanField(default=False)
    kind = models.CharField(max_length=100)  # the mail's kind, or the job's task
    queue = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)
    first_tried_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cut_at = models.DateTimeField(null=True)  # when the line was last cut under it: it may have left
    attempts = models.PositiveSmallIntegerField(default=0)
    request_id = models.CharField(max_length=16, blank=True)
    error = models.TextField(blank=True)
    error_code = models.PositiveSmallIntegerField(null=True)  # the SMTP server's
    settled_at = models.DateTimeField(null=True)  # when a curator said that it needs no more attention

    # The lease. Real time, by the database's clock: the demo's jumps must not end it.
    lease_until = models.DateTimeField(null=True)
    owner_pid = models.IntegerField(null=True)
    owner_since = models.DateTimeField(null=True)

    # A mail
    to = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=5, blank=True)
    template = models.CharField(max_length=100, blank=True)  # "" = already rendered, in the three below
    context = models.JSONField(default=dict)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    subject_id = models.CharField(max_length=100, blank=True)  # what it is about, for whoever asks later
    transactional = models.BooleanField(default=True)
    check_name = models.CharField(max_length=100, blank=True)

    # A job
    args = models.JSONField(default=dict)

    objects = RowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(coalesce=False), name="outbox_key_once"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(coalesce=True, state=State.QUEUED), name="outbox_key_once_waiting"
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.MAIL, state__in=MAIL_STATES)
                | Q(channel=Channel.JOB, state__in=JOB_STATES),
                name="outbox_state_of_channel",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=HELD,
                    lease_until__isnull=False,
                    owner_pid__isnull=False,
                    owner_since__isnull=False,
                )
                | Q(~Q(state__in=HELD), lease_until__isnull=True),
                name="outbox_lease_while_held",
            ),
            models.CheckConstraint(
                condition=Q(state__in=FINAL, finished_at__isnull=False)
                | Q(~Q(state__in=FINAL), finished_at__isnull=True),
                name="outbox_finished_when_final",
            ),
            models.CheckConstraint(
                condition=Q(coalesce=False) | Q(channel=Channel.JOB), name="outbox_only_jobs_coalesce"
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel", "queue", "due_at"], condition=Q(state__in=WAITING), name="outbox_due"
            ),
            models.Index(fields=["lease_until"], condition=Q(state__in=HELD), name="outbox_held"),
            models.Index(
                fields=["-finished_at"],
                condition=Q(state__in=(State.FAILED, State.UNKNOWN, State.DEAD), settled_at__isnull=True),
                name="outbox_attention",
            ),
            models.Index(fields=["to"], condition=Q(error_code__gte=500), name="outbox_refusals"),
            models.Index(
                fields=["to", "finished_at"],
                condition=Q(state__in=(State.SENT, State.UNKNOWN)),
                name="outbox_left_for",
            ),
            models.Index(fields=["to"], condition=Q(cut_at__isnull=False), name="outbox_cut"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.kind} {self.state}"

    @property
    def message_id(self) -> str:
        """Stable over every attempt, so that a mail sent twice is seen as one by the programs that read it."""
        domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
        return f"<outbox.{self.pk}@{domain}>"


class Tick(models.Model):
    """One row at most: when a worker last heard from beat through the broker, in real time."""

    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="outbox_tick_one_row")]

    def __str__(self) -> str:
        return str(self.at)
