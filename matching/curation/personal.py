"""What the team's order of work holds about a person."""

from django.db.models import Model

from fractional.accounts.holdings import Holding
from matching.curation.models import Care, PairNote, Pending

HOLDINGS = (
    Holding(PairNote, "cto__user", {"by": "another person", "need": "what a company said, of its own"}),
)
NOT_GIVEN: dict[type[Model], str] = {
    Care: "who of the team takes care of what",
    Pending: "a decision of the team for the seconds in which it may be undone",
}
