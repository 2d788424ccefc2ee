"""At which pace a person is written to, and the digest of the week."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from fractional import clock
from fractional.accounts import topics
from fractional.accounts.models import Choice, User
from fractional.accounts.signals import mail_stopped
from fractional.accounts.topics import Pace, Topic
from fractional.history.actions import record
from fractional.outbox import digests
from fractional.outbox.actions import post_mail


@transaction.atomic
def choose_pace(*, user: User, topic: Topic, pace: str, how: str = "settings") -> None:
    """Read `topic` at `pace` from now on, queued mails included. Said twice, it is one change.

    `how` is `settings`, or `link` for the one click of a mail. Raises ValueError for a pace the topic has not.
    """
    if pace not in topic.paces:
        raise ValueError(f"{topic.key} is not read at {pace}.")
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    before = Choice.objects.paces(user.pk).get(topic.key, topic.default)
    if before == pace:
        return
    Choice.objects.update_or_create(
        user=user, topic=topic.key, defaults={"pace": pace, "changed_at": clock.now()}
    )
    facts = {"topic": topic.key, "from": before, "to": pace, "how": how}
    record(thing="user", thing_id=user.pk, event="mail_choice", by=user, facts=facts)
    if pace == Pace.NONE:
        mail_stopped.send(sender=User, user=user, topic=topic.key)


@transaction.atomic
def choose_paces(*, user: User, paces: dict[str, str]) -> None:
    """A whole page of choices: pace by key of topic."""
    for key, pace in paces.items():
        if topic := topics.named(key):
            choose_pace(user=user, topic=topic, pace=pace)


@transaction.atomic
def send_digest(*, user: User, day: date) -> None:
    """One mail that tells what the mails say that wait for this person's digest; nothing waits: no mail."""
    read_weekly = Choice.objects.filter(user=user, pace=Pace.DIGEST).values_list("topic", flat=True)
    chosen = [topic for key in read_weekly if (topic := topics.named(key))]
    kinds = [kind for topic in chosen for kind in topic.kinds]
    lines = digests.gather(to=user.email, kinds=kinds) if kinds else []
    _tell(user, lines, template="digest", day=day)


@transaction.atomic
def send_held_back(*, user: User, day: date) -> None:
    """One mail that tells what a full week held back and what names a day; nothing was: no mail."""
    refused = Choice.objects.filter(user=user, pace=Pace.NONE).values_list("topic", flat=True)
    kinds = [kind for topic in topics.pressing() if topic.key not in refused for kind in topic.kinds]
    _tell(user, digests.gather(to=user.email, kinds=kinds), template="held_back", day=day)


def _tell(user: User, lines: list[digests.Line], *, template: str, day: date) -> None:
    if not lines:
        return
    context: dict[str, Any] = {
        "lines": [{"subject": line.subject, "url": line.url} for line in lines],
        "settings_url": settings.SITE_URL + reverse("accounts:paces"),
    }
    post_mail(
        key=f"{template}:{user.pk}:{day.isoformat()}",
        to=user.email,
        template=f"accounts/{template}",
        kind="digest",
        language=user.language,
        context=context,
    )
