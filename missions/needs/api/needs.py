"""The needs of one's companies, and our opinion on one."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from rest_framework.response import Response

from fractional import bounds
from fractional.api.endpoints import Act, Endpoint, TokenRequest
from fractional.api.models import Token
from fractional.companies.access import company_of
from missions.needs import access, actions
from missions.needs.actions.drafting import demand_finished
from missions.needs.api.told import NeedAnswer, NeedLine, OpinionAnswer
from missions.needs.queries import opinion_on

READ, WRITE = Token.Scope.NEEDS_READ, Token.Scope.NEEDS_WRITE


class NewNeedForm(forms.Form):
    warning_read = forms.BooleanField(
        label="You have read that a part-time CTO does not replace a daily presence"
    )
    company = bounds.ShortText(label="The `id` of one of your companies", max_length=36)


class Needs(Act):
    """The needs of all your companies; a new one is an empty draft."""

    reads, writes = READ, WRITE
    status = 201
    paged: ClassVar[bool] = True
    answer = NeedLine
    form = NewNeedForm

    def get(self, request: TokenRequest) -> Response:
        return self.listed(request, access.needs_of_member(request.user))

    def act(self, request: TokenRequest) -> Any:
        said = self.said(request)
        company = company_of(request.user, bounds.uuid_or_404(said["company"]))
        need = actions.start_need(company=company, by=request.user)
        return NeedLine(need).data


class OneNeed(Endpoint):
    """A need as it stands."""

    reads = READ
    answer = NeedAnswer

    def get(self, request: TokenRequest, need: UUID) -> Response:
        return Response(NeedAnswer(access.need_of(request.user, need)).data)


class Opinion(Endpoint):
    """Our opinion on a need, once nothing is missing."""

    reads = READ
    answer = OpinionAnswer

    def get(self, request: TokenRequest, need: UUID) -> Response:
        mine = access.need_of(request.user, need)
        demand_finished(mine)
        return Response(OpinionAnswer(opinion_on(mine)).data)
