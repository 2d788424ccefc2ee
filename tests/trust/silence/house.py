"""The house at work by itself: everything beat calls, in its order, and a mail server that refuses some."""

import random
from collections import Counter
from email.utils import parseaddr
from typing import Self

from django.core.mail import EmailMultiAlternatives

from fractional import clock
from fractional.accounts import topics
from fractional.accounts.models import Choice
from fractional.accounts.topics import Pace
from fractional.celery import app
from fractional.outbox import delivery, registry
from fractional.outbox.models import Row, State
from fractional.outbox.smtp import SmtpFailure

REFUSED_FOR_GOOD, LATER, CUT = 0.01, 0.02, 0.005
"""Shares of the mails that the server takes otherwise than it should."""


class Sink:
    """Takes the place of the line to the mail server, and looks at each mail as its reader would."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.left: Counter[str] = Counter()
        """Mails that left, by kind."""
        self.known: set[int] = set()
        self.unwanted: list[str] = []
        self.optional: Counter[tuple[str, int, int]] = Counter()
        """Mails that fill their reader's week: by address, year and week."""

    def __call__(self) -> Self:
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def send(self, message: EmailMultiAlternatives) -> None:
        luck = self.rng.random()
        if luck < REFUSED_FOR_GOOD:
            raise SmtpFailure("550 no such person", certain=True, code=550)
        if luck < REFUSED_FOR_GOOD + LATER:
            raise SmtpFailure("451 later", certain=True, code=451)
        row = Row.objects.get(pk=message.extra_headers["Message-ID"].split("@")[0].split(".")[1])
        self._look_at(row, parseaddr(message.to[0])[1])
        if luck < REFUSED_FOR_GOOD + LATER + CUT:
            raise SmtpFailure("cut", certain=False)

    def _look_at(self, row: Row, address: str) -> None:
        self.left[row.kind] += 1
        topic = topics.of_mail(row.kind)
        if topic is None:
            self.unwanted.append(f"{row.kind}: of no topic")
            return
        if not topic.paces:
            return
        pace = (
            Choice.objects.filter(user__email=address, topic=topic.key).values_list("pace", flat=True).first()
        )
        if pace == Pace.NONE or (pace == Pace.DIGEST and row.attempts <= 1):
            self.unwanted.append(f"{row.kind}: its reader reads {topic.key} at {pace}")
        if (
            topic.counts and row.pk not in self.known
        ):  # a cut line sends the same mail again, under the same number
            self.known.add(row.pk)
            week = (address, *clock.today().isocalendar()[:2])
            self.optional[week] += 1
            if self.optional[week] > topics.MOST_A_WEEK:
                self.unwanted.append(f"{row.kind}: one more than {topics.MOST_A_WEEK} this week")


def work() -> None:
    """A few turns of beat: a job may owe a mail, and a mail's leaving a job."""
    for _turn in range(4):
        for entry in app.conf.beat_schedule.values():
            registry.handler(entry["task"])(**entry["kwargs"])
        if not Row.objects.due().exists():
            return


def with_sink(sink: Sink):
    """Mails go to `sink` while the context lasts."""
    from unittest import mock

    return mock.patch.object(delivery, "SmtpLine", sink)


def dead_jobs() -> list[str]:
    return [f"{row.kind}: {row.error}" for row in Row.objects.jobs().filter(state=State.DEAD)[:5]]
