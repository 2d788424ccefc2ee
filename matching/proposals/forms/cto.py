"""What a CTO answers with."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds, clock
from fractional.ctos.models import Cto
from fractional.data import taxonomy
from fractional.ui import words
from fractional.ui.widgets import DateInput, HalfDaysField, RadioCards, UnitInput
from matching.proposals.actions.meeting import open_slots
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


NO_SLOT = "none"


def _moment(value: str) -> datetime | None:
    return None if value == NO_SLOT else datetime.fromisoformat(value)


class SlotChoice(forms.TypedChoiceField):
    """One of a few moments, whatever the offset it is written with: a page and a program each have theirs."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        try:
            at = datetime.fromisoformat(text)
            return at.astimezone(UTC).isoformat() if at.tzinfo else text
        except (ValueError, OverflowError):
            return text


class SlotForm(forms.Form):
    """One of the three slots that the company offered, those that have passed left out."""

    def __init__(self, *args, proposal: Proposal, **kwargs):
        super().__init__(*args, **kwargs)
        slots = open_slots(proposal)
        if slots:
            self.fields["slot"] = SlotChoice(
                label=_("Votre rencontre"),
                choices=[(slot.astimezone(UTC).isoformat(), words.date_time(slot)) for slot in slots]
                + [(NO_SLOT, _("Aucun de ces créneaux : nous nous écrivons"))],
                coerce=_moment,
                empty_value=None,
                required=False,
                widget=RadioCards(),
            )

    def clean(self):
        data = super().clean() or {}
        return data | {"slot": data.get("slot")}


class AcceptForm(SlotForm):
    """The second yes, with a slot; when availability is stale it is confirmed in the same breath."""

    def __init__(self, *args, proposal: Proposal, **kwargs):
        super().__init__(*args, proposal=proposal, **kwargs)
        cto = proposal.cto
        if cto.is_stale(clock.today()):
            self.fields["still_free"] = forms.BooleanField(
                label=_("Mes jours sont toujours ceux que j’ai indiqués"),
                error_messages={"required": _("Confirmez vos jours, ou modifiez d’abord votre semaine.")},
            )


class LinkAnswerForm(forms.Form):
    """Yes or no from a mail; a no has its reason, a yes confirms days that were not for a while."""

    answer = forms.ChoiceField(
        label=_("Votre réponse"),
        choices=[("accept", _("Accepter la rencontre")), ("decline", _("Décliner"))],
        widget=RadioCards(
            notes={
                "accept": _("Vos coordonnées et celles de l’entreprise s’ouvrent, pour vous deux seulement.")
            }
        ),
    )
    reason = forms.ChoiceField(
        label=_("Votre motif, si vous déclinez"),
        choices=taxonomy.cto_declines.choices,
        widget=RadioCards(),
        required=False,
    )

    def __init__(self, *args, cto: Cto, **kwargs):
        super().__init__(*args, **kwargs)
        if cto.is_stale(clock.today()):
            self.fields["still_free"] = forms.BooleanField(
                label=_("Mes jours sont toujours ceux que j’ai indiqués"), required=False
            )

    def clean(self):
        data = super().clean() or {}
        said = data.get("answer")
        if said == "decline" and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Dites pourquoi, en un motif."))
        if said == "accept" and "still_free" in self.fields and not data.get("still_free"):
            self.add_error("still_free", _("Confirmez vos jours, ou modifiez d’abord votre semaine."))
        return {"answer": said, "reason": data.get("reason", "")}


class SnoozeForm(forms.Form):
    """Later: one to three working days, within the turn."""

    prefix = "snooze"
    days = forms.TypedChoiceField(
        label=_("Y revenir dans"),
        coerce=int,
        choices=[(1, _("1 jour ouvré")), (2, _("2 jours ouvrés")), (3, _("3 jours ouvrés"))],
        widget=RadioCards(),
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
        super().__init__(*args, proposal=proposal, **kwargs)
        self.fields.pop("slot", None)  # they meet once both have agreed
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
