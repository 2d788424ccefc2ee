"""The companies that a person acts for: opened, read, changed."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from rest_framework import serializers
from rest_framework.response import Response

from fractional.api.endpoints import Act, Endpoint, TokenRequest
from fractional.api.kinds import shown
from fractional.api.models import Token
from fractional.api.reading import read
from fractional.companies import access, actions
from fractional.companies.forms import CompanyForm, NewCompanyForm
from fractional.companies.models import Company, Member

READ, WRITE = Token.Scope.NEEDS_READ, Token.Scope.COMPANIES_WRITE


class CompanyLine(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField()
    siren = serializers.CharField(help_text="Nine digits, or empty.")
    state = serializers.ChoiceField(choices=Company.State.values)
    stage = serializers.CharField()
    sector = serializers.CharField()
    headcount = serializers.IntegerField()
    role = serializers.ChoiceField(choices=Member.Role.values, help_text="Yours in it.")


class OpenForm(NewCompanyForm):
    notice_read = forms.BooleanField(
        label="You have read, at /classement/, how profiles are compared and what matching does"
    )


class Companies(Act):
    """The companies you act for; opening the account of one makes you its first owner."""

    reads, writes = READ, WRITE
    status = 201
    paged: ClassVar[bool] = True
    answer = CompanyLine
    form = OpenForm

    def get(self, request: TokenRequest) -> Response:
        return self.listed(request, access.companies_of(request.user))

    def act(self, request: TokenRequest) -> Any:
        said = self.said(request)
        said.pop("notice_read")
        company = actions.create_company(user=request.user, **said)
        return CompanyLine(access.companies_of(request.user).get(pk=company.pk)).data


class OneCompany(Endpoint):
    """What a company says of itself. Its name and its SIREN stay as they were verified."""

    reads, writes = READ, WRITE

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        return CompanyForm.base_fields

    def get(self, request: TokenRequest, company: UUID) -> Response:
        return Response(_shown(access.company_of(request.user, company)))

    def put(self, request: TokenRequest, company: UUID) -> Response:
        mine = access.company_of(request.user, company)
        said = read(request.data, CompanyForm).cleaned_data
        return Response(_shown(actions.update(company=mine, by=request.user, **said)))


def _shown(company: Company) -> dict[str, Any]:
    fields = CompanyForm.base_fields
    return shown(fields, {name: getattr(company, name) for name in fields})
