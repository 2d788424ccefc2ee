"""Words with which a company pauses or withdraws a need."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds, clock
from fractional.data import taxonomy
from fractional.ui.widgets import DateInput, RadioCards
from missions.needs.actions.life import LONGEST_PAUSE, NO_ANSWER
from missions.needs.actions.settling import NO_CONSENT


class WithdrawForm(forms.Form):
    reason = bounds.Choice(
        label=_("Pourquoi le retirer"),
        help_text=_("Les personnes sollicitées liront cette raison, sans votre nom."),
        choices=[row for row in taxonomy.need_withdrawals.choices() if row[0] not in (NO_ANSWER, NO_CONSENT)],
        widget=RadioCards(),
    )


class PauseForm(forms.Form):
    until = bounds.Day(
        label=_("Reprendre le"),
        help_text=_("Soixante jours au plus. Le besoin reprend de lui-même ce jour-là."),
        widget=DateInput(),
        earliest=lambda: clock.today() + timedelta(days=1),
        latest=lambda: clock.today() + LONGEST_PAUSE,
    )
