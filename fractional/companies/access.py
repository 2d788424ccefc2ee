"""The only place that fetches companies for a view. A foreign company is a 404."""

from uuid import UUID

from django.db.models import F
from django.http import HttpRequest

from fractional.accounts import hats
from fractional.accounts.access import found
from fractional.accounts.models import User
from fractional.companies.models import Company, CompanyQuerySet

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
