"""The companies that a person acts for."""

from rest_framework import serializers
from rest_framework.response import Response

from fractional.api.endpoints import Endpoint, TokenRequest
from fractional.api.models import Token
from fractional.companies import access
from fractional.companies.models import Company, Member


class CompanyAnswer(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField()
    siren = serializers.CharField(help_text="Nine digits, or empty.")
    state = serializers.ChoiceField(choices=Company.State.values)
    stage = serializers.CharField()
    sector = serializers.CharField()
    headcount = serializers.IntegerField()
    role = serializers.ChoiceField(choices=Member.Role.values, help_text="Yours in it.")


class Companies(Endpoint):
    """The companies you act for."""

    reads = Token.Scope.NEEDS_READ
    answer = CompanyAnswer
    paged = True

    def get(self, request: TokenRequest) -> Response:
        return self.listed(request, access.companies_of(request.user))
