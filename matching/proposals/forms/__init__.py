"""What a company or a CTO answers with, one module a side."""

from matching.proposals.forms.company import ChooseForm, NotChooseForm, PassForm, WantForm, WithdrawForm
from matching.proposals.forms.counter import CounterAnswerForm
from matching.proposals.forms.cto import (
    AcceptForm,
    CounterForm,
    DeclineForm,
    LinkAnswerForm,
    RetractForm,
    SlotForm,
    SnoozeForm,
)
from matching.proposals.forms.hands import HandForm, PauseForm
from matching.proposals.forms.questions import AnswerForm, AskForm

__all__ = [
    "AcceptForm",
    "AnswerForm",
    "AskForm",
    "ChooseForm",
    "CounterAnswerForm",
    "CounterForm",
    "DeclineForm",
    "HandForm",
    "LinkAnswerForm",
    "NotChooseForm",
    "PassForm",
    "PauseForm",
    "RetractForm",
    "SlotForm",
    "SnoozeForm",
    "WantForm",
    "WithdrawForm",
]
