"""What rankings, selections and proposals hold about a person."""

from django.db.models import Model

from fractional.accounts.holdings import Holding
from matching.proposals.models import (
    Decision,
    Hand,
    Match,
    PhoneAnswer,
    Proposal,
    Question,
    Ranking,
    Selection,
    WhatIf,
)

COMPANY = "what a company said or read, of its own"
ANOTHER = "another person"
HOLDINGS = (
    Holding(Match, "cto__user"),
    Holding(Decision, "cto__user", {"by": ANOTHER, "on_behalf_of": ANOTHER}),
    Holding(
        Proposal,
        "cto__user",
        {
            "company_side": COMPANY,
            "message": COMPANY,
            "kept_by": ANOTHER,
            "wanted_by": ANOTHER,
            "chosen_by": ANOTHER,
        },
    ),
    Holding(
        Proposal,
        "wanted_by",
        dict.fromkeys(("cto", "card", "inputs", "cto_side", "company_side", "kept_by", "chosen_by"), ANOTHER),
        name="proposals_asked_for",
    ),
    Holding(Question, "proposal__cto__user", {"answer": COMPANY, "answered_by": ANOTHER}),
    Holding(Question, "answered_by", {"proposal": ANOTHER, "text": ANOTHER}, name="questions_answered"),
    Holding(Hand, "cto__user", {"answered_by": ANOTHER}),
    Holding(PhoneAnswer, "on_behalf_of", {"by": ANOTHER}),
)
NOT_GIVEN: dict[type[Model], str] = {
    Ranking: "counts of a ranking, computed again at each change; about a need",
    Selection: "written by the team about a need",
    WhatIf: "numbers asked of the market by a company or a CTO, forgotten after a month",
}
