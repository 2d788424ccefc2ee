"""The mails of a company: who is told what, under which key. Words stand in templates/emails/companies."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from fractional.accounts.models import User
from fractional.companies import links
from fractional.companies.models import Company, Invitation, JoinRequest, Member
from fractional.outbox.actions import post_mail
from fractional.ui import words


def verified(company: Company) -> None:
    _tell(company, "verified")


def refused(company: Company) -> None:
    _tell(company, "refused", reason=company.refused_reason)


def invited(invitation: Invitation, *, reminder: bool = False) -> None:
    """To an address that may have no account yet."""
    by = invitation.invited_by
    _post(
        f"invitation:{invitation.pk}:{'again' if reminder else 'first'}",
        "invited",
        invitation.email,
        by.language,
        invitation.company,
        reverse("companies:invitation", args=[links.to_invitation(invitation)]),
        day=invitation.due_on,
        invited_by=by.full_name,
    )


def joined(member: Member) -> None:
    """To the owners: somebody has accepted their invitation."""
    for owner in _owners(member.company):
        key = f"joined:{member.pk}:{member.joined_at.isoformat()}:{owner.pk}"
        page = reverse("companies:people", args=[member.company.public_id])
        who = member.user.full_name or member.user.email
        _post(key, "joined", owner.email, owner.language, member.company, page, who=who)


def join_asked(request: JoinRequest, *, reminder: bool = False) -> None:
    """To the owners, who answer."""
    for owner in _owners(request.company):
        _post(
            f"join:{request.pk}:{'again' if reminder else 'first'}:{owner.pk}",
            "join_asked",
            owner.email,
            owner.language,
            request.company,
            reverse("companies:people", args=[request.company.public_id]),
            day=request.due_on,
            who=request.user.full_name or request.user.email,
        )


def join_answered(request: JoinRequest) -> None:
    """To who asked. The company's name is theirs to read only once they are let in."""
    page = reverse("companies:home" if request.state == JoinRequest.State.ACCEPTED else "accounts:contests")
    to = request.user
    key = f"join:{request.pk}:answered"
    _post(key, "join_answered", to.email, to.language, request.company, page, answer=request.state)


def _owners(company: Company) -> list[User]:
    owners = company.members.active().filter(role=Member.Role.OWNER).select_related("user")
    return [member.user for member in owners]


def _tell(company: Company, what: str, **context: Any) -> None:
    page = reverse("companies:company", args=[company.public_id])
    for member in company.members.active().select_related("user"):
        key = f"{what}:{member.user_id}"
        _post(key, what, member.user.email, member.user.language, company, page, **context)


def _post(
    key: str,
    what: str,
    to: str,
    language: str,
    company: Company,
    path: str,
    *,
    day: date | None = None,
    **context: Any,
) -> None:
    with override(language):
        said = {"last": words.date_long(day)} if day else {}
    post_mail(
        key=f"company:{company.pk}:{key}",
        to=to,
        template=f"companies/{what}",
        kind=f"company_{what}",
        context={"name": company.name, "action_url": settings.SITE_URL + path} | said | context,
        subject_id=company.pk,
        language=language,
    )
