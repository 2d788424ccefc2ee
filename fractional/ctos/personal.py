"""What a file holds about its CTO."""

from fractional.accounts.holdings import Holding
from fractional.ctos.calendar.models import Hold, WeekStep
from fractional.ctos.models import Cto, CuratorNote, Post, Reference, RefusedCompany

ANOTHER = "another person"
HOLDINGS = (
    Holding(Cto, "user", {"verified_by": ANOTHER, "owner_curator": ANOTHER}),
    Holding(Post, "cto__user", {"proof_seen_by": ANOTHER}),
    Holding(Reference, "cto__user"),
    Holding(RefusedCompany, "cto__user"),
    Holding(CuratorNote, "cto__user", {"author": ANOTHER}),
    Holding(WeekStep, "cto__user"),
    Holding(Hold, "cto__user"),
)
