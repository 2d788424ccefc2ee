"""A coded reason, of the list of whoever gives it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional.data import taxonomy
from fractional.ui.widgets import RadioCards


class ReasonForm(forms.Form):
    reasons: str

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.ChoiceField(
            label=_("Votre motif"), choices=getattr(taxonomy, self.reasons).choices(), widget=RadioCards()
        )
