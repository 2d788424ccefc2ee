"""Another wording that the team suggests; you take it, or keep your own."""

from abc import abstractmethod
from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from fractional.api.endpoints import Act, Endpoint, TokenRequest
from fractional.api.models import Token
from missions.needs import access, actions
from missions.needs.api.told import NeedAnswer
from missions.needs.models import Rewording


class RewordingAnswer(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    field = serializers.ChoiceField(choices=Rewording.Field.values)
    before = serializers.CharField(help_text="Your words.")
    after = serializers.CharField(help_text="Those suggested.")
    why = serializers.CharField()
    due_on = serializers.DateField(help_text="Silence leaves your words as they are.")


class RewordingsAnswer(serializers.Serializer):
    results = RewordingAnswer(many=True)


class Rewordings(Endpoint):
    """Those that wait for your answer."""

    reads = Token.Scope.NEEDS_READ
    answer = RewordingsAnswer

    def get(self, request: TokenRequest, need: UUID) -> Response:
        mine = access.need_of(request.user, need)
        return Response(RewordingsAnswer({"results": access.rewordings_of(mine)}).data)


class RewordingAct(Act):
    """One of the two answers."""

    writes = Token.Scope.NEEDS_WRITE
    answer = NeedAnswer

    def act(self, request: TokenRequest, need: UUID, rewording: int) -> Any:
        found = access.rewording_of(access.need_of(request.user, need), rewording)
        self.said(request)
        self.do(found)
        return NeedAnswer(access.need_of(request.user, need)).data

    @abstractmethod
    def do(self, rewording: Rewording) -> None:
        """Take it, or not."""


class AcceptRewording(RewordingAct):
    """The need says it so from now on."""

    def do(self, rewording: Rewording) -> None:
        actions.accept_rewording(rewording=rewording, by=self.request.user)


class KeepMyWords(RewordingAct):
    """Your words stay."""

    def do(self, rewording: Rewording) -> None:
        actions.refuse_rewording(rewording=rewording, by=self.request.user)
