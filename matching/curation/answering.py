"""The form of an answer that somebody gave otherwise than on their page: theirs, spoken of in the third person."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matching.proposals.actions.phone import answers_to
from matching.proposals.forms import AcceptForm, CounterForm, DeclineForm, PassForm, WantForm
from matching.proposals.models import PhoneAnswer, Proposal

Act = PhoneAnswer.Act
FORMS: Mapping[str, Callable[..., forms.Form]] = {
    Act.WANT: WantForm,
    Act.PASS: PassForm,
    Act.ACCEPT: AcceptForm,
    Act.DECLINE: DeclineForm,
    Act.COUNTER: CounterForm,
    Act.TAKE: forms.Form,
    Act.KEEP: forms.Form,
    Act.STOP: PassForm,
}
LABELS = {
    "message": _("Son message"),
    "reason": _("Son motif"),
    "slot": _("Le créneau choisi"),
    "still_free": _("Cette personne a redit que ses jours sont libres"),
    "rate_eur": _("Son tarif"),
    "half_days": _("Ses jours"),
}
HELPS = {"message": _("Aucune coordonnée : elles s’échangent au second oui.")}
"""In place of those that speak to the person themselves."""


def answer_form(act: str, proposal: Proposal, data: Any = None) -> forms.Form | None:
    """None for an answer that is not awaited."""
    if act not in answers_to(proposal):
        return None
    known = {"proposal": proposal} if act in (Act.ACCEPT, Act.COUNTER) else {}
    form = FORMS[act](data, **known)
    for name, label in LABELS.items():
        if name in form.fields:
            form.fields[name].label = label
            form.fields[name].help_text = HELPS.get(name, form.fields[name].help_text)
    return form
