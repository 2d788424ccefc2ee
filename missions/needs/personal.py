"""What needs hold about whoever wrote them."""

from fractional.accounts.holdings import Holding
from missions.needs.models import Consent, Goal, Need, Verdict

ANOTHER = "another person"
HOLDINGS = (
    Holding(Need, "created_by", {"owner_curator": ANOTHER, "published_by": ANOTHER}),
    Holding(Goal, "need__created_by"),
    Holding(Consent, "need__created_by"),
    Holding(Verdict, "need__created_by"),
)
