"""Missions, for the two who agreed on them: read by both sides, decided by the CTO or an owner of the company."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from fractional import bounds
from fractional.api.endpoints import Act, Endpoint, TokenRequest
from fractional.api.models import Token
from fractional.api.reading import read
from missions.engagements import access, actions, renewals
from missions.engagements.forms import BreakForm, EndForm, RenewForm
from missions.engagements.models import Mission, Renewal

READ, WRITE = Token.Scope.MISSIONS_READ, Token.Scope.MISSIONS_WRITE


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
    due_on = serializers.DateField(allow_null=True, help_text="While it closes, by when all is handed over.")

    def get_cto(self, mission: Mission) -> str:
        return mission.cto.user.full_name


class RenewalAnswer(serializers.Serializer):
    state = serializers.ChoiceField(choices=Renewal.State.values)
    asked_by = serializers.ChoiceField(choices=Mission.Side.values, source="asked_side")
    daily_rate_eur = serializers.IntegerField(allow_null=True, help_text="Excluding VAT; null when pro bono.")
    half_days = serializers.ListField(child=serializers.IntegerField())
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(help_text="The last day, included.")
    due_on = serializers.DateField(help_text="The last day of the other side's answer.")


class WholeMissionAnswer(MissionAnswer):
    """With what was said of going on."""

    renewal = serializers.SerializerMethodField(help_text="The last one proposed.")
    followed_by = serializers.SerializerMethodField(help_text="The `id` of the mission that goes on with it.")

    @extend_schema_field(RenewalAnswer(allow_null=True))
    def get_renewal(self, mission: Mission) -> Any:
        last = access.last_renewal(mission)
        return RenewalAnswer(last).data if last else None

    def get_followed_by(self, mission: Mission) -> UUID | None:
        follower = access.follower_of(mission)
        return follower.public_id if follower else None


class Missions(Endpoint):
    """Those in which you take part, as a CTO or for your companies."""

    reads = READ
    answer = MissionAnswer
    paged = True

    def get(self, request: TokenRequest) -> Response:
        return self.listed(request, access.missions_of(request.user).whole())


class OneMission(Endpoint):
    """What was agreed, and whether it goes on."""

    reads = READ
    answer = WholeMissionAnswer

    def get(self, request: TokenRequest, mission: UUID) -> Response:
        return Response(self.answer(access.mission_of(request.user, mission)).data)


class MissionAct(Act):
    """Decided by its CTO, or by an owner of the company."""

    writes = WRITE
    answer = WholeMissionAnswer

    def act(self, request: TokenRequest, mission: UUID) -> Any:
        mine, side = access.mission_to_decide(request.user, mission)
        said = read(request.data, lambda data: self.form_of(data, mine), also=self.body()).cleaned_data
        self.do(mine, side, said)
        return self.answer(access.mission_of(request.user, mission)).data

    def form_of(self, data: Any, mission: Mission) -> forms.Form:
        return self.form(data)

    @abstractmethod
    def do(self, mission: Mission, side: Mission.Side, said: dict[str, Any]) -> None:
        """Call the one action that this is, with what the valid form says."""


class Close(MissionAct):
    """Open the handover, in the last month."""

    def do(self, mission: Mission, side: Mission.Side, said: dict[str, Any]) -> None:
        actions.close(mission=mission, by=self.request.user)


class End(MissionAct):
    """All was handed over. A project names who takes over what was built."""

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        asked = EndForm.base_fields["next_owner"]
        words = {"label": asked.label, "help_text": asked.help_text}
        return {"next_owner": bounds.ShortText(max_length=120, required=False, **words)}

    def form_of(self, data: Any, mission: Mission) -> forms.Form:
        return EndForm(data, mission=mission)

    def do(self, mission: Mission, side: Mission.Side, said: dict[str, Any]) -> None:
        actions.end(mission=mission, by=self.request.user, **said)


class BreakOff(MissionAct):
    """From today on, with a reason that the other side reads."""

    form = BreakForm

    def do(self, mission: Mission, side: Mission.Side, said: dict[str, Any]) -> None:
        actions.break_off(mission=mission, by=self.request.user, side=side, **said)


class Renew(MissionAct):
    """Propose to go on after the last day; the other side has five working days. No rate when pro bono."""

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        return RenewForm.base_fields

    def form_of(self, data: Any, mission: Mission) -> forms.Form:
        return RenewForm(data, mission=mission)

    def do(self, mission: Mission, side: Mission.Side, said: dict[str, Any]) -> None:
        renewals.propose(mission=mission, by=self.request.user, side=side, **said)


class RenewalAct(Act):
    """The answer of the side that was asked. What follows is a mission of its own."""

    writes = WRITE
    answer = WholeMissionAnswer

    def act(self, request: TokenRequest, mission: UUID) -> Any:
        renewal = access.renewal_to_answer(request.user, mission)
        self.said(request)
        self.do(renewal)
        return self.answer(access.mission_of(request.user, mission)).data

    @abstractmethod
    def do(self, renewal: Renewal) -> None:
        """Yes or no."""


class AcceptRenewal(RenewalAct):
    """Yes: the mission that follows exists, its half-days are taken."""

    def do(self, renewal: Renewal) -> None:
        renewals.accept(renewal=renewal, by=self.request.user)


class DeclineRenewal(RenewalAct):
    """No: the mission ends on its last day, as agreed."""

    def do(self, renewal: Renewal) -> None:
        renewals.decline(renewal=renewal, by=self.request.user)
