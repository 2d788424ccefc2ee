"""Who is invited, what becomes of a member, who asks to join and the answer."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from fractional import bounds
from fractional.companies.models import Company, Member
from fractional.ui.widgets import RadioCards

ROLES = [(value, capfirst(label)) for value, label in reversed(Member.Role.choices)]


class InviteForm(forms.Form):
    email = bounds.Email(
        label=_("Adresse e-mail de la personne"),
        help_text=_("Elle recevra une invitation, ouverte deux semaines."),
    )
    role = bounds.Choice(
        label=_("Son rôle"),
        choices=ROLES,
        initial=Member.Role.MEMBER,
        widget=RadioCards(
            notes={
                Member.Role.MEMBER: _("Décrit les besoins, demande des rencontres ou les refuse."),
                Member.Role.OWNER: _("Choisit aussi les profils, et invite d’autres personnes."),
            }
        ),
    )


class MemberForm(forms.Form):
    """One of three buttons beside a member."""

    ENDED = "ended"

    becomes = bounds.Choice(choices=[*Member.Role.choices, (ENDED, ENDED)])

    @property
    def is_over(self) -> bool:
        return self.cleaned_data["becomes"] == self.ENDED


class JoinForm(forms.Form):
    siren = bounds.Siren(
        label=_("Numéro SIREN de l’entreprise"), widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    first_name = bounds.PersonName(label=_("Prénom"))
    last_name = bounds.PersonName(label=_("Nom"))
    words = bounds.LongText(
        label=_("Un mot pour elles"),
        help_text=_(
            "Votre fonction, par exemple. Les personnes qui décident liront votre nom et votre adresse."
        ),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        siren = data.pop("siren", "")
        data["company"] = Company.objects.filter(siren=siren).first() if siren else None
        if siren and data["company"] is None:
            self.add_error("siren", _("Aucun compte n’a ce numéro : ouvrez celui de votre entreprise."))
        return data


class JoinAnswerForm(forms.Form):
    ACCEPT, REFUSE = "accept", "refuse"

    answer = bounds.Choice(choices=[(ACCEPT, ACCEPT), (REFUSE, REFUSE)])

    @property
    def is_yes(self) -> bool:
        return self.cleaned_data["answer"] == self.ACCEPT
