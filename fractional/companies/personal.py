"""What companies hold about their members."""

from fractional.accounts.holdings import Holding
from fractional.companies.models import Company, Member

ANOTHER = "another person"
HOLDINGS = (
    Holding(Member, "user"),
    Holding(Company, "members__user", {"verified_by": ANOTHER, "owner_curator": ANOTHER}),
)
