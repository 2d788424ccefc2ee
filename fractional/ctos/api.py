"""A CTO's own file: what they say of themself, their rates, their rules, their week. Nobody else's."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.response import Response

from fractional import bounds, clock
from fractional.api.endpoints import Act, Endpoint, TokenRequest
from fractional.api.kinds import schema_of, shown
from fractional.api.models import Token
from fractional.api.problems import Invalid
from fractional.api.reading import read
from fractional.ctos import access, actions
from fractional.ctos.calendar import actions as half_days
from fractional.ctos.calendar.agenda import agenda
from fractional.ctos.calendar.week import MAX_STEPS, Step
from fractional.ctos.forms import ProfileForm, RatesForm, RulesForm
from fractional.ctos.models import Cto, Post
from fractional.ui.widgets import HalfDaysField


class PostAnswer(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    title = serializers.ChoiceField(choices=Post.Title.values)
    full_time = serializers.BooleanField()
    company_name = serializers.CharField(help_text="Read by you and the Fractional team alone.")
    company_description = serializers.CharField()
    sector = serializers.CharField()
    stage = serializers.CharField()
    headcount = serializers.IntegerField()
    team_led = serializers.IntegerField()
    started_on = serializers.DateField()
    ended_on = serializers.DateField(allow_null=True)
    result = serializers.CharField()
    first_days = serializers.CharField()
    proof = serializers.ChoiceField(choices=Post.Proof.values)
    proof_seen_on = serializers.DateField(
        allow_null=True, help_text="When the team was shown a document, which it did not keep."
    )


class ProfileAnswer(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    state = serializers.ChoiceField(choices=Cto.State.values)
    headline = serializers.CharField()
    availability_confirmed_on = serializers.DateField(allow_null=True)
    weekly_cap = serializers.IntegerField(help_text="Proposals a week at most.")
    rate_undecided = serializers.SerializerMethodField(
        help_text="The file may be sent without a rate; nobody is verified before it is set."
    )
    asked_for = serializers.CharField(help_text="What the team asks you for, if anything.")
    asked_until = serializers.SerializerMethodField(
        help_text="The last day to answer it; then the file closes."
    )
    references_confirmed = serializers.SerializerMethodField()
    posts = PostAnswer(many=True)

    def get_rate_undecided(self, cto: Cto) -> bool:
        return cto.rate_undecided_at is not None

    def get_asked_until(self, cto: Cto) -> date | None:
        return cto.asked_until if cto.state == Cto.State.ASKED else None

    def get_references_confirmed(self, cto: Cto) -> int:
        return cto.references.confirmed().count()


class Profile(Endpoint):
    """Where your file stands, and the roles you held."""

    reads = Token.Scope.PROFILE_READ
    answer = ProfileAnswer

    def get(self, request: TokenRequest) -> Response:
        return Response(ProfileAnswer(access.own_cto(request.user)).data)


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


class WeekStepForm(forms.Form):
    """From a Monday on, what is open and what is never proposed."""

    from_on = bounds.Day(label="A Monday")
    open = HalfDaysField(label="Half-days open, 0 Monday morning to 9 Friday afternoon", required=False)
    protected = HalfDaysField(label="Half-days never proposed", required=False)


class StepAnswer(serializers.Serializer):
    from_on = serializers.DateField()
    open = serializers.ListField(child=serializers.IntegerField())
    protected = serializers.ListField(child=serializers.IntegerField())


class AvailabilityAnswer(serializers.Serializer):
    steps = StepAnswer(many=True)
    remaining = serializers.ListField(
        child=serializers.IntegerField(),
        help_text="Half-days open and not taken, this week or the first that opens.",
    )
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
        read(request.data, forms.Form)
        actions.confirm_availability(cto=cto, by=request.user)
        return availability_of(access.own_cto(request.user))


def availability_of(cto: Cto) -> dict[str, Any]:
    today = clock.today()
    said = {
        "steps": sorted(cto.week_steps.all(), key=lambda step: step.from_on),
        "remaining": agenda(cto, today).remaining,
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
