"""What every endpoint is: a token in, JSON out, the actions and access rules of the pages in between."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils import translation
from django.utils.cache import patch_vary_headers
from rest_framework.response import Response
from rest_framework.views import APIView

from fractional.api.authentication import TokenRequest
from fractional.api.kinds import schema_of
from fractional.api.models import Token
from fractional.api.once import once
from fractional.api.paging import page_of
from fractional.api.reading import read

SAFE = ("GET", "HEAD")


class Endpoint(APIView):
    """An address. Subclasses have methods, what these answer and which scopes they ask for."""

    request: TokenRequest
    http_method_names = ["get", "head", "post", "put"]
    reads: ClassVar[Token.Scope | None] = None
    writes: ClassVar[Token.Scope | None] = None
    answer: ClassVar[Any] = None
    """The serializer of what is answered; a dict is a schema written out."""
    paged: ClassVar[bool] = False
    """Whether `answer` says one thing of a list that is read page by page."""
    cursors: ClassVar[bool] = False
    """Whether `answer` is a page itself."""

    def scope_of(self, method: str | None) -> Token.Scope | None:
        return self.reads if method in SAFE else self.writes

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        """The fields that a body may have."""
        return {}

    @classmethod
    def body_schema(cls) -> dict[str, Any]:
        return schema_of(cls.body())

    def perform_authentication(self, request: TokenRequest) -> None:  # type: ignore[override]  # requests have passed Bearer
        super().perform_authentication(request)
        translation.activate(request.user.language)

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Response:
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer.headers["Cache-Control"] = "no-store, private"
        patch_vary_headers(answer, ["Authorization"])
        return answer

    def listed(self, request: TokenRequest, things: Any, **context: Any) -> Response:
        """A page of a list, each thing as `answer` says it."""
        found, following = page_of(request, things)
        return Response({"results": self.answer(found, many=True, context=context).data, "next": following})


class Act(Endpoint, ABC):
    """Something done by a POST, once for each idempotency key."""

    status: ClassVar[int] = 200
    form: ClassVar[type[forms.Form]] = forms.Form
    """What a body says, where it says anything."""

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        return cls.form.base_fields

    def said(self, request: TokenRequest) -> dict[str, Any]:
        """What the valid form says. Raises Invalid."""
        return read(request.data, self.form).cleaned_data

    def post(self, request: TokenRequest, **about: Any) -> Response:
        return once(request, lambda: Response(self.act(request, **about), status=self.status))

    @abstractmethod
    def act(self, *args: Any, **about: Any) -> Any:
        """Do it, and say what is answered."""
