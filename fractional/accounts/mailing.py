"""What the outbox asks before a mail leaves: does its reader want it now; and the one click that stops it."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse

from fractional import clock, workdays
from fractional.accounts import topics
from fractional.accounts.models import Choice, User
from fractional.accounts.topics import Pace, Topic
from fractional.outbox.models import WAITING, Row

UNSUBSCRIBED = "unsubscribed"
DIGEST_DAY, DIGEST_HOUR = 1, time(8)
"""Tuesday, 8:00 in Paris."""
LATEST = timedelta(hours=4)
"""Within which the digest is written."""
_SIGNER = signing.Signer(salt="fractional.accounts.mailing")


class BadLink(Exception):
    """The link was altered, or never ours."""


def ruling(row: Row) -> str | datetime | None:
    """Not before its digest or next week, not at all, or now. Asked when it is about to leave: of queued ones too."""
    topic = topics.of_mail(row.kind)
    if topic is None or not topic.paces:
        return None
    chosen = Choice.objects.filter(user__email=row.to, topic=topic.key).values_list("pace", flat=True).first()
    if chosen == Pace.NONE:
        return UNSUBSCRIBED
    # Held once: what its digest left behind goes out alone.
    if chosen == Pace.DIGEST and row.attempts <= 1:
        return next_digest(clock.now()) + LATEST
    return _after_the_week(topic, row) if topic.counts else None


def _after_the_week(topic: Topic, row: Row) -> str | datetime | None:
    """Who has got their three optional mails this week gets this one on Monday, or told with others in the morning.

    What cannot wait for a week names a day: a turn to answer, a mission that ends. Nobody misses it unknowingly.
    """
    monday = workdays.monday_of(clock.today())
    begun = datetime.combine(monday, time.min, tzinfo=clock.PARIS)
    got = Row.objects.mails().left_for(row.to, since=begun).filter(kind__in=topics.kinds_that_count())
    if got.exclude(pk=row.pk).count() < topics.MOST_A_WEEK:
        return None
    if topic.is_pressing:
        return next_morning() + LATEST
    return datetime.combine(monday + timedelta(days=7), DIGEST_HOUR, tzinfo=clock.PARIS)


def next_morning() -> datetime:
    """8:00 in Paris of the next working day: what a full week holds back is told then, in one mail."""
    day = workdays.add_working_days(clock.today(), 1)
    return datetime.combine(day, DIGEST_HOUR, tzinfo=clock.PARIS)


def held_back_from() -> QuerySet[User]:
    """Readers for whom something waits that a full week held back."""
    kinds = [kind for topic in topics.pressing() for kind in topic.kinds]
    waiting = Row.objects.mails().filter(state__in=WAITING, kind__in=kinds, attempts__gt=0)
    return User.objects.active().filter(email__in=waiting.values("to")).order_by("pk")


def next_digest(after: datetime) -> datetime:
    """The next Tuesday at 8:00 in Paris that is later than that moment."""
    local = after.astimezone(clock.PARIS)
    day = local.date() + timedelta(days=(DIGEST_DAY - local.weekday()) % 7)
    at = datetime.combine(day, DIGEST_HOUR, tzinfo=clock.PARIS)
    return at if at > after else at + timedelta(days=7)


def stop_url(row: Row) -> str:
    """The address that one POST unsubscribes by; empty for what is always sent."""
    topic = topics.of_mail(row.kind)
    if topic is None or not topic.paces:
        return ""
    person = User.objects.with_email(row.to).values_list("public_id", flat=True).first()
    if person is None:
        return ""
    return settings.SITE_URL + reverse("accounts:unsubscribe", args=[token(str(person), topic.key)])


def token(public_id: str, topic: str) -> str:
    """Of one person and one topic. It does not expire: an old mail still stops the next ones."""
    return _SIGNER.sign_object([public_id, topic])


def read_token(token: str) -> tuple[User, Topic]:
    """Raises BadLink."""
    try:
        public_id, key = _SIGNER.unsign_object(token)
        return User.objects.get(public_id=public_id), _with_paces(key)
    except (signing.BadSignature, User.DoesNotExist, LookupError, ValueError) as error:
        raise BadLink from error


def _with_paces(key: str) -> Topic:
    topic = topics.named(key)
    if topic is None or Pace.NONE not in topic.paces:
        raise LookupError(key)
    return topic
