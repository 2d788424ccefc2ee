"""Asking somebody for a reference, and their answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds
from fractional.ctos.forms.choices import NOT_CHOSEN, YES_NO, yes
from fractional.ctos.models import Cto, Post, Reference
from fractional.ui.widgets import RadioCards


class AskForm(forms.Form):
    """Who is asked, and about which role."""

    referee_name = bounds.PersonName(label=_("Son prénom et son nom"))
    referee_email = bounds.Email(label=_("Son adresse e-mail"))
    post = forms.ModelChoiceField(
        label=_("À propos de quel rôle ?"), queryset=Post.objects.none(), to_field_name="public_id"
    )
    is_ceo = forms.BooleanField(
        label=_("Cette personne dirigeait l’entreprise"),
        help_text=_("Elle nous le dira elle-même."),
        required=False,
    )

    def __init__(self, *args: Any, cto: Cto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        post = self.fields["post"]
        post.queryset = cto.posts.all()  # type: ignore[attr-defined]  # a model choice field
        post.empty_label = NOT_CHOSEN[1]  # type: ignore[attr-defined]  # a model choice field
        post.label_from_instance = _role  # type: ignore[attr-defined]  # a model choice field


class ReferenceForm(forms.Form):
    """The three questions to the person asked."""

    held = bounds.Choice(
        label=_("Cette personne a-t-elle tenu ce rôle, à ces dates ?"),
        choices=Reference.Held.choices,
        widget=RadioCards(),
    )
    decided = bounds.LongText(
        label=_("Qu’a-t-elle décidé ou changé, et avec quel effet ?"),
        help_text=_("Une phrase suffit. L’équipe Fractional la lit, aucune entreprise."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    again = forms.TypedChoiceField(
        label=_("Travailleriez-vous de nouveau avec cette personne ?"),
        choices=YES_NO,
        coerce=yes,
        widget=RadioCards(),
    )
    led = forms.BooleanField(label=_("Je dirigeais l’entreprise à cette époque"), required=False)

    def __init__(self, *args: Any, reference: Reference, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not reference.is_ceo:
            del self.fields["led"]


def _role(post: Post) -> str:
    return f"{post.get_title_display()}, {post.company_name}"
