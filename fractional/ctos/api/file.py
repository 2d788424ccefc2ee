"""Where a CTO's file stands: read, sent, paused, closed."""

from abc import abstractmethod
from typing import Any

from django import forms
from rest_framework.response import Response

from fractional import bounds, clock
from fractional.api.endpoints import Act, Endpoint, TokenRequest
from fractional.api.models import Token
from fractional.ctos import access, actions
from fractional.ctos.api.told import ProfileAnswer
from fractional.ctos.forms import LeaveForm, PauseForm
from fractional.ctos.models import Cto
from fractional.ctos.notice import WARNING


class Profile(Endpoint):
    """Where your file stands, and the roles you held."""

    reads = Token.Scope.PROFILE_READ
    answer = ProfileAnswer

    def get(self, request: TokenRequest) -> Response:
        return Response(ProfileAnswer(access.own_cto(request.user)).data)


class WarningForm(forms.Form):
    warning_read = forms.BooleanField(
        label="You have read that a part-time role is not simpler than a full-time one"
    )
    answer = bounds.LongText(
        label="Your answer, where the team asked for something", max_length=2000, required=False
    )


class FileAct(Act):
    """Something done to the file as a whole."""

    writes = Token.Scope.PROFILE_WRITE
    answer = ProfileAnswer

    def act(self, request: TokenRequest) -> Any:
        cto = access.own_cto(request.user)
        self.do(cto, self.said(request))
        return ProfileAnswer(access.own_cto(request.user)).data

    @abstractmethod
    def do(self, cto: Cto, said: dict[str, Any]) -> None:
        """Call the one action that this is, with what the valid form says."""


class Submit(FileAct):
    """Send the file to the team, who answer within five working days. `lacks` says what is missing."""

    form = WarningForm

    def do(self, cto: Cto, said: dict[str, Any]) -> None:
        actions.submit(cto=cto, by=self.request.user, warning=WARNING, answer=said["answer"])


class Pause(FileAct):
    """No proposal before a day; the pause ends by itself that morning."""

    form = PauseForm

    def do(self, cto: Cto, said: dict[str, Any]) -> None:
        actions.pause(cto=cto, by=self.request.user, **said)


class Resume(FileAct):
    """Before its day."""

    def do(self, cto: Cto, said: dict[str, Any]) -> None:
        actions.resume(cto=cto, by=self.request.user)


class Reopen(FileAct):
    """A file that closed because nobody answered us goes on where it was."""

    def do(self, cto: Cto, said: dict[str, Any]) -> None:
        actions.reopen(cto=cto, by=self.request.user)


class Leave(FileAct):
    """Close the file for good, and say why."""

    form = LeaveForm

    def do(self, cto: Cto, said: dict[str, Any]) -> None:
        actions.leave(cto=cto, by=self.request.user, on=clock.today(), **said)
