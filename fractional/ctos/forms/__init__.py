"""What a CTO types. Each form gives back the arguments of the action that saves it."""

from fractional.ctos.forms.calendar import ExternalForm, WeekForm
from fractional.ctos.forms.profile import PostForm, ProfileForm, WantsForm
from fractional.ctos.forms.references import AskForm, ReferenceForm
from fractional.ctos.forms.rules import BandForm, RatesForm, RulesForm
from fractional.ctos.forms.states import AnswerForm, LeaveForm, PauseForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "BandForm",
    "ExternalForm",
    "LeaveForm",
    "PauseForm",
    "PostForm",
    "ProfileForm",
    "RatesForm",
    "ReferenceForm",
    "RulesForm",
    "WantsForm",
    "WeekForm",
]
