"""What companies make of news of a person."""

from typing import Any

from django.dispatch import receiver

from fractional.accounts.models import User
from fractional.accounts.signals import person_leaves
from fractional.companies.actions import end_memberships


@receiver(person_leaves)
def go_on_without_them(user: User, **_: Any) -> None:
    end_memberships(user=user)
