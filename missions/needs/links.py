"""Signed links of mails, which open without a log-in and do one thing after one click."""

from dataclasses import dataclass
from datetime import date

from django.core import signing

from fractional.accounts.models import User
from fractional.clock import PARIS
from fractional.history.moves import held
from missions.needs.models import Consent, Need

_CONFIRM = "missions.needs.confirm"
_CONSENT = "missions.needs.consent"
_UNWATCH = "missions.needs.unwatch"


class BadLink(Exception):
    """The link was altered, or never ours."""


@dataclass(frozen=True)
class ToConfirm:
    need_id: int
    user_id: int
    asked_of: date
    """The confirmation that the mail asked to renew: an older link confirms nothing."""


def to_confirm(need: Need, user: User) -> str:
    """A token by which this person may say that the need still stands, once per round of reminders."""
    return signing.dumps([need.pk, user.pk, held(need.confirmed_on).isoformat()], salt=_CONFIRM)


def read_to_confirm(token: str) -> ToConfirm:
    """Raises BadLink."""
    try:
        need_id, user_id, asked_of = signing.loads(token, salt=_CONFIRM)
    except signing.BadSignature as error:
        raise BadLink from error
    return ToConfirm(need_id, user_id, date.fromisoformat(asked_of))


@dataclass(frozen=True)
class ToUnwatch:
    need_id: int
    user_id: int
    watched_on: date
    """The day on which the watch began that the mail told of: an older link stops no later one."""


def to_unwatch(need: Need, user: User) -> str:
    """A token by which this person may stop the watch over a need."""
    return signing.dumps([need.pk, user.pk, held(watched_on(need)).isoformat()], salt=_UNWATCH)


def read_to_unwatch(token: str) -> ToUnwatch:
    """Raises BadLink."""
    try:
        need_id, user_id, day = signing.loads(token, salt=_UNWATCH)
    except signing.BadSignature as error:
        raise BadLink from error
    return ToUnwatch(need_id, user_id, date.fromisoformat(day))


def watched_on(need: Need) -> date | None:
    """Since which day it is kept on watch, in Paris."""
    return need.watched_at and need.watched_at.astimezone(PARIS).date()


def to_consent(consent: Consent) -> str:
    """A token by which the person who was written to answers; it dies with the asking."""
    return signing.dumps(consent.pk, salt=_CONSENT)


def read_to_consent(token: str) -> int:
    """The consent's row. Raises BadLink."""
    try:
        return signing.loads(token, salt=_CONSENT)
    except signing.BadSignature as error:
        raise BadLink from error
