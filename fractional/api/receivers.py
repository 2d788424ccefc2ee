"""What the API makes of news of a person."""

from typing import Any

from django.dispatch import receiver

from fractional.accounts.models import User
from fractional.accounts.signals import person_leaves
from fractional.api.actions import forget_person


@receiver(person_leaves)
def forget_programs(user: User, **_: Any) -> None:
    forget_person(user=user)
