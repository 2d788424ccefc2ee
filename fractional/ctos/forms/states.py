"""Stepping aside, for a while or for good."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds, clock
from fractional.ui.widgets import DateInput, RadioCards

LEFT_REASONS = (
    ("full_time", _("Je reprends un rôle à plein temps")),
    ("enough_work", _("J’ai assez de missions par ailleurs")),
    ("other", _("Une autre raison")),
)


class AnswerForm(forms.Form):
    """What goes with a file that was sent back with a question."""

    answer = bounds.LongText(
        label=_("Votre réponse"),
        help_text=_("Si votre dossier ne suffit pas à répondre."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PauseForm(forms.Form):
    until = bounds.Day(
        label=_("Jusqu’au"),
        widget=DateInput(),
        earliest=lambda: clock.today() + timedelta(days=1),
        latest=lambda: clock.today() + timedelta(days=366),
    )


class LeaveForm(forms.Form):
    reason = bounds.Choice(label=_("Pourquoi ?"), choices=LEFT_REASONS, widget=RadioCards())
