"""What a company answers with."""

from datetime import date, datetime, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds, clock, workdays
from fractional.data import taxonomy
from fractional.ui.widgets import DateInput, HalfDaysField, RadioCards, UnitInput
from matching.proposals.actions.company import SLOTS
from matching.proposals.forms.reasons import ReasonForm
from matching.proposals.models import Proposal
from missions.engagements.forms import Lines


class DayAndTime(forms.SplitDateTimeWidget):
    """The two side by side."""

    template_name = "proposals/widgets/day_and_time.html"


class SlotField(forms.SplitDateTimeField):
    """A day and an hour in Paris, in the future and within three months."""

    def __init__(self, **kwargs):
        widget = DayAndTime(
            date_attrs={"type": "date", "aria-label": _("Jour")},  # type: ignore[dict-item]  # stubs know no lazy text
            time_attrs={"type": "time", "step": "900", "aria-label": _("Heure")},  # type: ignore[dict-item]  # as above
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        )
        super().__init__(
            widget=widget, input_date_formats=["%Y-%m-%d"], input_time_formats=["%H:%M", "%H:%M:%S"], **kwargs
        )

    def clean(self, value) -> datetime:
        slot = super().clean(value)
        now = clock.now()
        if not now < slot <= now + timedelta(days=92):
            raise forms.ValidationError(_("Choisissez un créneau dans les trois mois à venir."))
        return slot


class WantForm(forms.Form):
    message = bounds.LongText(
        label=_("Votre message"),
        help_text=_(
            "Dites ce que vous aimeriez comprendre ensemble. Aucune coordonnée : elles s’échangent au second oui."
        ),
        max_length=2000,
    )
    slot_1 = SlotField(label=_("Premier créneau"))
    slot_2 = SlotField(label=_("Deuxième créneau"))
    slot_3 = SlotField(label=_("Troisième créneau"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for place in range(1, SLOTS + 1):
            self.fields[f"slot_{place}"].initial = _usual_slot(place)

    def clean(self):
        data = super().clean() or {}
        slots = [data[name] for name in ("slot_1", "slot_2", "slot_3") if name in data]
        if len(slots) == SLOTS and len(set(slots)) < SLOTS:
            raise forms.ValidationError(_("Proposez trois créneaux différents."))
        return {"message": data.get("message", ""), "slots": sorted(slots)}


def _usual_slot(place: int) -> datetime:
    day = workdays.add_working_days(clock.today(), 5 + place)
    return datetime(day.year, day.month, day.day, 9 + 2 * (place % 2), tzinfo=clock.PARIS)


class PassForm(ReasonForm):
    reasons = "company_declines"


class WithdrawForm(ReasonForm):
    reasons = "company_withdrawals"


class NotChooseForm(ReasonForm):
    reasons = "company_declines"


class ChooseForm(forms.Form):
    """Final terms. The rate starts at the proposal's, the days at those of the card."""

    rate_eur = bounds.Rate(label=_("Tarif"), widget=UnitInput(_("€ HT par jour")))
    half_days = HalfDaysField(label=_("Jours"))
    starts_on = bounds.Day(label=_("Premier jour"), widget=DateInput(), earliest=clock.today)
    months = bounds.Months(label=_("Durée"), widget=UnitInput(_("mois")))

    will_not_do = Lines(
        label=_("Ce que cette personne ne fera pas"),
        help_text=_(
            "Une ligne par chose, une au moins : ce qui reste à quelqu’un d’autre. Par exemple, l’astreinte de "
            "nuit, ou écrire du code chaque jour."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, proposal: Proposal, **kwargs):
        super().__init__(*args, **kwargs)
        need = proposal.need
        allowed = set(need.contracts) & set(proposal.cto.contracts) or set(proposal.cto.contracts)
        offered = [choice for choice in taxonomy.contracts.choices() if choice[0] in allowed]
        self.fields["contract"] = forms.ChoiceField(label=_("Cadre"), choices=offered, widget=RadioCards())
        self.initial = {
            "rate_eur": proposal.proposal_rate_eur,
            "half_days": proposal.half_days,
            # The card may be some weeks old by the time the two have met.
            "starts_on": max(proposal.first_start_on, workdays.next_monday(clock.today())),
            "months": need.months,
            "contract": min(allowed, default=""),
        }
        if need.pro_bono:
            del self.fields["rate_eur"]
        self.proposal = proposal

    def clean(self):
        data = super().clean() or {}
        if self.errors:
            return data
        starts_on: date = data["starts_on"]
        return {
            "rate_eur": data.get("rate_eur"),
            "half_days": data["half_days"],
            "starts_on": starts_on,
            "ends_on": workdays.last_day(starts_on, data["months"]),
            "contract": data["contract"],
            "will_not_do": data["will_not_do"],
        }
