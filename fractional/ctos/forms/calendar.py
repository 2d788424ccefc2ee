"""The week one draws, and the clients found elsewhere."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional import bounds, clock
from fractional.ctos.calendar import week
from fractional.ctos.calendar.models import WeekStep
from fractional.ctos.calendar.week import Step
from fractional.ui import words
from fractional.ui.widgets import DateInput, HalfDaysField
from fractional.workdays import monday_of

TWO_YEARS = timedelta(days=2 * 365)


def _in_two_years() -> date:
    return clock.today() + TWO_YEARS


class WeekForm(forms.Form):
    """The half-days opened now, those protected, and one dated step (article rows 13 and 14)."""

    open = HalfDaysField(
        label=_("Vos demi-journées ouvertes aux missions"),
        help_text=_("Cochez ce qui peut être engagé. Vos missions en cours comprises."),
    )
    from_on = bounds.Day(
        label=_("À partir de la semaine du"),
        help_text=_("Choisissez une date plus lointaine si vous n’êtes pas disponible tout de suite."),
        widget=DateInput(),
        earliest=lambda: monday_of(clock.today()) - TWO_YEARS,
        latest=_in_two_years,
    )
    protected = HalfDaysField(
        label=_("Vos demi-journées protégées"),
        help_text=_("Projet personnel, enseignement, enfants : elles ne sont jamais proposées."),
        required=False,
    )
    later_on = bounds.Day(
        label=_("Puis, à partir de la semaine du"),
        widget=DateInput(),
        required=False,
        earliest=clock.today,
        latest=_in_two_years,
    )
    later_open = HalfDaysField(label=_("Les demi-journées ouvertes à ce moment-là"), required=False)

    @staticmethod
    def initial_of(steps: Iterable[WeekStep]) -> dict[str, Any]:
        today = clock.today()
        now = week.current(steps, today)
        if now is None:
            return {"from_on": monday_of(today)}
        said: dict[str, Any] = {"open": now.open, "protected": now.protected}
        said["from_on"] = max(now.from_on, monday_of(today))
        later = [step for step in sorted(steps, key=lambda s: s.from_on) if step.from_on > said["from_on"]]
        if later:
            said |= {"later_on": later[0].from_on, "later_open": later[0].open}
        return said

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.errors:
            return said
        opened, later_opened, protected = said["open"], said["later_open"], said["protected"]
        said["from_on"], later_on = (
            monday_of(said["from_on"]),
            said["later_on"] and monday_of(said["later_on"]),
        )
        said["later_on"] = later_on
        shared = {*opened, *later_opened} & set(protected)
        if shared:
            days = words.half_days(shared)
            self.add_error(
                "protected", _("Ouverte et protégée à la fois : %(days)s. Choisissez.") % {"days": days}
            )
        if later_on and not later_opened:
            self.add_error("later_open", _("Quelles demi-journées ouvrez-vous à ce moment-là ?"))
        if later_opened and not later_on:
            self.add_error("later_on", _("À partir de quand ?"))
        if later_on and later_on <= said["from_on"]:
            self.add_error("later_on", _("La seconde étape commence après la première."))
        return said

    def steps(self) -> list[Step]:
        """The valid form as steps of the week strip."""
        said = self.cleaned_data
        steps = [Step(said["from_on"], said["open"], said["protected"])]
        if said["later_on"]:
            steps.append(Step(said["later_on"], said["later_open"], said["protected"]))
        return steps


class ExternalForm(forms.Form):
    """A client found elsewhere. Its name is the CTO's own and is shown to nobody else."""

    label = bounds.ShortText(
        label=_("Nom du client"),
        help_text=_("Pour vous uniquement : personne d’autre ne le lit."),
        max_length=80,
    )
    half_days = HalfDaysField(label=_("Demi-journées prises"))
    first = bounds.Day(
        label=_("Premier jour"), widget=DateInput(), earliest=lambda: clock.today() - TWO_YEARS
    )
    last = bounds.Day(
        label=_("Dernier jour"),
        help_text=_("Laissez vide si la fin n’est pas connue."),
        widget=DateInput(),
        required=False,
        earliest=clock.today,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first"), said.pop("last", None)
        if first and last and last < first:
            self.add_error("last", _("Le dernier jour précède le premier."))
        said["until"] = last and last + timedelta(days=1)
        return said
