"""Inputs with a face of their own: a unit beside a number, cards to choose from, the editable week."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fractional.ui import words


class UnitInput(forms.TextInput):
    """A number with its unit printed in the box: ``UnitInput("€ HT par jour")``.

    A text input: the browser's number input drops what it cannot read, « 1 000 » among it, and with it what was typed.
    """

    template_name = "forms/widgets/unit.html"

    def __init__(self, unit: Any, attrs: dict[str, Any] | None = None):
        super().__init__({"inputmode": "numeric"} | (attrs or {}))
        self.unit = unit

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["unit"] = self.unit
        return context


class DateInput(forms.DateInput):
    """The browser's own date picker, which reads and writes ISO dates in every language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__(attrs, format="%Y-%m-%d")


class _Cards(forms.widgets.ChoiceWidget):
    template_name = "forms/widgets/cards.html"

    def __init__(
        self, attrs: Any = None, choices: Iterable[Any] = (), notes: Mapping[Any, Any] | None = None
    ):
        super().__init__(attrs, choices)
        self.notes = {str(value): note for value, note in (notes or {}).items()}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["note"] = self.notes.get(str(value), "")
        return option


class RadioCards(_Cards, forms.RadioSelect):
    """One choice among cards; ``notes`` maps a value to the sentence under its label."""


class CheckCards(_Cards, forms.CheckboxSelectMultiple):
    """Several choices among cards; ``notes`` as above."""


class WeekStrip(forms.CheckboxSelectMultiple):
    """Ten boxes, morning and afternoon of five days, drawn as the week strip."""

    template_name = "forms/widgets/week.html"
    taken: Collection[int] = ()
    """Half-days that cannot be ticked: already sold, or held by somebody else."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if int(value) in self.taken:
            option["attrs"]["disabled"] = True
        return option

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        boxes = [option for _group, options, _index in context["widget"]["optgroups"] for option in options]
        days = words.language()
        context["widget"]["days"] = [
            {"name": day, "letter": letter}
            for day, letter in zip(days.weekdays[:5], days.initials, strict=True)
        ]
        context["widget"]["halves"] = [
            {"name": half, "boxes": [box for box in boxes if int(box["value"]) % 2 == number]}
            for number, half in enumerate(days.halves)
        ]
        return context


def _half_day_choices() -> list[tuple[int, str]]:
    return [(number, words.half_days([number])) for number in range(10)]


class HalfDaysField(forms.TypedMultipleChoiceField):
    """Half-days of the week as a sorted list of numbers, 0 Monday morning … 9 Friday afternoon."""

    default_error_messages = {"required": _("Cochez au moins une demi-journée.")}

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("widget", WeekStrip())
        super().__init__(choices=_half_day_choices, coerce=int, empty_value=[], **kwargs)

    def clean(self, value: Any) -> list[int]:
        return sorted(set(super().clean(value)))
