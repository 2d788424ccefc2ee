"""A question and its answer: short, without contacts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds

LONGEST = 1_000


class AskForm(forms.Form):
    prefix = "ask"
    text = bounds.LongText(
        label=_("Votre question"),
        help_text=_("Sans coordonnées : elles s’échangent au second oui, et sont masquées d’ici là."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(forms.Form):
    text = bounds.LongText(
        label=_("Votre réponse"),
        help_text=_(
            "Toutes les personnes qui ont reçu ce besoin la lisent. Les coordonnées y sont masquées."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
