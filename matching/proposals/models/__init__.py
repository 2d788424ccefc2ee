"""Matches and what a person decided on them, selections, proposals from card to last yes, questions, raised hands,
questions to the market."""

from matching.proposals.models.hands import Hand, HandQuerySet
from matching.proposals.models.matches import Decision, Match, Ranking
from matching.proposals.models.phone_answers import PhoneAnswer
from matching.proposals.models.proposals import Proposal, ProposalQuerySet
from matching.proposals.models.questions import Question, QuestionQuerySet
from matching.proposals.models.selections import Selection
from matching.proposals.models.what_ifs import WhatIf

__all__ = [
    "Decision",
    "Hand",
    "HandQuerySet",
    "Match",
    "PhoneAnswer",
    "Proposal",
    "ProposalQuerySet",
    "Question",
    "QuestionQuerySet",
    "Ranking",
    "Selection",
    "WhatIf",
]
