"""What a person types about themself. Those of the log-in are allauth's, in this site's words and bounds."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds
from fractional.accounts.models import Contest, User
from fractional.accounts.topics import Pace, Topic


def address_field() -> bounds.Email:
    """Bounded like the column: allauth would cut a longer address, which is then somebody else's."""
    return bounds.Email(label=_("Adresse e-mail"))


def code_field(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=20)


class LoginForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["login"] = address_field()


class SignupForm(account.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["email"] = address_field()


class LoginCodeForm(account.ConfirmLoginCodeForm):
    code = code_field(_("Code reçu par e-mail"))


class EmailCodeForm(account.ConfirmEmailVerificationCodeForm):
    code = code_field(_("Code reçu par e-mail"))


class ActivateTotpForm(totp.ActivateTOTPForm):
    code = code_field(_("Code affiché par l’application"))


class AuthenticateForm(mfa.AuthenticateForm):
    code = code_field(_("Code de l’application, ou code de secours"))


class ReauthenticateForm(mfa.ReauthenticateForm):
    code = code_field(_("Code de l’application, ou code de secours"))


class PreferencesForm(forms.Form):
    first_name = bounds.PersonName(label=_("Prénom"), required=False)
    last_name = bounds.PersonName(label=_("Nom"), required=False)
    phone = bounds.Phone(
        label=_("Téléphone"),
        required=False,
        help_text=_("Transmis avec votre nom, une fois que les deux côtés ont dit oui."),
    )
    language = forms.ChoiceField(label=_("Langue des pages et des messages"), choices=User.Language)


class PacesForm(forms.Form):
    """One choice per topic that leaves one."""

    def __init__(self, *args: Any, topics: list[Topic], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for topic in topics:
            choices = [(pace.value, pace.label) for pace in topic.paces]
            self.fields[topic.key] = forms.ChoiceField(
                label=topic.label, help_text=topic.text, choices=choices, widget=forms.RadioSelect
            )

    @property
    def paces(self) -> dict[str, str]:
        return {key: Pace(value) for key, value in self.cleaned_data.items()}


class ContestForm(forms.Form):
    kind = forms.ChoiceField(label=_("Votre demande"), choices=Contest.Kind, widget=forms.RadioSelect)
    about = bounds.ShortText(
        label=_("À propos de quoi"),
        max_length=120,
        help_text=_("Une proposition, un besoin, une ligne de votre dossier…"),
    )
    words = bounds.LongText(label=_("Ce qui ne va pas, et ce que vous attendez"))


class AppealForm(forms.Form):
    words = bounds.LongText(label=_("Ce qui ne vous convainc pas"))


class AnswerForm(forms.Form):
    answer = bounds.LongText(label=_("Votre réponse, avec la raison"))


class AddressForm(forms.Form):
    code = code_field(_("Code reçu à votre adresse actuelle"))
    address = bounds.Email(label=_("Nouvelle adresse e-mail"))


class FarewellCodeForm(forms.Form):
    code = code_field(_("Code reçu par e-mail"))
