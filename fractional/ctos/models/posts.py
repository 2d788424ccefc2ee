"""The roles that a CTO has held."""

import uuid
from collections.abc import Iterable
from copy import copy
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fractional.ctos.models.cto import Cto


class PostQuerySet(models.QuerySet["Post"]):
    def to_read(self) -> "PostQuerySet":
        """Changed since a curator read them."""
        return self.filter(to_read_since__isnull=False)

    def of_product(self) -> "PostQuerySet":
        """Those in which the product was led too, as a curator read them (article row 18)."""
        return self.filter(Q(to_read_since__isnull=True, product=True) | Q(last_read__product=True))


class Post(models.Model):
    """A role held, dated. Months of full-time CTO are computed from these rows (article rows 12 and 20)."""

    class Title(models.TextChoices):
        FOUNDER_CTO = "founder_cto", _("CTO fondateur")
        CTO = "cto", _("CTO")
        INTERIM_CTO = "interim_cto", _("CTO de transition")
        HEAD = "head", _("VP ou responsable technique")
        LEAD = "lead", _("lead dev")
        OTHER = "other", _("autre rôle")

    CTO_TITLES = (Title.FOUNDER_CTO, Title.CTO, Title.INTERIM_CTO)
    PROVED = ("title", "full_time", "company_name", "started_on", "ended_on")
    """What a document or a reference proves of a role: said otherwise, it is only declared again."""
    SEEN = ("proof_seen_on", "proof_seen_by")

    class Proof(models.TextChoices):
        DECLARED = "declared", _("déclaré")
        DOCUMENT = "document", _("document vu, non conservé")
        REFERENCE = "reference", _("confirmé par une référence")

    cto = models.ForeignKey(Cto, models.CASCADE, related_name="posts")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=12, choices=Title.choices)
    full_time = models.BooleanField()
    company_name = models.CharField(max_length=120)
    company_description = models.CharField(max_length=120)
    """What a founder reads instead of the name, e.g. « éditeur SaaS, 30 personnes »."""
    sector = models.CharField(max_length=30)
    stage = models.CharField(max_length=20)
    headcount = models.PositiveIntegerField()
    team_led = models.PositiveIntegerField(default=0)
    tags = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    kinds = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    """Situations lived there: standing, transition, reinforcement, project."""
    problems = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    goals = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    product = models.BooleanField(default=False, db_default=False)
    """The product was led too: what is built, in which order, and its launch."""
    result = models.CharField(max_length=300, blank=True)
    first_days = models.TextField(blank=True)
    """What was found and decided in the first 30 days (article row 22)."""
    proof = models.CharField(max_length=10, choices=Proof.choices, default=Proof.DECLARED)
    proof_seen_on = models.DateField(null=True, blank=True)
    """When a document was shown to the team, who kept nothing of it."""
    proof_seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_read_since = models.DateTimeField(null=True, blank=True)
    """When this role of a verified file was added or first told otherwise; null once a curator has read it."""
    last_read = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    """While it waits: the answers that were read last. Null for a role that nobody has read."""

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="post_ends_after_it_starts",
                violation_error_message=_("Cette expérience se termine avant d’avoir commencé."),
            ),
            models.CheckConstraint(
                condition=Q(to_read_since__isnull=False) | Q(last_read__isnull=True),
                name="post_keeps_what_was_read_while_it_waits",
            ),
            models.CheckConstraint(
                condition=Q(team_led__lte=F("headcount")), name="post_team_within_company"
            ),
            models.CheckConstraint(
                condition=~Q(proof="document") | Q(proof_seen_on__isnull=False, proof_seen_by__isnull=False),
                name="post_document_was_seen_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.started_on:%Y-%m}"

    def told(self) -> dict[str, Any]:
        """All that the CTO and their proofs say of this role, by field."""
        return {field.name: getattr(self, field.attname) for field in self._answers()}

    def says_as_much_as(self, other: "Post") -> bool:
        """Whether both tell the same, proofs apart."""
        apart = dict.fromkeys(("proof", *self.SEEN))
        return self.told() | apart == other.told() | apart

    def facts(self) -> dict[str, Any]:
        """What a document or a reference proves of this role, as JSON keeps it."""
        told = {name: getattr(self, name) for name in self.PROVED}
        return {name: said.isoformat() if isinstance(said, date) else said for name, said in told.items()}

    def evidence(self) -> "Post.Proof":
        """The level that what we hold reaches, whatever was said before: a reference about these very facts, or a
        document seen.
        """
        confirmed = [one for one in self.references.confirmed() if one.says_it_all]
        if any(one.asked_about == self.facts() for one in confirmed):
            return self.Proof.REFERENCE
        return self.Proof.DOCUMENT if self.proof_seen_on else self.Proof.DECLARED

    def as_read(self) -> Self | None:
        """This role as a curator read it last, not to be saved; None when nobody has."""
        if self.to_read_since is None:
            return self
        if self.last_read is None:
            return None
        before = copy(self)
        for field in self._answers():
            if field.name not in self.last_read:
                continue  # a question that was not asked yet
            setattr(before, field.attname, field.to_python(self.last_read[field.name]))
        return before

    def _answers(self) -> list[models.Field]:
        own = {"id", "cto", "public_id", "to_read_since", "last_read"}
        return [field for field in self._meta.concrete_fields if field.name not in own]


def as_read(posts: Iterable[Post]) -> list[Post]:
    """The roles of a verified file that count: each as it was read, without those that wait for it."""
    return [read for post in posts if (read := post.as_read())]
