"""The roles held: told, changed, taken back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from rest_framework.response import Response

from fractional.api.endpoints import Act, Endpoint, TokenRequest
from fractional.api.models import Token
from fractional.api.reading import read
from fractional.ctos import access, actions
from fractional.ctos.api.told import PostAnswer, ProfileAnswer
from fractional.ctos.forms import PostForm

READ, WRITE = Token.Scope.PROFILE_READ, Token.Scope.PROFILE_WRITE


class Posts(Act):
    """Tell of a role. In a verified file the team reads it before it counts."""

    writes = WRITE
    status = 201
    answer = PostAnswer
    form = PostForm

    def act(self, request: TokenRequest) -> Any:
        cto = access.own_cto(request.user)
        return PostAnswer(actions.add_post(cto=cto, by=request.user, **self.said(request))).data


class OnePost(Endpoint):
    """A role. Sending it replaces what you said of it; what was proved is only declared again."""

    reads, writes = READ, WRITE
    answer = PostAnswer

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        return PostForm.base_fields

    def get(self, request: TokenRequest, post: UUID) -> Response:
        return Response(PostAnswer(access.own_post(request.user, post)).data)

    def put(self, request: TokenRequest, post: UUID) -> Response:
        mine = access.own_post(request.user, post)
        said = read(request.data, PostForm).cleaned_data
        return Response(PostAnswer(actions.change_post(post=mine, by=request.user, **said)).data)


class RemovePost(Act):
    """Take it back: it counts no more."""

    writes = WRITE
    answer = ProfileAnswer

    def act(self, request: TokenRequest, post: UUID) -> Any:
        mine = access.own_post(request.user, post)
        self.said(request)
        actions.delete_post(post=mine, by=request.user)
        return ProfileAnswer(access.own_cto(request.user)).data
