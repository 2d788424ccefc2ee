"""What a company says of itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds
from fractional.companies.models import Company
from fractional.data import taxonomy
from fractional.ui.widgets import RadioCards

YES_NO = ((True, _("Oui")), (False, _("Non")))
NOT_CHOSEN = ("", _("Choisir…"))


class CompanyForm(forms.Form):
    name = bounds.ShortText(label=_("Nom de l’entreprise"))
    siren = bounds.Siren(
        label=_("Numéro SIREN"),
        help_text=_(
            "Neuf chiffres, sur votre Kbis. Vous pouvez l’ajouter plus tard : il le faudra pour publier."
        ),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    headcount = bounds.Count(label=_("Nombre de personnes"), help_text=_("Fondateurs compris."), at_least=1)
    stage = bounds.Choice(label=_("Étape"), choices=[NOT_CHOSEN, *taxonomy.stages.choices()])
    sector = bounds.Choice(label=_("Secteur"), choices=[NOT_CHOSEN, *taxonomy.sectors.choices()])
    has_cto = forms.TypedChoiceField(
        label=_("Un CTO est en place aujourd’hui"),
        choices=YES_NO,
        coerce=lambda value: value == "True",
        widget=RadioCards(),
    )
    town = bounds.ShortText(label=_("Ville"), max_length=80, required=False)
    department = bounds.Choice(
        label=_("Département"), choices=[NOT_CHOSEN, *taxonomy.departments_with_numbers()], required=False
    )
    about = bounds.LongText(
        label=_("Votre activité en deux phrases"),
        help_text=_("Ce que vous vendez, à qui. Les CTO sollicités liront ces lignes."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, company: Company | None = None, **kwargs: Any):
        if company:
            kwargs.setdefault("initial", {name: getattr(company, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)
        if company and company.state == Company.State.VERIFIED:
            for name in ("name", "siren"):
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Vérifié : écrivez-nous pour le changer.")


class NewCompanyForm(CompanyForm):
    first_name = bounds.PersonName(label=_("Prénom"))
    last_name = bounds.PersonName(label=_("Nom"))
    source = bounds.Choice(
        label=_("Comment avez-vous entendu parler de nous"),
        choices=[("unknown", _("Choisir…")), *taxonomy.sources.choices()[1:]],
        initial="unknown",
        required=False,
    )
    job_title = bounds.ShortText(
        label=_("Votre fonction dans l’entreprise"),
        help_text=_("Par exemple : présidente, directeur général."),
        max_length=80,
        required=False,
    )

    def clean_source(self) -> str:
        return self.cleaned_data["source"] or "unknown"
