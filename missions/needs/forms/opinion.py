"""Before a need is told, and after our opinion on it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds


class StartForm(forms.Form):
    read = forms.BooleanField(
        label=_("J’ai lu : il décide, il montre, il transmet ; il ne remplace pas une présence quotidienne"),
        error_messages={"required": _("Lisez ces quelques lignes, puis cochez la case pour commencer.")},
    )


class RewordingForm(forms.Form):
    ACCEPT, REFUSE = "accept", "refuse"

    rewording = bounds.WholeNumber(at_most=2_000_000_000)
    answer = bounds.Choice(choices=[(ACCEPT, ACCEPT), (REFUSE, REFUSE)])

    @property
    def is_yes(self) -> bool:
        return self.cleaned_data["answer"] == self.ACCEPT


class MaintainForm(forms.Form):
    why = bounds.LongText(
        label=_("Pourquoi vous le maintenez"),
        help_text=_("En une ou deux phrases. La personne qui relit et les CTO sollicités les liront."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
