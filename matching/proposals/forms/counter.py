"""What a company answers to a CTO's own terms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional.data import taxonomy
from fractional.ui.widgets import RadioCards
from matching.proposals.models import Proposal

ANSWERS = [
    ("take", _("Accepter ces conditions")),
    ("keep", _("Garder les nôtres, une seule fois")),
    ("stop", _("En rester là")),
]


class CounterAnswerForm(forms.Form):
    """Take them, keep one's own once, or stop there with a reason."""

    answer = forms.ChoiceField(
        label=_("Votre réponse"),
        choices=ANSWERS,
        widget=RadioCards(
            notes={
                "take": _("Vous avez alors dit oui tous les deux : les coordonnées s’ouvrent."),
                "keep": _("La personne répond à vos conditions d’origine, en cinq jours ouvrés."),
                "stop": _("La personne reçoit votre motif."),
            }
        ),
    )
    reason = forms.ChoiceField(
        label=_("Votre motif, si vous en restez là"),
        choices=taxonomy.company_declines.choices,
        widget=RadioCards(),
        required=False,
    )

    def __init__(self, *args, proposal: Proposal, **kwargs):
        super().__init__(*args, **kwargs)
        if proposal.counter_kept_once:
            self.fields["answer"].choices = [row for row in ANSWERS if row[0] != "keep"]  # type: ignore[attr-defined]  # a choice field, by its form

    def clean(self):
        data = super().clean() or {}
        if data.get("answer") == "stop" and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Dites pourquoi, en un motif."))
        return data
