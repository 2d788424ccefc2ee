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


LATER = tuple((f"{name}_on", f"{name}_open") for name in ("later", "third", "fourth"))
"""Fields of the steps that come after the first one (article row 14): a date, and half-days."""


def _later_on() -> bounds.Day:
    return bounds.Day(
        label=_("Puis, à partir de la semaine du"),
        widget=DateInput(),
        required=False,
        earliest=clock.today,
        latest=_in_two_years,
    )


def _later_open() -> HalfDaysField:
    return HalfDaysField(label=_("Les demi-journées ouvertes à ce moment-là"), required=False)


class WeekForm(forms.Form):
    """The half-days opened now, those protected, and up to three dated steps (article rows 13 and 14)."""

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

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for on, opened in LATER:
            self.fields[on], self.fields[opened] = _later_on(), _later_open()

    @staticmethod
    def initial_of(steps: Iterable[WeekStep]) -> dict[str, Any]:
        today = clock.today()
        now = week.current(steps, today)
        if now is None:
            return {"from_on": monday_of(today)}
        said: dict[str, Any] = {"open": now.open, "protected": now.protected}
        said["from_on"] = max(now.from_on, monday_of(today))
        later = [step for step in sorted(steps, key=lambda s: s.from_on) if step.from_on > said["from_on"]]
        for (on, opened), step in zip(LATER, later, strict=False):
            said |= {on: step.from_on, opened: step.open}
        return said

    def later(self) -> list[dict[str, Any]]:
        """Each later step as the page shows it: its two fields, and whether something is said there."""
        return [
            {"on": self[on], "open": self[opened], "said": bool(self[on].value() or self[opened].value())}
            for on, opened in LATER
        ]

    def clean(self) -> dict[str, Any]:
        said = dict(super().clean() or {})
        if self.errors:
            return said
        opened = set(said["open"]).union(*(said[name] for _on, name in LATER))
        if shared := opened & set(said["protected"]):
            days = words.half_days(shared)
            self.add_error(
                "protected", _("Ouverte et protégée à la fois : %(days)s. Choisissez.") % {"days": days}
            )
        last = said["from_on"] = monday_of(said["from_on"])
        for on, name in LATER:
            day = said[on] = said[on] and monday_of(said[on])
            self._whole(on, name, day, said[name], last)
            last = day or last
        return said

    def _whole(self, on: str, opened: str, day: date | None, half_days: list[int], before: date) -> None:
        """A later step has its date and its half-days, and comes after the one before."""
        if day and not half_days:
            self.add_error(opened, _("Quelles demi-journées ouvrez-vous à ce moment-là ?"))
        if half_days and not day:
            self.add_error(on, _("À partir de quand ?"))
        if day and day <= before:
            self.add_error(on, _("Chaque étape commence après la précédente."))

    def steps(self) -> list[Step]:
        """The valid form as steps of the week strip."""
        said = self.cleaned_data
        first = Step(said["from_on"], said["open"], said["protected"])
        return [first] + [Step(said[on], said[opened], said["protected"]) for on, opened in LATER if said[on]]


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
