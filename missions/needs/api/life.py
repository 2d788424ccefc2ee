"""What a company does with a need as a whole: kept, sent, kept alive, watched, ended, taken up again."""

from abc import abstractmethod
from typing import Any, ClassVar
from uuid import UUID

from rest_framework import serializers

from fractional.api.endpoints import Act, TokenRequest
from fractional.api.models import Token
from missions.needs import access, actions
from missions.needs.api.told import NeedAnswer
from missions.needs.forms import MaintainForm, PauseForm, WithdrawForm
from missions.needs.models import Need


class NeedAct(Act):
    """Something done to a need as a whole."""

    writes = Token.Scope.NEEDS_WRITE
    answer = NeedAnswer

    def act(self, request: TokenRequest, need: UUID) -> Any:
        mine = access.need_of(request.user, need)
        self.do(mine, self.said(request))
        return NeedAnswer(access.need_of(request.user, need)).data

    @abstractmethod
    def do(self, need: Need, said: dict[str, Any]) -> None:
        """Call the one action that this is, with what the valid form says."""


class Maintain(NeedAct):
    """Keep a need against our opinion, and say why."""

    form = MaintainForm

    def do(self, need: Need, said: dict[str, Any]) -> None:
        actions.maintain(need=need, by=self.request.user, **said)


class Submit(NeedAct):
    """Hand a need over to the team, which reads it."""

    def do(self, need: Need, said: dict[str, Any]) -> None:
        actions.submit(need=need, by=self.request.user)


class Confirm(NeedAct):
    """It still stands: it does not expire."""

    def do(self, need: Need, said: dict[str, Any]) -> None:
        actions.confirm(need=need, by=self.request.user)


class Pause(NeedAct):
    """Sixty days at most."""

    form = PauseForm

    def do(self, need: Need, said: dict[str, Any]) -> None:
        actions.pause(need=need, by=self.request.user, **said)


class Resume(NeedAct):
    """Before its day."""

    def do(self, need: Need, said: dict[str, Any]) -> None:
        actions.resume(need=need, by=self.request.user)


class Withdraw(NeedAct):
    """For good, with a reason."""

    form = WithdrawForm

    def do(self, need: Need, said: dict[str, Any]) -> None:
        actions.withdraw(need=need, by=self.request.user, **said)


class Watch(NeedAct):
    """Nobody fits today: you are written to the day somebody does."""

    def do(self, need: Need, said: dict[str, Any]) -> None:
        actions.watch(need=need, by=self.request.user)


class Unwatch(NeedAct):
    """Rather not."""

    def do(self, need: Need, said: dict[str, Any]) -> None:
        actions.unwatch(need=need, by=self.request.user)


class LaterAnswer(serializers.Serializer):
    on = serializers.DateField(help_text="The day on which we write to you.")


class Later(Act):
    """Where our opinion is « not yet »: a mail in six months."""

    writes = Token.Scope.NEEDS_WRITE
    answer = LaterAnswer

    def act(self, request: TokenRequest, need: UUID) -> Any:
        mine = access.need_of(request.user, need)
        self.said(request)
        return LaterAnswer({"on": actions.remind_later(need=mine, by=request.user)}).data


class Copy(Act):
    """A draft with the same answers, to go on with. What was shown of the first is withdrawn with it."""

    writes = Token.Scope.NEEDS_WRITE
    answer = NeedAnswer
    status: ClassVar[int] = 201

    def act(self, request: TokenRequest, need: UUID) -> Any:
        mine = access.need_of(request.user, need)
        self.said(request)
        twin = actions.take_up_again(need=mine, by=request.user)
        return NeedAnswer(access.need_of(request.user, twin.public_id)).data
