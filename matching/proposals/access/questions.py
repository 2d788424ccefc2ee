"""Who reads and answers which questions."""

from uuid import UUID

from django.db.models import Q, QuerySet

from fractional.accounts.access import found
from fractional.accounts.models import User
from fractional.companies.models import Company
from matching.proposals.models import Proposal, Question
from missions.needs.models import Need


def question_to_answer(user: User, public_id: UUID) -> Question:
    """Of a company that the user belongs to; a curator reads along, and may answer in its place."""
    questions = Question.objects.select_related("proposal__need__company", "answered_by")
    if not user.is_curator:
        mine = Company.objects.of_member(user)
        questions = questions.filter(proposal__need__company__in=mine, proposal__selection__state="sent")
    return found(questions, public_id=public_id)


def questions_for(proposal: Proposal) -> QuerySet[Question]:
    """The CTO's own, and what the company answered to others about the same need."""
    told = Q(proposal=proposal) | Q(answered_at__isnull=False)
    return Question.objects.about(proposal.need).filter(told)


def questions_of(need: Need) -> QuerySet[Question]:
    """All that the company was asked."""
    return Question.objects.about(need).select_related("proposal")
