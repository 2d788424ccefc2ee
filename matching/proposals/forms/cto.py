"""What a CTO answers with."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds, clock
from fractional.ctos.models import Cto
from fractional.ui.widgets import DateInput, HalfDaysField, UnitInput
from matching.proposals.forms.reasons import ReasonForm
from matching.proposals.models import Proposal

TERMS = ("half_days", "starts_on")
LATEST_START = timedelta(weeks=26)
"""As far as a need's own window reaches."""


class DeclineForm(ReasonForm):
    reasons = "cto_declines"


class RetractForm(ReasonForm):
    reasons = "cto_declines"
    prefix = "retract"


class AcceptForm(forms.Form):
    """The second yes; when availability is stale it is confirmed in the same breath."""

    def __init__(self, *args, cto: Cto, **kwargs):
        super().__init__(*args, **kwargs)
        if cto.is_stale(clock.today()):
            self.fields["still_free"] = forms.BooleanField(
                label=_("Mes jours sont toujours ceux que j’ai indiqués"),
                error_messages={"required": _("Confirmez vos jours, ou modifiez d’abord votre semaine.")},
            )


class CounterForm(AcceptForm):
    """Yes, under other terms: it starts from those proposed."""

    rate_eur = bounds.Rate(label=_("Votre tarif"), widget=UnitInput(_("€ HT par jour")))
    half_days = HalfDaysField(label=_("Vos jours"))
    starts_on = bounds.Day(
        label=_("À partir du"),
        widget=DateInput(),
        earliest=clock.today,
        latest=lambda: clock.today() + LATEST_START,
    )
    field_order = ("rate_eur", "half_days", "starts_on", "still_free")

    def __init__(self, *args, proposal: Proposal, **kwargs):
        super().__init__(*args, cto=proposal.cto, **kwargs)
        if proposal.need.pro_bono:
            del self.fields["rate_eur"]
        self.initial = {
            "rate_eur": proposal.proposal_rate_eur,
            "half_days": proposal.half_days,
            "starts_on": max(proposal.first_start_on, clock.today()),
        }

    def clean(self):
        data = super().clean() or {}
        return {"rate_eur": data.get("rate_eur")} | {name: data[name] for name in TERMS if name in data}
