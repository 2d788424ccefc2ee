"""A new mail address: asked for, and the person's own once a link that was sent to it is followed."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from fractional import clock
from fractional.accounts.models.people import User
from fractional.outbox.models import KEPT

LASTS = timedelta(hours=24)
"""How long a link to a new address is worth something."""


class AddressChangeQuerySet(models.QuerySet["AddressChange"]):
    def waiting(self) -> "AddressChangeQuerySet":
        """Asked for, and the link still lives."""
        return self.filter(confirmed_at=None, asked_at__gt=clock.now() - LASTS)

    def past_keeping(self) -> "AddressChangeQuerySet":
        """Links that nobody followed; former addresses to which no mail is kept any more."""
        now = clock.now()
        return self.filter(Q(confirmed_at=None, asked_at__lte=now - LASTS) | Q(confirmed_at__lte=now - KEPT))

    def addresses_of(self, user: User) -> list[str]:
        """Where this person was, or asked to be, written to, apart from addresses that are somebody else's now."""
        told = {user.email}
        for before, after, confirmed_at in self.filter(user=user).values_list(
            "before", "after", "confirmed_at"
        ):
            told.add(before if confirmed_at else after)
        others = User.objects.filter(email__in=told).exclude(pk=user.pk).values_list("email", flat=True)
        return sorted(told.difference(others))


class AddressChange(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="address_changes")
    before = models.EmailField(max_length=254)
    after = models.EmailField(max_length=254)
    asked_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True)

    objects = AddressChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(confirmed_at=None), name="address_change_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(before=Lower("before"), after=Lower("after")), name="address_change_lower_case"
            ),
            models.CheckConstraint(condition=~Q(before=F("after")), name="address_change_changes"),
        ]

    def __str__(self) -> str:
        return f"AddressChange {self.pk}"
