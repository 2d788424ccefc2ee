"""A company and the people who act for it."""

from fractional.companies.models.company import Company, CompanyQuerySet
from fractional.companies.models.members import Invitation, JoinRequest, Member, MemberQuerySet, Waiting

__all__ = ["Company", "CompanyQuerySet", "Invitation", "JoinRequest", "Member", "MemberQuerySet", "Waiting"]
