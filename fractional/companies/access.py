"""The only place that fetches companies for a view. A foreign company is a 404."""

from uuid import UUID

from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest

from fractional.accounts import hats
from fractional.accounts.access import Forbidden, found
from fractional.accounts.models import User
from fractional.companies import links
from fractional.companies.models import Company, CompanyQuerySet, Invitation, JoinRequest, Member

HAT = "company"
"""Kind of the hat of a member; its key ends with the company's public id."""


def company_of(user: User, public_id: UUID) -> Company:
    """A company that the user acts for."""
    return found(Company.objects.of_member(user), public_id=public_id)


def companies_of(user: User) -> CompanyQuerySet:
    """The companies that the user acts for, each with their `role` in it."""
    return Company.objects.of_member(user).annotate(role=F("members__role"))


def company_worn(request: HttpRequest) -> Company | None:
    """The company for which the person acts on this page: that of their hat, else their first, else none."""
    hat = hats.worn(request).hat
    mine = Company.objects.of_member(request.user)
    if hat and hat.kind == HAT:
        return mine.filter(public_id=hat.key.partition(":")[2]).first()
    return mine.first()


def owns(user: User, company: Company) -> bool:
    """Whether this person decides for the company, and so invites and lets in."""
    return company.members.active().filter(user=user, role=Member.Role.OWNER).exists()


def company_owned_by(user: User, public_id: UUID) -> Company:
    """A company that the user decides for: a member who does not is Forbidden."""
    mine = company_of(user, public_id)
    if not owns(user, mine):
        raise Forbidden
    return mine


def members_of(company: Company) -> QuerySet[Member]:
    return company.members.active().select_related("user").order_by("joined_at", "pk")


def last_owner_of(company: Company) -> Member | None:
    """Who alone decides, and so cannot go; None where several do."""
    owners = members_of(company).filter(role=Member.Role.OWNER)[:2]
    return owners[0] if len(owners) == 1 else None


def member_to_change(user: User, public_id: UUID, pk: int) -> Member:
    """A member, by an owner or by themselves."""
    mine = company_of(user, public_id)
    member = found(members_of(mine).select_related("company"), pk=pk)
    if member.user != user and not owns(user, mine):
        raise Forbidden
    return member


def invitation_of(company: Company, pk: int) -> Invitation:
    return found(company.invitations.select_related("company"), pk=pk)


def join_requests_of(company: Company) -> QuerySet[JoinRequest]:
    """Those that wait for an owner."""
    return company.join_requests.waiting().select_related("user")


def join_request_of(company: Company, pk: int) -> JoinRequest:
    return found(company.join_requests.select_related("company"), pk=pk)


def invitation_by_link(token: str) -> Invitation:
    """The invitation of a mailed link; Http404 for one that is not ours."""
    try:
        pk = links.read_invitation(token)
    except links.BadLink as reason:
        raise Http404 from reason
    return found(Invitation.objects.select_related("company", "invited_by"), pk=pk)
