from django import forms

from fractional.accounts.models import User


class PreferencesForm(forms.ModelForm):
    """What a person says of themself. Given `initial`, not `instance`: a refused form must not change the person."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "phone", "language"]
