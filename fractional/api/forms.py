"""What a person says of a new token."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds
from fractional.accounts.models import User
from fractional.api.actions import LASTS
from fractional.api.models import Token


class TokenForm(forms.Form):
    name = bounds.ShortText(
        label=_("Nom du jeton"), help_text=_("Le programme qui s’en servira, par exemple."), max_length=60
    )
    scopes = bounds.Choices(
        label=_("Ce que ce jeton permet"),
        help_text=_("Le moins possible : il suffit à qui le détient."),
        choices=Token.Scope.choices,
    )
    days = forms.TypedChoiceField(
        label=_("Il expire après"),
        choices=[(LASTS[0], _("30 jours")), (LASTS[1], _("90 jours")), (LASTS[2], _("un an"))],
        coerce=int,
        initial=LASTS[1],
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not user.is_curator:
            self.fields["scopes"].choices = [  # type: ignore[attr-defined]  # a choice field
                choice for choice in Token.Scope.choices if choice[0] != Token.Scope.CURATION_READ
            ]
