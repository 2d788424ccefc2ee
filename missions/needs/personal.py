"""What needs hold about whoever wrote them."""

from fractional.accounts.holdings import Holding
from missions.needs.models import Consent, Goal, Need, Rewording, Verdict

ANOTHER = "another person"
HOLDINGS = (
    Holding(
        Need,
        "created_by",
        {"owner_curator": ANOTHER, "published_by": ANOTHER, "off_target_note": "a note of the team"},
    ),
    Holding(Goal, "need__created_by"),
    Holding(Consent, "need__created_by", {"settled_by": ANOTHER}),
    Holding(Rewording, "need__created_by", {"suggested_by": ANOTHER, "decided_by": ANOTHER}),
    Holding(Verdict, "need__created_by"),
)
