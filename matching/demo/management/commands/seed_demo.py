from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from fractional.accounts.models import User
from matching.demo import stories


class Command(BaseCommand):
    help = "Fill an empty database with the invented people and companies of the demo."

    def handle(self, *args, **options) -> None:
        if not settings.DEMO:
            raise CommandError("Only a demo is seeded: set DEMO=1.")
        if User.objects.exists():
            self.stdout.write("The demo has its people already.")
            return
        with transaction.atomic():
            stories.tell()
        self.stdout.write(f"{User.objects.count()} invented people.")
