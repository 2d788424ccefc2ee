"""The mails of a mission, to both sides. Words stand in templates/emails/engagements."""

from typing import Any

from django.urls import reverse

from fractional.accounts.models import User
from fractional.companies.models import Member
from fractional.history.moves import held
from fractional.outbox.actions import post_mail
from missions.engagements.models import Mission, Renewal

Side = Mission.Side


def people(mission: Mission, side: str) -> list[User]:
    """Who is written to: the CTO, or everybody of the company today."""
    if side == Side.CTO:
        return [mission.cto.user]
    members = Member.objects.active().filter(company=mission.company_id).select_related("user")
    return [member.user for member in members.order_by("pk")]


def ending(mission: Mission) -> None:
    """A month before the last day: it ends by itself, going on takes two yes."""
    _both(mission, "ending", ends_on=mission.ends_on.isoformat())


def closing(mission: Mission) -> None:
    _both(mission, "closing", **_handover(mission))


def closing_reminder(mission: Mission) -> None:
    for person in people(mission, Side.COMPANY):
        _post(mission, person, "closing_reminder", **_handover(mission))


def ended(mission: Mission) -> None:
    _both(mission, "ended", next_owner=mission.next_owner)


def broken(mission: Mission, *, note: str) -> None:
    _both(mission, "broken", side=mission.broken_by, reason=mission.broken_reason, note=note)


def renewal_asked(renewal: Renewal) -> None:
    _of(renewal, "renewal_asked", [renewal.answered_by_side])


def renewal_reminder(renewal: Renewal) -> None:
    _of(renewal, "renewal_reminder", [renewal.answered_by_side])


def renewal_answered(renewal: Renewal, *, follower: Mission | None = None) -> None:
    """To both sides, whoever answered: the dates of what follows, or that nothing does."""
    path = _path(follower) if follower else _path(renewal.mission)
    _of(renewal, "renewal_answered", [Side.CTO, Side.COMPANY], path=path, state=renewal.state)


def _handover(mission: Mission) -> dict[str, Any]:
    return {"due_on": held(mission.due_on).isoformat(), "project": mission.needs_a_next_owner}


def _both(mission: Mission, what: str, **context: Any) -> None:
    for side in (Side.CTO, Side.COMPANY):
        for person in people(mission, side):
            _post(mission, person, what, **context)


def _of(renewal: Renewal, what: str, sides: list[Mission.Side], **context: Any) -> None:
    terms = {
        "rate": renewal.daily_rate_eur,
        "half_days": renewal.half_days,
        "starts_on": renewal.starts_on.isoformat(),
        "ends_on": renewal.ends_on.isoformat(),
        "due_on": renewal.due_on.isoformat(),
    }
    for side in sides:
        for person in people(renewal.mission, side):
            _post(renewal.mission, person, what, occasion=f"{renewal.pk}:", **(terms | context))


def _post(
    mission: Mission, to: User, what: str, *, occasion: str = "", path: str = "", **context: Any
) -> None:
    post_mail(
        key=f"mission:{mission.pk}:{what}:{occasion}{to.pk}",
        to=to.email,
        template=f"engagements/{what}",
        kind=f"mission_{what}",
        subject_id=mission.pk,
        language=to.language,
        context={
            "title": mission.need.title,
            "company": mission.company.name,
            "cto": mission.cto.user.full_name,
            "path": path or _path(mission),
        }
        | context,
    )


def _path(mission: Mission) -> str:
    return reverse("engagements:mission", args=[mission.public_id])
