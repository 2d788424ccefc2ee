"""What may happen to a company, each change with its history row."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.accounts.actions import change_preferences
from fractional.accounts.models import User
from fractional.companies import emails, notice
from fractional.companies.models import Company, Member
from fractional.companies.signals import company_changed
from fractional.errors import Conflict, DomainError
from fractional.history.actions import record
from fractional.history.moves import move

RANKED = frozenset({"siren", "stage", "sector", "headcount"})
"""Fields that a ranking reads; by its SIREN it is never shown its own members."""
VERIFIED = frozenset({"name", "siren"})
"""Fields that a curator compared with the register: they stay as they were read."""


class SirenTaken(Conflict):
    """Another account holds this SIREN."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Cette entreprise a déjà un compte sur Fractional. Demandez à la personne qui l’a ouvert de vous "
                "y inviter, ou écrivez-nous : nous ferons le lien."
            )
        )


class NotOneself(DomainError):
    """A curator decides nothing about a company they belong to (decision 3)."""

    def __init__(self) -> None:
        super().__init__(_("Vous faites partie de cette entreprise : une autre personne de l’équipe décide."))


@transaction.atomic
def create_company(
    *, user: User, first_name: str = "", last_name: str = "", job_title: str = "", **fields: Any
) -> Company:
    """Open the account of a company; the user is its first owner. Raises SirenTaken."""
    if first_name and last_name:
        change_preferences(
            by=user, first_name=first_name, last_name=last_name, phone=user.phone, language=user.language
        )
    company = Company(**fields)
    _save(company)
    company.members.create(user=user, role=Member.Role.OWNER, job_title=job_title)
    record(
        thing="company",
        thing_id=company.pk,
        event="created",
        to_state=company.state,
        by=user,
        facts={"notice": notice.VERSION},
    )
    company_changed.send(sender=Company, company=company)
    return company


@transaction.atomic
def update(*, company: Company, by: User, **fields: Any) -> Company:
    """Change what a company says of itself. Raises SirenTaken, and DomainError on what was verified."""
    company = locked(company)
    changed = sorted(name for name, value in fields.items() if getattr(company, name) != value)
    if company.state == Company.State.VERIFIED and VERIFIED.intersection(changed):
        raise DomainError(_("Le nom et le SIREN ont été vérifiés. Écrivez-nous pour les changer."))
    if not changed:
        return company
    for name in changed:
        setattr(company, name, fields[name])
    _save(company)
    record(thing="company", thing_id=company.pk, event="updated", by=by, facts={"fields": changed})
    if RANKED.intersection(changed):
        company_changed.send(sender=Company, company=company)
    return company


@transaction.atomic
def verify(*, company: Company, by: User, register_checked_on: date) -> Company:
    """A curator found the company in the register. Its needs may be published from now on."""
    company = locked(company)
    _demand_somebody_else(company, by)
    if not company.siren:
        raise DomainError(_("Le numéro SIREN manque : l’entreprise ne peut pas être vérifiée sans lui."))
    move(
        company,
        Company.State.VERIFIED,
        by=by,
        verified_at=clock.now(),
        verified_by=by,
        register_checked_on=register_checked_on,
    )
    emails.verified(company)
    return company


@transaction.atomic
def refuse(*, company: Company, by: User, reason: str) -> Company:
    """A curator refuses the company for a coded reason, which its members are told."""
    company = locked(company)
    _demand_somebody_else(company, by)
    move(
        company,
        Company.State.REFUSED,
        by=by,
        reason=reason,
        refused_at=clock.now(),
        refused_reason=reason,
    )
    emails.refused(company)
    return company


def locked(company: Company) -> Company:
    """The company's row, read again and held until the transaction ends."""
    return Company.objects.select_for_update(no_key=True).get(pk=company.pk)


def _save(company: Company) -> None:
    try:
        with transaction.atomic():
            company.save()
    except IntegrityError as error:
        if "company_siren_once" in str(error):
            raise SirenTaken from error
        raise


def _demand_somebody_else(company: Company, by: User) -> None:
    if company.members.active().filter(user=by).exists():
        raise NotOneself
