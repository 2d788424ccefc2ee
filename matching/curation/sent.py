"""Selections that have left, as the team reads them again: what was shown, what was said of it, what became of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fractional.history.moves import held
from fractional.ui import words as said
from matching.proposals import words
from matching.proposals.models import Proposal, Selection


@dataclass(frozen=True)
class SentRow:
    """One line of the list of all selections."""

    title: str
    company: str
    need: UUID
    curator: str
    sent_at: datetime
    became: str
    """« dans la sélection (2) et mise en relation »."""
    running: bool


def sent_rows(selections: Iterable[Selection]) -> list[SentRow]:
    """As ``access.all_sent_selections`` fetched them."""
    return [
        SentRow(
            title=selection.need.title,
            company=selection.need.company.name,
            need=selection.need.public_id,
            curator=selection.curator.first_name,
            sent_at=held(selection.sent_at),
            became=_became(selection.proposals.all()),
            running=any(proposal.is_open for proposal in selection.proposals.all()),
        )
        for selection in selections
    ]


def _became(proposals: Iterable[Proposal]) -> str:
    """In the order of the states' own list: from the card to the last yes, then the ends."""
    counts = Counter(proposal.state for proposal in proposals)
    told = {str(state.label): counts[state] for state in Proposal.State if counts[state]}
    return said.listed(label if count == 1 else f"{label} ({count})" for label, count in told.items())


@dataclass(frozen=True)
class SentCard:
    proposal: Proposal
    told: words.Told
    """What the company reads of the score."""


@dataclass(frozen=True)
class SentSelection:
    selection: Selection
    cards: list[SentCard]


def sent_selections(selections: Iterable[Selection]) -> list[SentSelection]:
    """As ``access.sent_selections`` fetched them."""
    return [
        SentSelection(
            selection,
            [
                SentCard(proposal, words.company(proposal.company_side))
                for proposal in selection.proposals.all()
            ],
        )
        for selection in selections
    ]
