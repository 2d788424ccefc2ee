"""What a company or a CTO answers with, one module a side."""

from matching.proposals.forms.company import ChooseForm, NotChooseForm, PassForm, WantForm, WithdrawForm
from matching.proposals.forms.counter import CounterAnswerForm
from matching.proposals.forms.cto import AcceptForm, CounterForm, DeclineForm, RetractForm, SlotForm

__all__ = [
    "AcceptForm",
    "ChooseForm",
    "CounterAnswerForm",
    "CounterForm",
    "DeclineForm",
    "NotChooseForm",
    "PassForm",
    "RetractForm",
    "SlotForm",
    "WantForm",
    "WithdrawForm",
]
