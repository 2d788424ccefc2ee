"""The mails about a person's own account. Words stand in templates/emails/accounts."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from fractional import clock
from fractional.accounts.links import to_new_address
from fractional.accounts.models import AddressChange, Contest, Copy, Farewell, User
from fractional.accounts.retention import ends_on
from fractional.outbox.actions import post_mail
from fractional.ui import words


def copy_ready(copy: Copy) -> None:
    _post(
        copy.user,
        "copy",
        "account_copy",
        f"copy:{copy.pk}:ready",
        page="accounts:copy",
        until=_moment(copy.user, copy.kept_until),
    )


def farewell_confirmed(farewell: Farewell) -> None:
    _post(
        farewell.user,
        "farewell",
        "account_farewell",
        f"farewell:{farewell.user_id}:{farewell.confirmed_at:%Y%m%dT%H%M%S}",
        page="accounts:farewell",
        due=_moment(farewell.user, farewell.due_at),
    )


def farewell_code(user: User, code: str) -> None:
    _code(user, "farewell_code", code)


def address_code(user: User, code: str) -> None:
    """To the address that is to be left."""
    _code(user, "address_code", code)


def address_asked(change: AddressChange) -> None:
    """To the new address: the link that makes it theirs."""
    page = reverse("accounts:address_confirm", args=[to_new_address(change)])
    _about_an_address(change, "address_asked", to=change.after, page=page)


def address_taken(change: AddressChange) -> None:
    """To an address that has an account: the same asking, and nothing to confirm."""
    _about_an_address(change, "address_taken", to=change.after, page=reverse("account_login"))


def address_changed(change: AddressChange) -> None:
    """To the old address, whoever reads it now: the new one is not told there."""
    _about_an_address(change, "address_changed", to=change.before)


def retention(user: User) -> None:
    _post(
        user,
        "retention",
        "account_retention",
        f"retention:{user.pk}:{user.retention_told_on}",
        page="accounts:settings",
        day=_day(user, ends_on(user)),
    )


def contest_asked(contest: Contest) -> None:
    """To the team, without the words: they are read where they are answered."""
    for curator in User.objects.curators().exclude(pk__in=(contest.user_id, contest.answered_by_id or 0)):
        _post(
            curator,
            "contest_asked",
            "contest_asked",
            f"contest:{contest.pk}:{contest.state}:{curator.pk}",
            page="accounts:contests_to_answer",
            due=_day(curator, contest.due_on),
            owner=contest.owner.first_name if contest.owner else "",
        )


def contest_answered(contest: Contest) -> None:
    _post(
        contest.user,
        "contest_answered",
        "account_contest",
        f"contest:{contest.pk}:{contest.state}",
        page="accounts:contests",
        about=contest.about,
        answer=contest.answer,
        may_appeal=contest.state == Contest.State.ANSWERED,
    )


def _code(user: User, mail: str, code: str) -> None:
    """Wiped once sent, like every code."""
    with translation.override(user.language):
        subject = render_to_string(f"emails/accounts/{mail}_subject.txt").strip()
        text = render_to_string(f"emails/accounts/{mail}.txt", {"code": code, "site_url": settings.SITE_URL})
    send_mail(subject, text.strip() + "\n", None, [user.email])


def _about_an_address(change: AddressChange, mail: str, *, to: str, page: str = "") -> None:
    post_mail(
        key=f"address:{change.pk}:{mail}",
        to=to,
        template=f"accounts/{mail}",
        kind="account_address",
        language=change.user.language,
        subject_id=change.user_id,
        context={"action_url": settings.SITE_URL + page} if page else {},
    )


def _post(user: User, mail: str, kind: str, key: str, *, page: str, **context: Any) -> None:
    post_mail(
        key=key,
        to=user.email,
        template=f"accounts/{mail}",
        kind=kind,
        language=user.language,
        subject_id=user.pk,
        context={"action_url": settings.SITE_URL + reverse(page), **context},
    )


def _moment(user: User, at: datetime | None) -> str:
    return _day(user, at.astimezone(clock.PARIS).date()) if at else ""


def _day(user: User, day: date) -> str:
    with translation.override(user.language):
        return words.date_long(day)
