"""Several mails told in one: those that wait are taken out of the queue, and what they say is handed back."""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings

from fractional import clock
from fractional.outbox import registry
from fractional.outbox.delivery import subject_of
from fractional.outbox.models import WAITING, Row, State

IN_DIGEST = "in_digest"


@dataclass(frozen=True)
class Line:
    """What one mail would have said first, and where it leads."""

    subject: str
    url: str


def gather(*, to: str, kinds: Collection[str]) -> list[Line]:
    """Take what waits for this address out of the queue, in the caller's transaction, oldest first.

    A mail whose check says no is not told either; one that is planned for later stays. Kinds with a hook keep their
    own mail: what follows from their sending would not follow.
    """
    waiting = (
        Row.objects.mails().filter(state__in=WAITING, to=to, kind__in=kinds).order_by("created_at", "pk")
    )
    lines = []
    for row in waiting.select_for_update(skip_locked=True, no_key=True):
        if registry.hook(row.kind):
            continue
        reason = registry.check(row.check_name)(row) if row.check_name else IN_DIGEST
        if reason is not None and not isinstance(reason, str):
            continue
        if _planned(row):
            continue
        if reason in (None, IN_DIGEST):
            lines.append(Line(subject_of(row), _leads_to(row)))
            reason = IN_DIGEST
        Row.objects.filter(pk=row.pk).update(state=State.SUPPRESSED, error=reason, finished_at=clock.now())
    return lines


def _planned(row: Row) -> bool:
    """Whether the app that posted it wants it later: it was not tried yet and its day has not come."""
    return row.attempts == 0 and row.due_at > clock.now()


def _leads_to(row: Row) -> str:
    path = row.context.get("path", "")
    return row.context.get("action_url", "") or (settings.SITE_URL + path if path else "")
