"""The writer of the pool's file, a service of its own."""

import signal
import threading
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from matching.pool.keeper import keep


class Command(BaseCommand):
    help = "Keep the file of POOL_FILE true to the cards, until stopped. A second one waits for the first to end."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.POOL_FILE:
            raise CommandError("POOL_FILE names no file.")
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        keep(Path(settings.POOL_FILE), stop)
