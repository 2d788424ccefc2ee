"""References: asked of somebody, who answers on a page that a mailed link opens."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from rest_framework import serializers
from rest_framework.response import Response

from fractional import bounds
from fractional.api.endpoints import Act, TokenRequest
from fractional.api.models import Token
from fractional.api.reading import read
from fractional.ctos import access, actions
from fractional.ctos.forms import AskForm
from fractional.ctos.models import Reference


class ReferenceAnswer(serializers.Serializer):
    """What was answered is read by the team alone."""

    id = serializers.UUIDField(source="public_id")
    post = serializers.UUIDField(source="post.public_id", default=None, allow_null=True)
    referee_name = serializers.CharField()
    referee_email = serializers.CharField()
    is_ceo = serializers.BooleanField()
    state = serializers.ChoiceField(choices=Reference.State.values)
    asked_at = serializers.DateTimeField()
    due_on = serializers.DateField(allow_null=True, help_text="The last day on which an answer is awaited.")


class References(Act):
    """Those that you asked for; a new one is asked by mail at once."""

    reads, writes = Token.Scope.PROFILE_READ, Token.Scope.PROFILE_WRITE
    status = 201
    paged: ClassVar[bool] = True
    answer = ReferenceAnswer

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        post = bounds.ShortText(label="The `id` of one of your roles", max_length=36)
        return AskForm.base_fields | {"post": post}

    def get(self, request: TokenRequest) -> Response:
        cto = access.own_cto(request.user)
        return self.listed(request, cto.references.select_related("post"))

    def act(self, request: TokenRequest) -> Any:
        cto = access.own_cto(request.user)
        said = read(request.data, lambda data: AskForm(data, cto=cto)).cleaned_data
        return ReferenceAnswer(actions.ask_reference(cto=cto, by=request.user, **said)).data


class TakeBack(Act):
    """Ask no longer, before an answer."""

    writes = Token.Scope.PROFILE_WRITE
    answer = ReferenceAnswer

    def act(self, request: TokenRequest, reference: UUID) -> Any:
        mine = access.own_reference(request.user, reference)
        self.said(request)
        return ReferenceAnswer(actions.take_back_reference(reference=mine, by=request.user)).data
