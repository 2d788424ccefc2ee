"""The mails of a need: who is told what, under which key. Words stand in templates/emails/needs."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from fractional.accounts.models import User
from fractional.clock import PARIS
from fractional.history.moves import held
from fractional.outbox.actions import post_mail
from fractional.outbox.models import Row
from fractional.ui import words
from missions.needs import links, silence, steps
from missions.needs.models import Consent, Need, Rewording

Days = dict[str, date]
NINE = time(9)
EXPIRES_AFTER = timedelta(days=21)
"""A live need that nobody of the company confirms for this long expires (rule R16)."""


def published(need: Need) -> None:
    _tell(need, "published", held(need.published_at).isoformat(), days={"promised": held(need.promised_on)})


def asked(need: Need) -> None:
    _tell(need, "asked", held(need.asked_at).isoformat(), asked_for=need.asked_for)


def expiring(need: Need) -> None:
    """« Votre besoin est-il toujours d’actualité ? », with a link that one click answers."""
    last = held(need.confirmed_on) + EXPIRES_AFTER
    for member in need.company.members.active().select_related("user"):
        path = reverse("needs:confirm_by_link", args=[links.to_confirm(need, member.user)])
        _post(
            need, member.user, "expiring", held(need.confirmed_on).isoformat(), days={"last": last}, path=path
        )


def reminded_at(need: Need) -> datetime | None:
    """When this round's question was first put to somebody of the company; None before it was."""
    asked = Row.objects.filter(
        key__startswith=f"need:{need.pk}:expiring:{held(need.confirmed_on).isoformat()}:"
    )
    return asked.aggregate(first=Min("created_at"))["first"]


def watched(need: Need) -> None:
    """Nobody fits today: what happens next, and the link that stops it. Once a day, however often it is asked."""
    since = held(links.watched_on(need)).isoformat()
    for member in need.company.members.active().select_related("user"):
        stop = reverse("needs:unwatch_by_link", args=[links.to_unwatch(need, member.user)])
        _post(
            need,
            member.user,
            "watched",
            since,
            days={"last": held(need.confirmed_on) + EXPIRES_AFTER},
            stop_url=settings.SITE_URL + stop,
        )


def expired(need: Need) -> None:
    _tell(need, "expired", held(need.confirmed_on).isoformat())


def later(need: Need, to: User, on: date) -> None:
    """« Pas encore » comes with a day on which to look again."""
    _post(need, to, "later", on.isoformat(), send_after=datetime.combine(on, NINE, tzinfo=PARIS))


def reworded(rewording: Rewording, *, reminder: bool = False) -> None:
    """A curator suggests another wording; the second time, a reminder."""
    need, round_ = rewording.need, f"{rewording.pk}:{'again' if reminder else 'first'}"
    page = reverse("needs:rewordings", args=[need.public_id])
    _tell(need, "reworded", round_, days={"due": rewording.due_on}, path=page)


def unfinished(need: Need) -> None:
    """It waits for its company: where it stopped, and the last day."""
    following = next(iter(steps.unfinished(need)), None)
    path = reverse("needs:step", args=[need.public_id, following.slug]) if following else ""
    days = {"last": silence.ends_on(need)}
    for person in _writers(need):
        _post(need, person, "unfinished", _silence(need), days=days, path=path, state=need.state)


def told_unfinished_at(need: Need) -> datetime | None:
    """When somebody was told so in this round of silence; None before."""
    told = Row.objects.filter(key__startswith=f"need:{need.pk}:unfinished:{_silence(need)}:")
    return told.aggregate(first=Min("created_at"))["first"]


def silent(need: Need) -> None:
    """Put away without news from its company."""
    for person in _writers(need):
        _post(need, person, "silent", _silence(need))


def late(need: Need) -> None:
    """We do not keep the day that we promised, and give another."""
    _tell(need, "late", "once", days={"promised": held(need.promised_on)})


def _silence(need: Need) -> str:
    return f"{need.state}-{silence.since(need).isoformat()}"


def _writers(need: Need) -> list[User]:
    """Whoever began it, while they are of the company; once it was sent, and without them, everybody."""
    people = [member.user for member in need.company.members.active().select_related("user")]
    author = [person for person in people if person.pk == need.created_by_id]
    return people if need.state == Need.State.ASKED else author or people


def consent_asked(consent: Consent, by: User) -> None:
    """To the CTO in place, who may have no account."""
    _ask_consent(consent, "asked", by)


def consent_reminder(consent: Consent) -> None:
    _ask_consent(consent, "reminder", consent.need.created_by)


def consent_given(consent: Consent) -> None:
    _tell(consent.need, "consent_given", str(consent.pk), name=consent.name)


def consent_missing(consent: Consent, *, by_silence: bool) -> None:
    _tell(consent.need, "consent_missing", str(consent.pk), by_silence=by_silence)


def closed(need: Need, said: str) -> None:
    """The team ends it after that refusal, and says why in its own words."""
    _tell(need, "closed", held(need.withdrawn_at).isoformat(), words=said)


def _ask_consent(consent: Consent, round_: str, by: User) -> None:
    need = consent.need
    with override(by.language):
        due = words.date_long(consent.due_on)
    post_mail(
        key=f"consent:{consent.pk}:{round_}",
        to=consent.email,
        template="needs/consent",
        kind="need_consent",
        context={
            "asked_by": by.full_name,
            "company": need.company.name,
            "due": due,
            "action_url": settings.SITE_URL + reverse("needs:consent", args=[links.to_consent(consent)]),
        },
        subject_id=need.pk,
        language=by.language,
    )


def _tell(
    need: Need, what: str, round_: str, *, days: Days | None = None, path: str = "", **context: Any
) -> None:
    """One mail to every member of the company; `round_` tells this occasion from the next one."""
    for member in need.company.members.active().select_related("user"):
        _post(need, member.user, what, round_, days=days, path=path, **context)


def _post(
    need: Need,
    to: User,
    what: str,
    round_: str,
    *,
    days: Days | None = None,
    path: str = "",
    send_after: datetime | None = None,
    **context: Any,
) -> None:
    with override(to.language):
        said = {name: words.date_long(day) for name, day in (days or {}).items()}
        untitled = _("Besoin sans titre")
    post_mail(
        key=f"need:{need.pk}:{what}:{round_}:{to.pk}",
        to=to.email,
        template=f"needs/{what}",
        kind=f"need_{what}",
        context={
            "title": need.title or untitled,
            "signed_by": need.owner_curator.first_name if need.owner_curator else "",
            "action_url": settings.SITE_URL + (path or reverse("needs:need", args=[need.public_id])),
        }
        | said
        | context,
        subject_id=need.pk,
        language=to.language,
        send_after=send_after,
    )
