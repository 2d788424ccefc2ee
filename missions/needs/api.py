"""The needs of one's companies: told step by step, sent, kept alive, ended."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.response import Response

from fractional import bounds
from fractional.api.endpoints import Act, Endpoint, TokenRequest
from fractional.api.kinds import schema_of, shown
from fractional.api.models import Token
from fractional.api.problems import Invalid
from fractional.api.reading import read
from fractional.companies.access import company_of
from missions.needs import access, actions, steps
from missions.needs.actions.drafting import demand_finished
from missions.needs.forms import OF_STEP, MaintainForm, PauseForm, StepForm, WithdrawForm
from missions.needs.forms.problem import GOALS, PARTS, goal_fields
from missions.needs.models import Need, Verdict
from missions.needs.progress import expires_on
from missions.needs.queries import opinion_on

READ, WRITE = Token.Scope.NEEDS_READ, Token.Scope.NEEDS_WRITE
STEPS = {"problem": "probleme", "team": "equipe", "place": "place", "rhythm": "rythme", "budget": "budget"}
"""The last part of a step's address, and the step of the pages that it is."""


class NeedLine(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    company = serializers.UUIDField(source="company.public_id")
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=Need.State.values)
    kind = serializers.CharField(help_text="Empty while it is not told.")
    created_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField(allow_null=True)
    promised_on = serializers.DateField(allow_null=True, help_text="By when a selection is promised.")


class GoalAnswer(serializers.Serializer):
    code = serializers.CharField()
    result = serializers.CharField()
    metric = serializers.CharField()
    baseline = serializers.CharField()


class NeedAnswer(NeedLine):
    goals = GoalAnswer(many=True)
    half_days = serializers.IntegerField(allow_null=True, help_text="Per week.")
    start_first_on = serializers.DateField(allow_null=True)
    start_last_on = serializers.DateField(allow_null=True)
    months = serializers.IntegerField(allow_null=True)
    ceiling_eur = serializers.IntegerField(allow_null=True, help_text="Per day, excluding VAT.")
    pro_bono = serializers.BooleanField()
    confidential = serializers.BooleanField()
    paused_until = serializers.DateField(allow_null=True)
    asked_for = serializers.CharField(help_text="What the team asks before it publishes.")
    unfinished = serializers.SerializerMethodField(help_text="Steps that still ask something.")
    expires_on = serializers.SerializerMethodField(help_text="Unless somebody says that it still stands.")
    is_editable = serializers.BooleanField()

    def get_unfinished(self, need: Need) -> list[str]:
        names = {slug: name for name, slug in STEPS.items()}
        return [names[step.slug] for step in steps.unfinished(need)]

    def get_expires_on(self, need: Need) -> str | None:
        day = expires_on(need)
        return day.isoformat() if day else None


class OpinionAnswer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=Verdict.Kind.values)
    agrees = serializers.BooleanField()
    reasons = serializers.SerializerMethodField(help_text="What we read in the answers, quoted.")
    rules_version = serializers.IntegerField()
    maintained_at = serializers.DateTimeField(allow_null=True)
    maintained_why = serializers.CharField(help_text="Your words; empty while you have not kept it.")

    def get_reasons(self, verdict: Verdict) -> list[str]:
        return [reason["quote"] for reason in verdict.reasons]


def _goal_fields() -> dict[str, forms.Field]:
    """Of one goal, as the page asks for the first."""
    asked = goal_fields(1)
    return {part: asked[f"goal_1_{part}"] for part in PARTS}


def _is_goal(said: Any) -> bool:
    return isinstance(said, dict) and said.keys() <= set(PARTS)


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

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        return NewNeedForm.base_fields

    def get(self, request: TokenRequest) -> Response:
        return self.listed(request, access.needs_of_member(request.user))

    def act(self, request: TokenRequest) -> Any:
        said = read(request.data, NewNeedForm).cleaned_data
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


class NeedStep(Endpoint):
    """One of the five steps in which a need is told. Sending it replaces its answers."""

    reads, writes = READ, WRITE
    step: ClassVar[str] = ""

    @classmethod
    def form(cls) -> type[StepForm]:
        return OF_STEP[cls.step]

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        return cls.form().base_fields

    def get(self, request: TokenRequest, need: UUID) -> Response:
        return Response(self.shown(access.need_of(request.user, need)))

    def put(self, request: TokenRequest, need: UUID) -> Response:
        mine = access.need_of(request.user, need)
        form = read(self.given(request.data), lambda data: self.form()(data, need=mine))
        actions.save_step(need=mine, by=request.user, fields=form.answers(), goals=form.goals())
        return Response(self.shown(access.need_of(request.user, need)))

    def given(self, body: Any) -> Any:
        return body

    def shown(self, need: Need) -> dict[str, Any]:
        return shown(self.body(), {name: getattr(need, name) for name in self.body()})


class ProblemStep(NeedStep):
    """The problem in your words, and one to three goals that are measured."""

    step = "probleme"

    @classmethod
    def body_schema(cls) -> dict[str, Any]:
        said, goal = super().body_schema(), schema_of(_goal_fields())
        said["properties"]["goals"] = {"type": "array", "items": goal, "minItems": 1, "maxItems": GOALS}
        said["required"] = [*said["required"], "goals"]
        return said

    def given(self, body: Any) -> Any:
        """The goals as the page numbers them. Raises Invalid."""
        if not isinstance(body, dict):
            return body
        goals = body.get("goals", [])
        if not isinstance(goals, list) or len(goals) > GOALS or not all(map(_is_goal, goals)):
            raise Invalid({"goals": [_("Envoyez un à trois objectifs.")]})
        if any(str(name).startswith("goal_") for name in body):
            raise Invalid({"__all__": [_("Les objectifs se disent dans « goals ».")]})
        numbered = {
            f"goal_{number}_{part}": value
            for number, goal in enumerate(goals, start=1)
            for part, value in goal.items()
        }
        return {name: value for name, value in body.items() if name != "goals"} | numbered

    def shown(self, need: Need) -> dict[str, Any]:
        return super().shown(need) | {"goals": GoalAnswer(need.goals.all(), many=True).data}


class RhythmStep(NeedStep):
    """Days, dates and place; per week or per month."""

    step = "rythme"

    def shown(self, need: Need) -> dict[str, Any]:
        said = super().shown(need)
        return said | {"half_days": None} if need.days_per_month else said


class BudgetStep(NeedStep):
    """Monthly cost or ceiling, and what counts most."""

    step = "budget"

    def shown(self, need: Need) -> dict[str, Any]:
        said = super().shown(need)
        return said | {"ceiling_eur": None} if need.monthly_budget_eur else said


class TeamStep(NeedStep):
    """Who does the technical work today."""

    step = "equipe"


class PlaceStep(NeedStep):
    """The place that you give."""

    step = "place"


class NeedAct(Act):
    """Something done to a need as a whole."""

    writes = WRITE
    answer = NeedAnswer
    form: ClassVar[type[forms.Form]] = forms.Form

    @classmethod
    def body(cls) -> Mapping[str, forms.Field]:
        return cls.form.base_fields

    def act(self, request: TokenRequest, need: UUID) -> Any:
        mine = access.need_of(request.user, need)
        self.do(mine, read(request.data, self.form).cleaned_data)
        return NeedAnswer(access.need_of(request.user, need)).data

    @abstractmethod
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
