"""The token that speaks, and addresses that lead nowhere."""

from typing import Any

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from fractional.api.endpoints import Endpoint, TokenRequest
from fractional.api.models import Token


class TokenAnswer(serializers.Serializer):
    name = serializers.CharField()
    scopes = serializers.ListField(child=serializers.ChoiceField(choices=Token.Scope.values))
    expires_on = serializers.DateField()


class CurrentToken(Endpoint):
    """What the token of this request is, and may do."""

    answer = TokenAnswer

    def get(self, request: TokenRequest) -> Response:
        return Response(TokenAnswer(request.auth).data)


class Nowhere(Endpoint):
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise Http404
