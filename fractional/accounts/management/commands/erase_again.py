"""After a restore: whoever was erased since the backup is erased again, from the list that was kept beside it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from fractional.accounts.actions import erase
from fractional.accounts.models import User


class Command(BaseCommand):
    help = "Erase the people whose numbers stand on standard input, one a line, unless they are already."

    def handle(self, *args: Any, **options: Any) -> None:
        numbers = {int(line) for line in sys.stdin if line.strip()}
        again = User.objects.filter(pk__in=numbers).exclude(state=User.State.ERASED).order_by("pk")
        for user in again:
            erase(user=user)
            self.stdout.write(f"erased: {user.pk}")
