"""Steps 4 and 5: days, dates, and money."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds, clock, workdays
from fractional.data import taxonomy
from fractional.ui import words
from fractional.ui.widgets import CheckCards, DateInput, HalfDaysField, UnitInput
from missions.needs import ceiling
from missions.needs.forms.step import NOT_CHOSEN, StepForm, notes
from missions.needs.models import Need

LONGEST_WINDOW = timedelta(weeks=26)
USUAL_NOTICE = timedelta(days=21)
USUAL_WINDOW = timedelta(weeks=4)
USUAL_MONTHS = 6
PRIORITIES = 3


def _rhythms() -> list[tuple[Any, Any]]:
    return [NOT_CHOSEN, *((half_days, words.days_per_week(half_days)) for half_days in range(1, 11))]


def _on_site() -> list[tuple[Any, Any]]:
    return [(0, _("Aucun, tout à distance")), *_rhythms()[1:]]


class RhythmForm(StepForm):
    step = "rythme"

    half_days = forms.TypedChoiceField(
        label=_("Par semaine"), choices=_rhythms, coerce=int, empty_value=None, required=False
    )
    days_per_month = bounds.WholeNumber(
        label=_("Ou par mois"), at_least=1, at_most=21, required=False, widget=UnitInput(_("jours par mois"))
    )
    asked_half_days = HalfDaysField(
        label=_("Jours fixes"),
        help_text=_(
            "Seulement s’ils comptent vraiment : un comité, une réunion d’équipe. "
            "Moins vous en fixez, plus le choix est large."
        ),
        required=False,
    )
    start_first_on = bounds.Day(label=_("Au plus tôt le"), widget=DateInput())
    start_last_on = bounds.Day(label=_("Au plus tard le"), widget=DateInput())
    months = bounds.Months(label=_("Durée"), at_most=24, widget=UnitInput(_("mois")))
    on_site_half_days = forms.TypedChoiceField(label=_("Jours sur place"), choices=_on_site, coerce=int)
    town = bounds.ShortText(label=_("Ville"), max_length=80, required=False)
    department = bounds.Choice(
        label=_("Département"), choices=[NOT_CHOSEN, *taxonomy.departments_with_numbers()], required=False
    )
    languages = bounds.Choices(label=_("Langues de travail"), choices=taxonomy.languages.choices())
    contracts = bounds.Choices(
        label=_("Contrats possibles"),
        choices=taxonomy.contracts.choices(),
        widget=CheckCards(notes=notes(taxonomy.contracts)),
    )

    def initial_of(self, need: Need) -> dict[str, Any]:
        initial = super().initial_of(need)
        first = workdays.next_monday(clock.today() + USUAL_NOTICE)
        usual = {"start_first_on": first, "start_last_on": first + USUAL_WINDOW, "months": USUAL_MONTHS}
        initial |= {name: value for name, value in usual.items() if initial[name] is None}
        if need.days_per_month:
            initial["half_days"] = None
        if not need.town and need.company.town:
            initial |= {"town": need.company.town, "department": need.company.department}
        return initial

    def clean_start_first_on(self):
        first = self.cleaned_data["start_first_on"]
        if first < clock.today() and first != self.need.start_first_on:
            raise forms.ValidationError(_("Cette date est passée : choisissez-en une à venir."))
        return first

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._clean_rhythm(data)
        self._clean_window(data)
        self._clean_place(data)
        return data

    def _clean_rhythm(self, data: dict[str, Any]) -> None:
        weekly, monthly = data.get("half_days"), data.get("days_per_month")
        if "half_days" in self.errors or "days_per_month" in self.errors:
            return
        if bool(weekly) == bool(monthly):
            self.add_error(
                "half_days",
                _("Choisissez l’un ou l’autre : un rythme par semaine, ou par mois.")
                if weekly
                else _("Choisissez un rythme : par semaine, ou par mois."),
            )
            return
        if monthly:
            data["half_days"] = ceiling.half_days_a_week(monthly)
        if len(data.get("asked_half_days") or []) > data["half_days"]:
            self.add_error(
                "asked_half_days",
                _("Vous fixez plus de demi-journées que votre rythme n’en compte : %(rhythm)s.")
                % {"rhythm": words.days_per_week(data["half_days"])},
            )

    def _clean_window(self, data: dict[str, Any]) -> None:
        first, last = data.get("start_first_on"), data.get("start_last_on")
        if not first or not last:
            return
        if last < first:
            self.add_error("start_last_on", _("La fin de la période de démarrage précède son début."))
        elif last > first + LONGEST_WINDOW:
            self.add_error("start_last_on", _("Une période de démarrage dure six mois au plus."))

    def _clean_place(self, data: dict[str, Any]) -> None:
        on_site = data.get("on_site_half_days") or 0
        if on_site and data.get("half_days") and on_site > data["half_days"]:
            self.add_error("on_site_half_days", _("Il y a plus de jours sur place que de jours de mission."))
        if on_site and not data.get("department") and "department" not in self.errors:
            self.add_error("department", _("Indiquez le département des jours sur place."))


class BudgetForm(StepForm):
    step = "budget"

    monthly_budget_eur = bounds.MonthlyBudget(
        label=_("Budget par mois"), required=False, widget=UnitInput(_("€ HT par mois"))
    )
    ceiling_eur = bounds.Ceiling(
        label=_("Ou tarif maximum par jour"),
        required=False,
        widget=UnitInput(_("€ HT par jour"), attrs={"step": bounds.CEILING_STEP}),
        error_messages={"step_size": _("Le tarif maximum est un multiple de 50 €.")},
    )
    pro_bono = forms.BooleanField(
        label=_("Mission bénévole"),
        help_text=_("Pour une association : les jours sont engagés tout de même, sans tarif."),
        required=False,
    )
    priorities = bounds.Choices(
        label=_("Ce qui compte le plus pour vous"),
        help_text=_("Trois réponses au plus. La moitié du classement suivra vos priorités."),
        choices=taxonomy.need_priorities.choices(),
        at_most=PRIORITIES,
        required=False,
        widget=CheckCards(),
    )
    min_cto_years = bounds.WholeNumber(
        label=_("Années de CTO à plein temps au moins"),
        help_text=_("Chaque profil en a au moins une. Jamais de maximum."),
        at_most=15,
        required=False,
        widget=UnitInput(_("ans")),
    )
    confidential = forms.BooleanField(
        label=_("Besoin confidentiel"),
        help_text=_("Le nom de l’entreprise ne sera montré qu’au second oui."),
        required=False,
    )

    def initial_of(self, need: Need) -> dict[str, Any]:
        initial = super().initial_of(need)
        if need.monthly_budget_eur:
            initial["ceiling_eur"] = None
        return initial

    def clean_min_cto_years(self) -> int:
        return self.cleaned_data["min_cto_years"] or 0

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        monthly, rate = data.get("monthly_budget_eur"), data.get("ceiling_eur")
        if data.get("pro_bono"):
            return data | {"monthly_budget_eur": None, "ceiling_eur": None}
        if "monthly_budget_eur" in self.errors or "ceiling_eur" in self.errors:
            return data
        if monthly and rate:
            self.add_error("ceiling_eur", _("Choisissez l’un ou l’autre : nous calculons le second."))
        elif not monthly and not rate:
            self.add_error(
                "monthly_budget_eur", _("Indiquez un budget par mois, ou un tarif maximum par jour.")
            )
        elif monthly and self.need.half_days:
            self._clean_budget(monthly)
        return data

    def _clean_budget(self, monthly: int) -> None:
        need = self.need
        try:
            ceiling.ceiling_eur(monthly, half_days=need.half_days or 0, days_per_month=need.days_per_month)
        except ceiling.OffTheGrid:
            self.add_error(
                "monthly_budget_eur",
                _(
                    "À %(rhythm)s, ce budget paie moins de 100 € par jour : relevez-le, ou demandez moins de jours."
                )
                % {"rhythm": words.days_per_week(need.half_days or 0)},
            )
