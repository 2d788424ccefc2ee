"""What the two sides of a mission say about its terms, its end, and what follows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from fractional import bounds, workdays
from fractional.data import taxonomy
from fractional.ui.widgets import DateInput, HalfDaysField, RadioCards, UnitInput
from missions.engagements.models import Mission

LONGEST_LINE = 200
MOST_LINES = 10


class Lines(bounds.LongText):
    """A text read line by line, empty ones left out: a list of short texts, never none."""

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=MOST_LINES * LONGEST_LINE, **kwargs)

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip(" \t-•") for line in super().clean(value).splitlines()]
        lines = [line for line in lines if line]
        if not lines and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(
                ngettext_lazy("%(count)s ligne au plus.", "%(count)s lignes au plus.", MOST_LINES)
                % {"count": MOST_LINES}
            )
        if any(len(line) > LONGEST_LINE for line in lines):
            raise forms.ValidationError(
                _("Raccourcissez : %(count)s caractères par ligne au plus.") % {"count": LONGEST_LINE}
            )
        return lines


class EndForm(forms.Form):
    """A project names who takes over; the need's own answer stands there already."""

    next_owner = bounds.ShortText(
        label=_("Qui reprend ce qui a été construit"),
        help_text=_("Un nom ou un rôle : la personne qui en répond dès demain."),
        max_length=120,
    )

    def __init__(self, *args: Any, mission: Mission, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial = {"next_owner": mission.next_owner or mission.need.next_owner}
        self.fields["next_owner"].required = mission.needs_a_next_owner


class BreakForm(forms.Form):
    reason = bounds.Choice(
        label=_("Pourquoi interrompre"),
        help_text=_("L’autre côté lit cette raison."),
        choices=taxonomy.mission_breaks.choices(),
        widget=RadioCards(),
    )
    note = bounds.LongText(
        label=_("Votre message"),
        help_text=_("Ce qui est fait, ce qui reste, à qui s’adresser."),
        max_length=1000,
        required=False,
    )


class RenewForm(forms.Form):
    """Terms of what follows: those of today, unless somebody writes others."""

    rate_eur = bounds.Rate(label=_("Tarif"), widget=UnitInput(_("€ HT par jour")))
    half_days = HalfDaysField(label=_("Jours"))
    starts_on = bounds.Day(label=_("Premier jour"), widget=DateInput())
    months = bounds.Months(label=_("Durée"), widget=UnitInput(_("mois")))

    def __init__(self, *args: Any, mission: Mission, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial = {
            "rate_eur": mission.daily_rate_eur,
            "half_days": mission.half_days,
            "starts_on": workdays.add_working_days(mission.ends_on, 1),
            "months": 3,
        }
        if mission.pro_bono:
            del self.fields["rate_eur"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        return {
            "rate_eur": data.get("rate_eur"),
            "half_days": data["half_days"],
            "starts_on": data["starts_on"],
            "ends_on": workdays.last_day(data["starts_on"], data["months"]),
        }
