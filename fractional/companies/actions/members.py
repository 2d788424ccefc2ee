"""Who acts for a company: their role, and the end of it. Somebody always decides."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.accounts.models import User
from fractional.companies.actions.company import locked
from fractional.companies.models import Company, Invitation, JoinRequest, Member
from fractional.companies.signals import company_changed
from fractional.errors import Conflict
from fractional.history.actions import record

MOST = 20
"""Members and invitations of one company."""


class NobodyDecides(Conflict):
    """The last owner would go, or decide no more."""

    def __init__(self) -> None:
        super().__init__(_("Une personne au moins décide : nommez-en d’abord une autre."))


@transaction.atomic
def change_role(*, member: Member, by: User, role: str) -> Member:
    """Raises NobodyDecides."""
    company, member = _held(member)
    if member.role == role:
        return member
    if role != Member.Role.OWNER:
        _demand_another_owner(company, member)
    member.role = role
    member.save(update_fields=["role"])
    facts = {"member": member.pk, "role": role}
    record(thing="company", thing_id=company.pk, event="role_changed", by=by, facts=facts)
    return member


@transaction.atomic
def end_membership(*, member: Member, by: User) -> Member:
    """Somebody no longer acts for the company; what they asked for goes on with the others. Raises NobodyDecides."""
    company, member = _held(member)
    _demand_another_owner(company, member)
    member.left_on = clock.today()
    member.save(update_fields=["left_on"])
    record(thing="company", thing_id=company.pk, event="member_left", by=by, facts={"member": member.pk})
    company_changed.send(sender=Company, company=company)
    return member


@transaction.atomic
def end_memberships(*, user: User) -> None:
    """A person is erased: their companies go on with whoever is left, the longest there as owner if nobody else is."""
    for member in Member.objects.active().filter(user=user).order_by("company_id"):
        company = locked(member.company)
        member.left_on = clock.today()
        member.save(update_fields=["left_on"])
        record(thing="company", thing_id=company.pk, event="member_left", by=user)
        left = company.members.active().order_by("joined_at", "pk")
        if left and not left.filter(role=Member.Role.OWNER).exists():
            heir = left[0]
            heir.role = Member.Role.OWNER
            heir.save(update_fields=["role"])
            facts = {"member": heir.pk}
            record(thing="company", thing_id=company.pk, event="owner_named", by=None, facts=facts)
        elif not left:
            company.invitations.all().delete()
            company.join_requests.all().delete()
        company_changed.send(sender=Company, company=company)
    Member.objects.filter(user=user).update(job_title="")
    Invitation.objects.filter(email=user.email).delete()
    JoinRequest.objects.filter(user=user).delete()


def join(company: Company, user: User, role: str) -> Member:
    """Let somebody in, again if they had left. The company's row is held."""
    member, _created = Member.objects.update_or_create(
        company=company, user=user, defaults={"role": role, "left_on": None, "joined_at": clock.now()}
    )
    company_changed.send(sender=Company, company=company)
    return member


def _held(member: Member) -> tuple[Company, Member]:
    company = locked(member.company)
    member = Member.objects.select_related("user").get(pk=member.pk)
    if member.left_on:
        raise Conflict(_("Cette personne ne fait déjà plus partie du compte."))
    return company, member


def _demand_another_owner(company: Company, member: Member) -> None:
    owners = company.members.active().filter(role=Member.Role.OWNER)
    if member.role == Member.Role.OWNER and not owners.exclude(pk=member.pk).exists():
        raise NobodyDecides
