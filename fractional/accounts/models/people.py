"""The person who logs in. What they may do is read from rows of other apps, never from a role here."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from fractional import clock

# What is left of an erased person's address; `.invalid` can never receive mail (RFC 2606).
ERASED_DOMAIN = "efface.invalid"


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> "UserQuerySet":
        return self.filter(state=User.State.ACTIVE)

    def curators(self) -> "UserQuerySet":
        return self.active().filter(is_curator=True)

    def with_email(self, email: str) -> "UserQuerySet":
        return self.filter(email=email.lower())


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # a base made at run time
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())

    def create_user(self, email: str, **fields: Any) -> "User":
        """A person without a password: codes sent to `email` are how they log in."""
        user: User = self.model(email=email.lower(), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Signature of `manage.py createsuperuser`; its password is dropped, since none is ever asked."""
        return self.create_user(email, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    class State(models.TextChoices):
        ACTIVE = "active", _("actif")
        SUSPENDED = "suspended", _("suspendu")
        ERASED = "erased", _("effacé")

    MOVES = {
        State.SUSPENDED: {State.ACTIVE},
        State.ACTIVE: {State.SUSPENDED},
        State.ERASED: {State.ACTIVE, State.SUSPENDED},
    }
    """Allowed source states of each state."""

    class Language(models.TextChoices):
        FRENCH = "fr", "Français"
        ENGLISH = "en", "English"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("adresse e-mail"))
    first_name = models.CharField(_("prénom"), max_length=80, blank=True)
    last_name = models.CharField(_("nom"), max_length=80, blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    language = models.CharField(_("langue"), max_length=2, choices=Language, default=Language.FRENCH)
    is_curator = models.BooleanField(_("équipe Fractional"), default=False)
    state = models.CharField(max_length=9, choices=State, default=State.ACTIVE)
    joined_at = models.DateTimeField(default=clock.now, editable=False)
    last_acted_on = models.DateField(_("dernière visite"), default=clock.today, null=True, editable=False)
    """The last day on which they opened a page; opening a mail is no act. What is kept is counted from it (R38).

    Null in rows that a version without this column wrote: the next visit dates them.
    """
    retention_told_on = models.DateField(null=True, blank=True, editable=False)
    suspended_at = models.DateTimeField(null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")
        constraints = [
            # Unique among lower-case addresses: together, no two people whose addresses differ by case.
            models.UniqueConstraint(
                fields=["email"],
                name="user_email_unique",
                violation_error_message=_("Cette adresse a déjà un compte."),
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower_case"),
            models.CheckConstraint(condition=Q(language__in=["fr", "en"]), name="user_language_known"),
            models.CheckConstraint(
                condition=Q(state="active", suspended_at=None, erased_at=None)
                | Q(state="suspended", suspended_at__isnull=False, erased_at=None)
                | Q(state="erased", erased_at__isnull=False),
                name="user_state_has_its_dates",
            ),
            models.CheckConstraint(
                condition=~Q(state="erased")
                | Q(
                    email__endswith=f"@{ERASED_DOMAIN}",
                    first_name="",
                    last_name="",
                    phone="",
                    is_curator=False,
                    is_superuser=False,
                ),
                name="user_erased_keeps_nothing_personal",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or str(self.public_id)

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # computed here, a column there
        """Read by Django and allauth: only an active person logs in or stays logged in."""
        return self.state == self.State.ACTIVE

    @property
    def is_staff(self) -> bool:
        """Read by the stock admin, which is for superusers alone."""
        return self.is_superuser

    @property
    def needs_second_factor(self) -> bool:
        return self.is_curator or self.is_superuser
