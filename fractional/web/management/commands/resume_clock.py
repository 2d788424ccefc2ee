"""Let the demo's time go on from where it stood when the demo was stopped."""

from typing import Any

from django.core.management.base import BaseCommand

from fractional import clock


class Command(BaseCommand):
    help = "Set the demo's clock back to where it was last seen. Run once, before the demo starts."

    def handle(self, *args: Any, **options: Any) -> None:
        clock.resume()
        self.stdout.write(f"{clock.now():%Y-%m-%d %H:%M} UTC")
