"""The mails of a meeting, to the two who meet: the CTO and whoever asked for it."""

from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.history.moves import held
from matching.proposals import meeting_links, people
from matching.proposals.emails.parts import cto_path, post, selection_path
from matching.proposals.models import Proposal

MEETING = timedelta(minutes=45)
NINE = time(9)


def meeting_set(proposal: Proposal) -> None:
    """A slot was picked after the yes; with the yes, the introduction says it."""
    for person, other, path in _both(proposal):
        _post(proposal, person, "meeting_set", kind="meeting", path=path, **slot_of(proposal, person, other))
    meeting_tomorrow(proposal)


def meeting_tomorrow(proposal: Proposal) -> None:
    """Written now, for the morning of the day before; not sent when the meeting is off by then, so it names nobody."""
    slot = held(proposal.slot).astimezone(clock.PARIS)
    eve = datetime.combine(slot.date() - timedelta(days=1), NINE, tzinfo=clock.PARIS)
    if eve <= clock.now():
        return
    for person, _other, path in _both(proposal):
        _post(
            proposal,
            person,
            "meeting_tomorrow",
            kind="reminder",
            check="meeting_still_set",
            send_after=eve,
            path=path,
            slot=slot.isoformat(),
        )


def meeting_unpicked(proposal: Proposal) -> None:
    """None of the three: the morning after the last one, both are asked to find another moment."""
    if not proposal.slots:
        return
    last = max(proposal.slots).astimezone(clock.PARIS).date()
    after = datetime.combine(workdays.add_working_days(last, 1), NINE, tzinfo=clock.PARIS)
    for person, _other, path in _both(proposal):
        _post(
            proposal,
            person,
            "meeting_unpicked",
            kind="reminder",
            check="meeting_still_unmet",
            send_after=after,
            path=path,
        )


def meeting_off(proposal: Proposal) -> None:
    """It will not take place: taken off both calendars. Nobody is named: names are closed again."""
    for person, _other, path in _both(proposal):
        slot = held(proposal.slot).isoformat()
        calendar = _event(proposal, person, other=None) | {"cancelled": True}
        _post(proposal, person, "meeting_off", kind="meeting", path=path, slot=slot, calendar=calendar)


def slot_of(proposal: Proposal, person: User, other: User) -> dict[str, Any]:
    """What a mail says of a slot that is picked: its moment, an attachment, and an address for the same."""
    return {
        "slot": held(proposal.slot).isoformat(),
        "name": other.full_name,
        "calendar": _event(proposal, person, other),
        "calendar_path": reverse("proposals:meeting", args=[meeting_links.to_meeting(proposal, person)]),
    }


def event_for(proposal: Proposal, person: User) -> dict[str, Any]:
    """The meeting as one of the two has it in their calendar."""
    other = next(other for one, other, _path in _both(proposal) if one == person)
    return _event(proposal, person, other)


def _event(proposal: Proposal, person: User, other: User | None) -> dict[str, Any]:
    """As ``fractional.ics.event`` takes it, in JSON."""
    starts = held(proposal.slot)
    title = {"title": proposal.need.title}
    with override(person.language):
        summary = _("Rencontre : %(title)s") % title
        description = (
            _("Avec %(name)s, %(email)s") % {"name": other.full_name, "email": other.email} if other else ""
        )
    return {
        "uid": f"{proposal.public_id}@fractional",
        "starts": starts.isoformat(),
        "ends": (starts + MEETING).isoformat(),
        "summary": summary,
        "description": description,
        "organizer": settings.DEFAULT_FROM_EMAIL,
    }


def _both(proposal: Proposal) -> list[tuple[User, User, str]]:
    """Each of the two, whom they meet, and their page."""
    cto, company = proposal.cto.user, people.correspondent(proposal)
    return [(cto, company, cto_path(proposal)), (company, cto, selection_path(proposal.need))]


def _post(
    proposal: Proposal,
    to: User,
    template: str,
    *,
    kind: str,
    check: str = "",
    send_after: datetime | None = None,
    **context: Any,
) -> None:
    post(
        f"proposal:{proposal.pk}:{template}:{to.pk}",
        to,
        template,
        kind=kind,
        subject_id=proposal.pk,
        check=check,
        send_after=send_after,
        context={"title": proposal.need.title} | context,
    )
