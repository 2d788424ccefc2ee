"""What the outbox asks about the mail that a watch begins with: does it still stand; and the address that stops it."""

from fractional.outbox.models import Row
from missions.needs.models import Need

WATCHED = "need_watched"
STOPPED = "not_watched"


def ruling(row: Row) -> str | None:
    """A watch that was stopped before its mail left is not told."""
    if row.kind != WATCHED or Need.objects.filter(pk=row.subject_id, watched_at__isnull=False).exists():
        return None
    return STOPPED


def stop_url(row: Row) -> str:
    """One POST to it stops the watch (RFC 8058), not the other mails about needs."""
    return row.context["stop_url"] if row.kind == WATCHED else ""
