"""Missions, for the two who agreed on them."""

from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from fractional.api.endpoints import Endpoint, TokenRequest
from fractional.api.models import Token
from missions.engagements import access
from missions.engagements.models import Mission


class MissionAnswer(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    need = serializers.UUIDField(source="need.public_id")
    title = serializers.CharField(source="need.title")
    company = serializers.CharField(source="company.name")
    cto = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=Mission.State.values)
    daily_rate_eur = serializers.IntegerField(allow_null=True, help_text="Excluding VAT; null when pro bono.")
    monthly_cost_eur = serializers.IntegerField(allow_null=True)
    half_days = serializers.ListField(
        child=serializers.IntegerField(), help_text="Of every week, 0 Monday morning to 9 Friday afternoon."
    )
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(help_text="The last day, included.")
    contract = serializers.CharField()
    on_site_half_days = serializers.IntegerField()
    pro_bono = serializers.BooleanField()
    will_not_do = serializers.ListField(
        child=serializers.CharField(), help_text="What this person will not do."
    )
    next_owner = serializers.CharField(help_text="Who takes over what was built; empty before the end.")

    def get_cto(self, mission: Mission) -> str:
        return mission.cto.user.full_name


class Missions(Endpoint):
    """Those in which you take part, as a CTO or for your companies."""

    reads = Token.Scope.MISSIONS_READ
    answer = MissionAnswer
    paged = True

    def get(self, request: TokenRequest) -> Response:
        return self.listed(request, access.missions_of(request.user).whole())


class OneMission(Endpoint):
    """What was agreed."""

    reads = Token.Scope.MISSIONS_READ
    answer = MissionAnswer

    def get(self, request: TokenRequest, mission: UUID) -> Response:
        return Response(MissionAnswer(access.mission_of(request.user, mission)).data)
