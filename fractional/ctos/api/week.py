"""A CTO's week: what is open, what is taken, and the clients found elsewhere."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.response import Response

from fractional import bounds, clock
from fractional.api.endpoints import Act, Endpoint, TokenRequest
from fractional.api.kinds import schema_of
from fractional.api.models import Token
from fractional.api.problems import Invalid
from fractional.api.reading import read
from fractional.ctos import access, actions
from fractional.ctos.calendar import actions as half_days
from fractional.ctos.calendar.agenda import agenda
from fractional.ctos.calendar.week import MAX_STEPS, Step
from fractional.ctos.forms import ExternalForm
from fractional.ctos.models import Cto
from fractional.ui.widgets import HalfDaysField


class WeekStepForm(forms.Form):
    """From a Monday on, what is open and what is never proposed."""

    from_on = bounds.Day(label="A Monday")
    open = HalfDaysField(label="Half-days open, 0 Monday morning to 9 Friday afternoon", required=False)
    protected = HalfDaysField(label="Half-days never proposed", required=False)


class StepAnswer(serializers.Serializer):
    from_on = serializers.DateField()
    open = serializers.ListField(child=serializers.IntegerField())
    protected = serializers.ListField(child=serializers.IntegerField())


class EngagementAnswer(serializers.Serializer):
    """What a mission or a client found elsewhere takes."""

    holder = serializers.CharField(help_text="Its key: `mission:` or `external:` and what follows.")
    label = serializers.CharField()  # type: ignore[assignment]  # a field, not DRF's own label
    half_days = serializers.ListField(child=serializers.IntegerField())
    first = serializers.DateField()
    last = serializers.DateField(allow_null=True, help_text="Null while its end is not known.")


class AvailabilityAnswer(serializers.Serializer):
    steps = StepAnswer(many=True)
    remaining = serializers.ListField(
        child=serializers.IntegerField(),
        help_text="Half-days open and not taken, this week or the first that opens.",
    )
    engagements = EngagementAnswer(many=True)
    confirmed_on = serializers.DateField(allow_null=True)
    stale = serializers.BooleanField(help_text="Not confirmed for 45 days: confirm it, or say yes again.")


class Availability(Endpoint):
    """The week you draw. Sending it replaces it; what is engaged cannot be closed."""

    reads, writes = Token.Scope.PROFILE_READ, Token.Scope.PROFILE_WRITE
    answer = AvailabilityAnswer

    @classmethod
    def body_schema(cls) -> dict[str, Any]:
        step = schema_of(WeekStepForm.base_fields)
        steps = {"type": "array", "items": step, "minItems": 1, "maxItems": MAX_STEPS}
        return {
            "type": "object",
            "properties": {"steps": steps},
            "required": ["steps"],
            "additionalProperties": False,
        }

    def get(self, request: TokenRequest) -> Response:
        return Response(availability_of(access.own_cto(request.user)))

    def put(self, request: TokenRequest) -> Response:
        cto = access.own_cto(request.user)
        half_days.set_week(cto=cto, steps=_steps(request.data), by=request.user)
        return Response(availability_of(access.own_cto(request.user)))


class ConfirmAvailability(Act):
    """« Toujours d’actualité »: nothing has changed."""

    writes = Token.Scope.PROFILE_WRITE
    answer = AvailabilityAnswer

    def act(self, request: TokenRequest) -> Any:
        cto = access.own_cto(request.user)
        self.said(request)
        actions.confirm_availability(cto=cto, by=request.user)
        return availability_of(access.own_cto(request.user))


class TakeHalfDays(Act):
    """A client found elsewhere takes half-days. Its name is read by you alone."""

    writes = Token.Scope.PROFILE_WRITE
    answer = AvailabilityAnswer
    form = ExternalForm

    def act(self, request: TokenRequest) -> Any:
        cto = access.own_cto(request.user)
        half_days.hold_external(cto=cto, by=request.user, **self.said(request))
        return availability_of(access.own_cto(request.user))


class HolderForm(forms.Form):
    holder = bounds.ShortText(label="The `holder` of a client found elsewhere", max_length=40)


class GiveHalfDaysBack(Act):
    """That client takes nothing any more; what a mission takes stays."""

    writes = Token.Scope.PROFILE_WRITE
    answer = AvailabilityAnswer
    form = HolderForm

    def act(self, request: TokenRequest) -> Any:
        cto = access.own_cto(request.user)
        half_days.release_external(cto=cto, by=request.user, **self.said(request))
        return availability_of(access.own_cto(request.user))


def availability_of(cto: Cto) -> dict[str, Any]:
    today = clock.today()
    now = agenda(cto, today)
    said = {
        "steps": sorted(cto.week_steps.all(), key=lambda step: step.from_on),
        "remaining": now.remaining,
        "engagements": now.engagements,
        "confirmed_on": cto.availability_confirmed_on,
        "stale": cto.is_stale(today),
    }
    return dict(AvailabilityAnswer(said).data)


def _steps(body: Any) -> list[Step]:
    """The steps of a body. Raises Invalid."""
    steps = body.get("steps") if isinstance(body, dict) and set(body) == {"steps"} else None
    if not isinstance(steps, list):
        raise Invalid({"steps": [_("Envoyez les étapes de votre semaine : « steps ».")]})
    said = [read(step, WeekStepForm).cleaned_data for step in steps[: MAX_STEPS + 1]]
    return [Step(step["from_on"], step["open"], step["protected"]) for step in said]
