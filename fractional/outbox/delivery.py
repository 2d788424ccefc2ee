"""Mails: checked, rendered and handed over one by one, each claimed and committed before the server hears of it.

Where it cannot be known whether the server took a mail, one that answers its reader is sent again and any other
is not: two proposals for one are worse than a curator's question.
"""

import logging
import time
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any

from billiard.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import DatabaseError, transaction
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from fractional import clock, ics, trace
from fractional.logs import redacted
from fractional.outbox import claims, registry
from fractional.outbox.actions import post_job
from fractional.outbox.models import REFUSALS_THAT_FLAG, Channel, Row, State
from fractional.outbox.smtp import SmtpFailure, SmtpLine

log = logging.getLogger(__name__)

BACKOFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240))  # the last one again and again
NO_SERVER = timedelta(seconds=30)  # one mail at a time knocks: no need to come back later and later
GIVE_UP_AFTER = timedelta(hours=24)
NOBODY = ".invalid"  # what is left of an erased person's address; no mail can reach it (RFC 2606)
AFTER = "outbox.after"
SITE_NAME = "Fractional"


def send_due(*, seconds: float = 20) -> int:
    """Send what is due for that long. Returns how many rows were handled; stops early when no server answers."""
    handled = 0
    until = time.monotonic() + seconds
    with SmtpLine() as line:
        while time.monotonic() < until and (row := claims.claim(Channel.MAIL)):
            with trace.following(row.request_id), translation.override(row.language):
                reached = deliver(row, line)
            handled += 1
            if not reached:
                break
    return handled


def deliver(row: Row, line: SmtpLine) -> bool:
    """Check, render and send one claimed row. False when the server could not be reached at all."""
    try:
        ruling = _ruling(row)
        message = None if ruling is not None else _message(row)
    except (DatabaseError, SoftTimeLimitExceeded):
        raise  # not the mail's fault: its lease ends by itself
    except Exception as fault:
        # Ours, and the same tomorrow: a person is told now rather than in 24 hours.
        log.exception("mail cannot be made", extra={"row": row.pk, "kind": row.kind})
        conclude(row, State.FAILED, error=f"{type(fault).__name__}: {fault}")
        return True
    if isinstance(ruling, datetime):
        later = max(ruling, clock.now() + timedelta(minutes=1))
        claims.release(row, State.QUEUED, due_at=later, first_tried_at=None)
    elif isinstance(ruling, str):
        conclude(row, State.SUPPRESSED, error=ruling)
    elif message is not None:
        return _hand_over(row, message, line)
    return True


def conclude(row: Row, state: State, *, error: str = "", code: int | None = None) -> None:
    """The row's last state, and in the same transaction what upper layers do about it."""
    values = {"error": redacted(error), "error_code": code}
    if not row.template:
        # Already rendered: one-time codes and links. They outlive neither their sending nor its failure.
        values |= {"subject": "", "text": "", "html": ""}
    with transaction.atomic():
        if claims.release(row, state, **values):
            _call_hook(row)
    log.info("mail %s", state, extra={"row": row.pk, "kind": row.kind})


def uncertain(row: Row, error: str) -> None:
    """The mail may or may not have left."""
    if row.transactional:
        Row.objects.filter(pk=row.pk).update(cut_at=clock.now())
        _try_later(row, error)
    else:
        conclude(row, State.UNKNOWN, error=error)


def subject_of(row: Row) -> str:
    """What a mail says first, in its reader's language; nothing for one that is wiped or cannot be made."""
    if not row.template:
        return row.subject
    with translation.override(row.language):
        try:
            return _subject(row)
        except Exception:
            log.warning("mail cannot be made", extra={"row": row.pk, "kind": row.kind})
            return ""


def call_hook_again(*, row_id: int) -> None:
    """The handler of the job AFTER."""
    hook = registry.hook((row := Row.objects.get(pk=row_id)).kind)
    if hook:
        with transaction.atomic():
            hook(row)


def _ruling(row: Row) -> str | datetime | None:
    if row.to.endswith(NOBODY):
        return "nobody"
    if not row.transactional and Row.objects.refusals_of(row.to).count() >= REFUSALS_THAT_FLAG:
        return "address-refused"
    if (wish := registry.wished(row)) is not None:
        return wish
    if not row.check_name:
        return None
    with transaction.atomic():
        return registry.check(row.check_name)(row)


def _message(row: Row) -> EmailMultiAlternatives:
    stop_url = registry.stop_url(row)
    subject, text, html = (row.subject, row.text, row.html) if not row.template else _rendered(row, stop_url)
    message = EmailMultiAlternatives(
        subject,
        text,
        settings.DEFAULT_FROM_EMAIL,
        [row.to],
        headers={
            "Date": format_datetime(clock.now()),
            "Message-ID": row.message_id,
            "X-Request-ID": row.request_id or "none",
            **_one_click(stop_url),
        },
    )
    if html:
        message.attach_alternative(html, "text/html")
    if calendar := row.context.get("calendar"):
        message.attach("rencontre.ics", ics.read(calendar), ics.TYPE)
    message.message()  # breaks here, and not half-way to the server, on an address or a header that is none
    return message


def _one_click(stop_url: str) -> dict[str, str]:
    """The headers by which mail programs offer to unsubscribe (RFC 8058)."""
    if not stop_url:
        return {}
    return {"List-Unsubscribe": f"<{stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def preview(template: str, context: dict[str, Any], language: str) -> tuple[str, str]:
    """Subject and text of a mail that is not owed yet."""
    with translation.override(language):
        subject, text, _html = _rendered(Row(template=template, context=context))
    return subject, text


def _rendered(row: Row, stop_url: str = "") -> tuple[str, str, str]:
    base = f"emails/{row.template}"
    context = _context(row) | {"subject": _subject(row), "unsubscribe_url": stop_url}
    text = _plain_text(f"{base}.txt", context).strip() + "\n"
    if stop_url not in text:  # a mail that does not stand on the common layout
        text += "\n" + _("Ne plus recevoir ces messages :") + f" {stop_url}\n"
    html: str
    try:
        html = render_to_string(f"{base}.html", context)
    except TemplateDoesNotExist as missing:
        if missing.args[0] != f"{base}.html":
            raise
        html = ""
    return context["subject"], text, html


def _subject(row: Row) -> str:
    return " ".join(_plain_text(f"emails/{row.template}_subject.txt", _context(row)).split())


def _context(row: Row) -> dict[str, Any]:
    return {"site_url": settings.SITE_URL, "site_name": SITE_NAME, **row.context}


def _plain_text(name: str, context: dict[str, Any]) -> str:
    # Nothing is escaped in plain text: an apostrophe stays one.
    return get_template(name).template.render(Context(context, autoescape=False))  # type: ignore[attr-defined]  # Django's own engine alone is set up


def _hand_over(row: Row, message: EmailMultiAlternatives, line: SmtpLine) -> bool:
    try:
        line.send(message)
    except SmtpFailure as failure:
        if failure.for_good:
            conclude(row, State.FAILED, error=str(failure), code=failure.code)
        elif failure.certain:
            answered = failure.code is not None
            _try_later(row, str(failure), code=failure.code, pause=None if answered else NO_SERVER)
        else:
            uncertain(row, str(failure))
        return failure.code is not None
    conclude(row, State.SENT)
    return True


def _try_later(row: Row, error: str, code: int | None = None, pause: timedelta | None = None) -> None:
    """After `pause`; without one, after ever longer ones."""
    if clock.now() - (row.first_tried_at or clock.now()) >= GIVE_UP_AFTER:
        conclude(row, State.FAILED, error=error, code=code)
        return
    due_at = clock.now() + (pause or BACKOFF[min(row.attempts, len(BACKOFF)) - 1])
    claims.release(row, State.RETRY, due_at=due_at, error=redacted(error), error_code=code)


def _call_hook(row: Row) -> None:
    hook = registry.hook(row.kind)
    if hook is None:
        return
    try:
        with transaction.atomic():
            hook(row)
    except Exception:
        # The mail has left, or not: that stands. What follows from it is owed.
        log.exception("hook failed", extra={"row": row.pk, "kind": row.kind})
        post_job(key=f"{AFTER}:{row.pk}:{row.attempts}", task=AFTER, args={"row_id": row.pk})
