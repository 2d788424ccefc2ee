"""What companies hold about their members."""

from fractional.accounts.holdings import Holding
from fractional.companies.models import Company, Invitation, JoinRequest, Member

ANOTHER = "another person"
HOLDINGS = (
    Holding(Member, "user"),
    Holding(Invitation, "invited_by"),
    Holding(JoinRequest, "user", {"answered_by": ANOTHER}),
    Holding(Company, "members__user", {"verified_by": ANOTHER, "owner_curator": ANOTHER}),
)
