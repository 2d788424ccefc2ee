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


class PauseForm(forms.Form):
    until = bounds.Day(
        label=_("Jusqu’au"),
        widget=DateInput(),
        earliest=lambda: clock.today() + timedelta(days=1),
        latest=lambda: clock.today() + timedelta(days=366),
    )


class LeaveForm(forms.Form):
    reason = bounds.Choice(label=_("Pourquoi ?"), choices=LEFT_REASONS, widget=RadioCards())
