"""What CTOs asked about a need, and the company's answers."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from fractional.api.endpoints import Act, Endpoint, TokenRequest
from fractional.api.models import Token
from matching.proposals import access
from matching.proposals.actions import questions as actions
from matching.proposals.api.told import QuestionAnswer
from matching.proposals.forms import AnswerForm


class QuestionsAnswer(serializers.Serializer):
    results = QuestionAnswer(many=True)


class Questions(Endpoint):
    """All that you were asked about a need."""

    reads = Token.Scope.PROPOSALS_READ
    answer = QuestionsAnswer

    def get(self, request: TokenRequest, need: UUID) -> Response:
        mine = access.need_of(request.user, need)
        return Response(QuestionsAnswer({"results": access.questions_of(mine)}).data)


class Answer(Act):
    """Everybody who holds a proposal on the need reads it; contacts are masked."""

    writes = Token.Scope.PROPOSALS_WRITE
    answer = QuestionAnswer
    form = AnswerForm

    def act(self, request: TokenRequest, question: UUID) -> Any:
        found = access.question_to_answer(request.user, question)
        return QuestionAnswer(actions.answer(question=found, by=request.user, **self.said(request))).data
