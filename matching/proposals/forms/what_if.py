"""« Et si… ? » : a few answers that may be changed, on the grid that tells nobody's floor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds
from fractional.bounds.numbers import CEILING_STEP
from fractional.ui import words
from fractional.ui.widgets import UnitInput
from matching.proposals.what_if import ForACto, ForANeed
from matching.scoring.columns import HALF_DAYS
from missions.needs.models import Need

WEEKS = (0, 2, 4, 6, 8)


def _rhythm() -> list[tuple[int, str]]:
    return [(count, words.days_per_week(count)) for count in range(1, HALF_DAYS + 1)]


def _delays() -> list[tuple[int, str]]:
    later = _("jusqu’à %(weeks)s semaines plus tard")
    return [
        (weeks, str(later % {"weeks": weeks}) if weeks else str(_("aux dates prévues"))) for weeks in WEEKS
    ]


class WhatIfNeedForm(forms.Form):
    ceiling_eur = bounds.Ceiling(label=_("Plafond du TJM"), widget=UnitInput(_("€ HT par jour")))
    half_days = forms.TypedChoiceField(label=_("Rythme"), coerce=int, choices=_rhythm)
    later_weeks = forms.TypedChoiceField(label=_("Démarrage"), coerce=int, choices=_delays)
    min_cto_years = bounds.WholeNumber(
        label=_("Années d’expérience de CTO, au moins"), at_most=15, widget=UnitInput(_("ans"))
    )
    on_site = forms.BooleanField(label=_("Des jours sur site"), required=False)

    def __init__(self, *args: Any, need: Need, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if need.pro_bono:
            del self.fields["ceiling_eur"]
        if not need.on_site_half_days:
            del self.fields["on_site"]

    def question(self) -> ForANeed:
        return ForANeed(**{"ceiling_eur": None, "on_site": False} | self.cleaned_data)


class WhatIfCtoForm(forms.Form):
    rate_eur = bounds.Rate(
        label=_("TJM le plus bas que vous accepteriez"),
        help_text=_("Un multiple de 50, ou votre plancher d’aujourd’hui."),
        widget=UnitInput(_("€ HT par jour")),
    )
    half_days = forms.TypedChoiceField(
        label=_("Le plus par semaine, pour une mission"), coerce=int, choices=_rhythm
    )

    def clean_rate_eur(self) -> int:
        rate: int = self.cleaned_data["rate_eur"]
        if rate % CEILING_STEP and rate != self.initial.get("rate_eur"):
            raise forms.ValidationError(_("Indiquez un multiple de 50, ou votre plancher d’aujourd’hui."))
        return rate

    def question(self) -> ForACto:
        return ForACto(**self.cleaned_data)
