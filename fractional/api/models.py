"""What a program holds to speak for a person, and the answers it may ask for again."""

import hashlib
import uuid
from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fractional import clock


def digest_of(secret: str) -> str:
    """What is stored of a token. Its secret is drawn, not chosen: no salt, no slow hash is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


class TokenQuerySet(models.QuerySet["Token"]):
    def live(self) -> "TokenQuerySet":
        return self.filter(revoked_at=None, expires_on__gte=clock.today())

    def with_secret(self, secret: str) -> "Token | None":
        """The token whose secret this is, with its person, were it of no use any more."""
        return self.select_related("user").filter(digest=digest_of(secret)).first()


class Token(models.Model):
    class Scope(models.TextChoices):
        PROFILE_READ = "read:profile", _("Lire mon profil, mes règles et ma semaine")
        PROFILE_WRITE = "write:profile", _("Modifier mon profil, mes règles et ma semaine")
        COMPANIES_WRITE = "write:companies", _("Modifier mes entreprises et qui agit pour elles")
        NEEDS_READ = "read:needs", _("Lire mes entreprises et leurs besoins")
        NEEDS_WRITE = "write:needs", _("Écrire, envoyer et retirer des besoins")
        PROPOSALS_READ = "read:proposals", _("Lire les sélections et les propositions")
        PROPOSALS_WRITE = "write:proposals", _("Y répondre")
        MISSIONS_READ = "read:missions", _("Lire mes missions")
        MISSIONS_WRITE = "write:missions", _("Clore, interrompre ou renouveler mes missions")
        CURATION_READ = "read:curation", _("Lire les classements (équipe Fractional)")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope.choices))
    created_at = models.DateTimeField(default=clock.now)
    expires_on = models.DateField()
    """Its last day."""
    last_used_at = models.DateTimeField(null=True, blank=True)
    """To the minute: more would cost a write at each request."""
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("jeton d’API")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    scopes__len__gte=1,
                    scopes__contained_by=[
                        "read:profile",
                        "write:profile",
                        "write:companies",
                        "read:needs",
                        "write:needs",
                        "read:proposals",
                        "write:proposals",
                        "read:missions",
                        "write:missions",
                        "read:curation",
                    ],
                ),
                name="token_scopes_known",
            ),
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="token_is_hashed"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def permissions(self) -> list[str]:
        """In words, what it lets a program do; a code is for programs."""
        return [str(Token.Scope(scope).label) for scope in self.scopes]

    def is_live(self, today: date) -> bool:
        return self.revoked_at is None and self.expires_on >= today


class KeptAnswerQuerySet(models.QuerySet["KeptAnswer"]):
    def claim(self, *, user: models.Model, key: str, request: str) -> "tuple[KeptAnswer, bool]":
        """The row of this key and whether it is new. Waits while another request with the same key is answered."""
        return self.get_or_create(user=user, key=key, defaults={"request": request})


class KeptAnswer(models.Model):
    """What a POST was answered, by its idempotency key; written in the transaction of what it did."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    request = models.CharField(max_length=64)
    """Digest of method, address and body: a key belongs to one request."""
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.JSONField(null=True)
    made_at = models.DateTimeField(default=clock.now)

    objects = KeptAnswerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="kept_answer_once_per_key")]

    def __str__(self) -> str:
        return self.key
