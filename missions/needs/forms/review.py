"""What a curator answers on a need that they read."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds
from fractional.ui.widgets import RadioCards
from missions.needs.fit import is_off_target
from missions.needs.models import Consent, Need, Rewording


class PublishForm(forms.Form):
    """Asks nothing but for a company outside those that a part-time CTO suits best."""

    off_target_note = bounds.LongText(
        label=_("Pourquoi publier, hors cible"),
        help_text=_("Notre cible : dix à cinquante personnes, sans CTO. Cette note reste dans l’équipe."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, need: Need):
        super().__init__(data)
        if not is_off_target(need):
            del self.fields["off_target_note"]


class SettleForm(forms.Form):
    """What follows when the CTO in place refuses."""

    prefix = "settle"
    follows = bounds.Choice(
        label=_("Ce qui suit"),
        choices=Consent.Follows.choices,
        widget=RadioCards(),
    )
    words = bounds.LongText(
        label=_("Votre mot à l’entreprise"),
        help_text=_("Elle le lit tel quel. Dites ce que vous avez entendu, et ce qui serait possible."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SuggestForm(forms.Form):
    field = bounds.Choice(label=_("Le texte"), choices=Rewording.Field.choices)
    after = bounds.LongText(
        label=_("Votre rédaction"),
        help_text=_("L’entreprise lira la différence, et décidera."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    why = bounds.ShortText(label=_("Pourquoi"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, need: Need):
        self.need = need
        super().__init__(data)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        longest = (
            getattr(Need._meta.get_field(data["field"]), "max_length", None) if data.get("field") else None
        )
        if longest and len(data.get("after", "")) > longest:
            self.add_error("after", _("Ce texte est limité à %(count)s caractères.") % {"count": longest})
        return data
