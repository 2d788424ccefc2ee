"""What a file makes of news of its person."""

from typing import Any

from django.dispatch import receiver

from fractional.accounts.models import User
from fractional.accounts.signals import person_leaves
from fractional.ctos.actions.farewell import forget
from fractional.ctos.models import Cto


@receiver(person_leaves)
def forget_the_file(user: User, **_: Any) -> None:
    if cto := Cto.objects.filter(user=user).first():
        forget(cto=cto, by=user)
