"""What a CTO is written about their own file. Each mail is a row of the transaction that owes it."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from fractional import clock
from fractional.accounts.models import User
from fractional.ctos import links
from fractional.ctos.models import Cto, Reference
from fractional.ctos.promises import ASK_AGAIN_AFTER, answer_due_on, morning_of
from fractional.outbox.actions import post_mail
from fractional.outbox.models import Row
from fractional.ui import words

STILL_ORIENTED = "ctos.still_oriented"
AVAILABILITY_UNKNOWN = "ctos.availability_unknown"
STILL_ASKED = "ctos.still_asked"
REFERENCE_WAITS = "ctos.reference_waits"


def received(cto: Cto) -> None:
    _post(cto, "received", "ctos:home", due=_day(cto, answer_due_on(cto)))


def verified(cto: Cto, by: User) -> None:
    _post(cto, "verified", "ctos:home", by)


def asked(cto: Cto, by: User) -> None:
    _post(cto, "asked", "ctos:home", by, what=cto.asked_for)


def asked_again(cto: Cto) -> None:
    """The question still stands, and the day on which the file is closed without an answer."""
    _post(
        cto,
        "asked_again",
        "ctos:home",
        cto.owner_curator,
        what=cto.asked_for,
        last=_day(cto, cto.asked_until),
        check=STILL_ASKED,
    )


def closed(cto: Cto) -> None:
    _post(cto, "closed", "ctos:home")


def late(cto: Cto) -> None:
    _post(cto, "late", "ctos:home", due=_day(cto, cto.late_until))


def changes_asked(cto: Cto, by: User) -> None:
    _post(cto, "changes_asked", "ctos:experience", by, what=cto.asked_for)


def oriented(cto: Cto, by: User) -> None:
    """Now, and again on the day of the next point, unless things have moved meanwhile."""
    day = _day(cto, cto.recheck_on)
    _post(
        cto, "oriented", "ctos:home", by, reasons=cto.orientation_reasons, path=cto.orientation_path, day=day
    )
    if cto.recheck_on:
        when = morning_of(cto.recheck_on)
        _post(cto, "recheck", "ctos:home", by, when=when, check=STILL_ORIENTED, transactional=False)


def availability_question(cto: Cto) -> None:
    """In a month, unless it is confirmed before: are the days still those of the week strip?"""
    when = morning_of(clock.today() + ASK_AGAIN_AFTER)
    asked_of = cto.availability_confirmed_on.isoformat() if cto.availability_confirmed_on else ""
    _post(
        cto,
        "availability",
        "ctos:confirm_by_link",
        token=links.to_confirm(cto),
        when=when,
        check=AVAILABILITY_UNKNOWN,
        transactional=False,
        confirmed_on=asked_of,
    )


def reference_asked(reference: Reference, *, again: bool = False) -> None:
    """To the person asked, who has no account: the link is all they need."""
    cto = reference.cto
    path = reverse("ctos:reference_answer", args=[links.of_reference(reference)])
    post_mail(
        key=f"reference:{reference.pk}:{'again' if again else 'asked'}",
        to=reference.referee_email,
        template="ctos/reference_asked",
        kind="cto_reference_asked",
        subject_id=reference.pk,
        language=cto.user.language,
        context={
            "action_url": f"{settings.SITE_URL}{path}",
            "referee": reference.referee_name,
            "name": cto.user.full_name,
            "due": _day(cto, reference.due_on),
            "again": again,
        },
        transactional=False,
        check=REFERENCE_WAITS,
    )


def reference_confirmed(reference: Reference) -> None:
    _post(reference.cto, "reference_confirmed", "ctos:references", referee=reference.referee_name)


def reference_ended(reference: Reference) -> None:
    """Declined, taken back or left without an answer: no reason is asked, none is told."""
    _post(
        reference.cto,
        "reference_ended",
        "ctos:references",
        referee=reference.referee_name,
        state=reference.state,
    )


def reference_waits(row: Row) -> str | None:
    """Check: nobody is asked for what is no longer awaited."""
    waiting = Reference.objects.waiting().filter(pk=row.subject_id).exists()
    return None if waiting else "no_longer_awaited"


def still_asked(row: Row) -> str | None:
    """Check: nobody is reminded of what they have answered."""
    cto = Cto.objects.get(pk=row.subject_id)
    return None if cto.state == Cto.State.ASKED else "answered"


def still_oriented(row: Row) -> str | None:
    """Check: a plan is looked at again only while it stands."""
    cto = Cto.objects.get(pk=row.subject_id)
    return None if cto.state == Cto.State.ORIENTED else "file_has_moved"


def availability_unknown(row: Row) -> str | None:
    """Check: nobody is asked what they have said since, nor while they are not proposed."""
    cto = Cto.objects.get(pk=row.subject_id)
    if cto.state != Cto.State.VERIFIED:
        return "not_proposed"
    confirmed = cto.availability_confirmed_on
    return "confirmed_since" if confirmed and confirmed.isoformat() > row.context["confirmed_on"] else None


def _post(
    cto: Cto,
    mail: str,
    page: str,
    by: User | None = None,
    *,
    when: datetime | None = None,
    check: str = "",
    transactional: bool = True,
    token: str = "",
    **context: Any,
) -> None:
    post_mail(
        key=f"cto:{cto.pk}:{mail}:{(when or clock.now()):%Y%m%dT%H%M%S}",
        to=cto.user.email,
        template=f"ctos/{mail}",
        kind=f"cto_{mail}",
        subject_id=cto.pk,
        language=cto.user.language,
        context={
            "action_url": f"{settings.SITE_URL}{reverse(page, args=[token] if token else [])}",
            "signed_by": by.first_name if by else "",
            **context,
        },
        transactional=transactional,
        check=check,
        send_after=when,
    )


def _day(cto: Cto, day: date | None) -> str:
    with translation.override(cto.user.language):
        return words.date_long(day) if day else ""
