"""The one source of now.

Business time is real time plus an offset. The offset is zero everywhere but in the demo, where it stands in a
one-row table that web, workers and beat read together; tests set it for their own process.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError

PARIS = ZoneInfo("Europe/Paris")
NONE = timedelta(0)
# A process may lag this long behind a moved clock; asking the table at each call would cost a query each.
CACHE_SECONDS = 1.0

_known: tuple[float, timedelta] | None = None  # when it was read (monotonic), what was read
_override: timedelta | datetime | None = None  # set by tests only


class ClockStands(RuntimeError):
    """Somebody tried to move a clock that is not the demo's."""


def now() -> datetime:
    """The current business time, aware, in UTC."""
    if isinstance(_override, datetime):
        return _override
    return real_now() + offset()


def today() -> date:
    """The current business day in Paris: where the working days of every promise are counted."""
    return now().astimezone(PARIS).date()


def real_now() -> datetime:
    """The machine's time: for logs and for the demo's own book-keeping, never for a business date."""
    return datetime.now(UTC)


def offset() -> timedelta:
    """How far business time stands from real time. No query unless this is the demo."""
    global _known
    if isinstance(_override, timedelta):
        return _override
    if not settings.DEMO:
        return NONE
    if _known is None or time.monotonic() - _known[0] > CACHE_SECONDS:
        try:
            row = _table().objects.filter(pk=1).first()
            read = row.offset if row else NONE
        except DatabaseError:
            # Within a failed transaction, or while the database is away: what was known a second ago will do.
            read = _known[1] if _known else NONE
        _known = (time.monotonic(), read)
    return _known[1]


def advance(*, by: timedelta) -> None:
    """Move the demo's clock forward for every process. Raises ClockStands outside the demo."""
    set_offset(_fresh_offset() + by)


def set_offset(offset: timedelta) -> None:
    """Set the demo's clock for every process. Raises ClockStands outside the demo."""
    global _known
    if not settings.DEMO:
        raise ClockStands("Only the demo's clock can be moved.")
    _table().objects.update_or_create(pk=1, defaults={"offset": offset, "seen_at": real_now() + offset})
    _known = None


def mark_seen() -> None:
    """Note the demo's present instant: where its time will stand once it is stopped. Does nothing elsewhere."""
    if settings.DEMO:
        _table().objects.update_or_create(pk=1, defaults={"seen_at": now()})


def resume() -> timedelta:
    """Set the clock back to where the demo was last seen, so that time stands while it is stopped.

    Called once, when the demo starts. Returns the offset then in force; a first start leaves real time.
    """
    row = _table().objects.filter(pk=1).first()
    if row and row.seen_at:
        set_offset(row.seen_at - real_now())
    return _fresh_offset()


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """For tests: time stands at `moment` (aware) in this process."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    with _overridden(moment):
        yield


@contextmanager
def shifted(by: timedelta) -> Iterator[None]:
    """For tests: time runs `by` away from real time in this process."""
    with _overridden(by):
        yield


@contextmanager
def _overridden(value: timedelta | datetime) -> Iterator[None]:
    global _override
    before, _override = _override, value
    try:
        yield
    finally:
        _override = before


def _fresh_offset() -> timedelta:
    global _known
    _known = None
    return offset()


def _table():
    # Found when first asked for: models import this module.
    return apps.get_model("web", "ClockOffset")
