"""Needs that fit a CTO and were not sent to them, and the hand they raise on one."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from fractional.api.endpoints import Act, Endpoint, TokenRequest
from fractional.api.models import Token
from matching.proposals import access
from matching.proposals.actions import hands as actions
from matching.proposals.forms import HandForm
from matching.proposals.models import Hand
from matching.proposals.presenting import compatible_cards

READ, WRITE = Token.Scope.PROPOSALS_READ, Token.Scope.PROPOSALS_WRITE


class HandAnswer(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    raised_at = serializers.DateTimeField()
    is_up = serializers.BooleanField()
    due_on = serializers.DateField(help_text="The last day of the team's answer.")
    answer = serializers.ChoiceField(choices=["", *Hand.Answer.values])
    answer_words = serializers.CharField(help_text="Why, when it is not this time.")


class CompatibleAnswer(serializers.Serializer):
    """A need without its company's name, and without a score."""

    need = serializers.UUIDField(source="id")
    title = serializers.CharField()
    company_facts = serializers.CharField(source="facts")
    half_days = serializers.ListField(child=serializers.IntegerField())
    months = serializers.IntegerField()
    first_start_on = serializers.DateField()
    why = serializers.CharField(help_text="What it brings you first.")
    hand = HandAnswer(allow_null=True)
    may_raise = serializers.BooleanField()


class CompatiblesAnswer(serializers.Serializer):
    results = CompatibleAnswer(many=True)


class Compatible(Endpoint):
    """Open needs that keep all your rules and were not sent to you, the best for you first."""

    reads = READ
    answer = CompatiblesAnswer

    def get(self, request: TokenRequest) -> Response:
        cto = access.cto_of(request.user)
        return Response(CompatiblesAnswer({"results": compatible_cards(cto) if cto else []}).data)


class RaiseHand(Act):
    """It uses none of your weekly proposals; the team answers in five working days."""

    writes = WRITE
    status = 201
    answer = HandAnswer
    form = HandForm

    def act(self, request: TokenRequest, need: UUID) -> Any:
        cto, found = access.need_to_raise_a_hand_on(request.user, need)
        hand = actions.raise_hand(need=found, cto=cto, by=request.user, **self.said(request))
        return HandAnswer(hand).data


class LowerHand(Act):
    """Nobody owes you an answer any more."""

    writes = WRITE
    answer = HandAnswer

    def act(self, request: TokenRequest, hand: UUID) -> Any:
        mine = access.hand_of(request.user, hand)
        self.said(request)
        return HandAnswer(actions.lower(hand=mine, by=request.user)).data
