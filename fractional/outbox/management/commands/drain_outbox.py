"""Send due mails and do due jobs in this process: no broker, no worker, no beat."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from fractional.outbox import delivery, sweep, work


class Command(BaseCommand):
    help = "Send the mails and do the jobs that are due, without the broker. Goes on until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when nothing is due any more")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        while True:
            mails, jobs = drain()
            if mails or jobs:
                self.stdout.write(f"{mails} mails, {jobs} jobs")
            if once:
                return
            time.sleep(2)


def drain() -> tuple[int, int]:
    """Work until nothing is due: a job may owe a mail, and a mail's leaving a job."""
    sweep.take_back()
    mails = jobs = 0
    while True:
        sent, done = delivery.send_due(), work.run_due()
        mails, jobs = mails + sent, jobs + done
        if not sent and not done:
            return mails, jobs
