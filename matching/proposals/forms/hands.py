"""What a CTO says when they raise a hand, or when they have not answered for a while."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds
from fractional.ui.widgets import RadioCards


class HandForm(forms.Form):
    words = bounds.ShortText(
        label=_("Un mot pour l’équipe"),
        help_text=_("Ce que ce besoin vous dit, en une phrase. L’entreprise ne le lit pas."),
        max_length=300,
        required=False,
    )


class PauseForm(forms.Form):
    """Thirty, sixty or ninety days; or no pause."""

    days = forms.TypedChoiceField(
        label=_("On fait une pause ?"),
        coerce=int,
        choices=[
            (30, _("Une pause de 30 jours")),
            (60, _("Une pause de 60 jours")),
            (90, _("Une pause de 90 jours")),
            (0, _("Je reste")),
        ],
        widget=RadioCards(),
    )
