"""A need told in five steps, each read and replaced whole."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from rest_framework.response import Response

from fractional.api.endpoints import Endpoint, TokenRequest
from fractional.api.kinds import schema_of, shown
from fractional.api.models import Token
from fractional.api.problems import Invalid
from fractional.api.reading import read
from missions.needs import access, actions
from missions.needs.api.told import GoalAnswer
from missions.needs.forms import OF_STEP, StepForm
from missions.needs.forms.problem import GOALS, PARTS, goal_fields
from missions.needs.models import Need


def _goal_fields() -> dict[str, forms.Field]:
    """Of one goal, as the page asks for the first."""
    asked = goal_fields(1)
    return {part: asked[f"goal_1_{part}"] for part in PARTS}


def _is_goal(said: Any) -> bool:
    return isinstance(said, dict) and said.keys() <= set(PARTS)


class NeedStep(Endpoint):
    """One of the five steps in which a need is told. Sending it replaces its answers."""

    reads, writes = Token.Scope.NEEDS_READ, Token.Scope.NEEDS_WRITE
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
