"""Matches and what a person decided on them, selections, and proposals from card to last yes."""

from matching.proposals.models.matches import Decision, Match, Ranking
from matching.proposals.models.proposals import Proposal, ProposalQuerySet
from matching.proposals.models.selections import Selection

__all__ = ["Decision", "Match", "Proposal", "ProposalQuerySet", "Ranking", "Selection"]
