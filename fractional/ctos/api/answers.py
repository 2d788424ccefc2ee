"""What a CTO says of themself, their rates and their rules: read and replaced page by page."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from rest_framework.response import Response

from fractional.api.endpoints import Endpoint, TokenRequest
from fractional.api.kinds import shown
from fractional.api.models import Token
from fractional.api.reading import read
from fractional.ctos import access, actions
from fractional.ctos.forms import ProfileForm, RatesForm, RulesForm, WantsForm
from fractional.ctos.models import Cto


class _Answers(Endpoint, ABC):
    """One page of the file: what is read can be changed and sent back whole."""

    reads, writes = Token.Scope.PROFILE_READ, Token.Scope.PROFILE_WRITE
    form: ClassVar[Any]

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        return cls.form.base_fields

    def get(self, request: TokenRequest) -> Response:
        return Response(self._shown(access.own_cto(request.user)))

    def put(self, request: TokenRequest) -> Response:
        cto = access.own_cto(request.user)
        self.save(cto, read(request.data, self.form).cleaned_data)
        return Response(self._shown(access.own_cto(request.user)))

    @abstractmethod
    def save(self, cto: Cto, said: dict[str, Any]) -> None:
        """Write what the valid form says."""

    def _shown(self, cto: Cto) -> dict[str, Any]:
        return shown(self.body(), self.form.initial_of(cto))


class Wants(_Answers):
    """What draws you: part-time, or the role."""

    form = WantsForm

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        return {name: field for name, field in WantsForm.base_fields.items() if name != "go_on"}

    def save(self, cto: Cto, said: dict[str, Any]) -> None:
        said.pop("go_on")
        actions.save_wants(cto=cto, by=self.request.user, **said)

    def _shown(self, cto: Cto) -> dict[str, Any]:
        return shown(self.body(), WantsForm.initial_of(cto.user, cto))


class Presentation(_Answers):
    """What founders read of you before they know your name."""

    form = ProfileForm

    def save(self, cto: Cto, said: dict[str, Any]) -> None:
        actions.save_profile(cto=cto, by=self.request.user, **said)


class Rates(_Answers):
    """Your rate, EUR per day excluding VAT, and your floor, which nobody else ever reads."""

    form = RatesForm

    def save(self, cto: Cto, said: dict[str, Any]) -> None:
        actions.save_rates(cto=cto, by=self.request.user, **said)


class Rules(_Answers):
    """What no proposal that reaches you may break."""

    form = RulesForm

    def save(self, cto: Cto, said: dict[str, Any]) -> None:
        actions.save_rules(cto=cto, by=self.request.user, **said)
