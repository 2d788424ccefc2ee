"""The answer of the CTO in place."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds
from fractional.ui.widgets import RadioCards

YES, NO = "yes", "no"


class ConsentForm(forms.Form):
    answer = bounds.Choice(
        label=_("Votre réponse"),
        choices=[(YES, _("Je donne mon accord")), (NO, _("Je ne le donne pas"))],
        widget=RadioCards(
            notes={
                YES: _("L’entreprise peut chercher un renfort à mes côtés."),
                NO: _("Le besoin n’est pas publié. L’entreprise est prévenue, sans motif."),
            }
        ),
    )
    name = bounds.PersonName(
        label=_("Votre prénom et votre nom"),
        help_text=_("Pour donner votre accord : ils valent signature, et seule l’entreprise les lit."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") == YES and not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Signez de votre nom pour donner votre accord."))
        return data

    @property
    def is_yes(self) -> bool:
        return self.cleaned_data["answer"] == YES
