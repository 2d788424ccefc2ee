"""What a company answers: the five steps, and the words with which it pauses or withdraws a need."""

from missions.needs.forms.consent import ConsentForm
from missions.needs.forms.endings import PauseForm, WithdrawForm
from missions.needs.forms.frame import BudgetForm, RhythmForm
from missions.needs.forms.opinion import MaintainForm, RewordingForm, StartForm
from missions.needs.forms.place import PlaceForm, TeamForm
from missions.needs.forms.problem import ProblemForm
from missions.needs.forms.review import PublishForm, SettleForm, SuggestForm
from missions.needs.forms.step import StepForm

OF_STEP: dict[str, type[StepForm]] = {
    form.step: form for form in (ProblemForm, TeamForm, PlaceForm, RhythmForm, BudgetForm)
}

__all__ = [
    "OF_STEP",
    "ConsentForm",
    "MaintainForm",
    "PauseForm",
    "PublishForm",
    "RewordingForm",
    "SettleForm",
    "StartForm",
    "StepForm",
    "SuggestForm",
    "WithdrawForm",
]
