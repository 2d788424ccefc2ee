"""What the five forms share."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from fractional.data import ClosedList
from missions.needs.models import Need
from missions.needs.steps import BY_SLUG
from missions.needs.wording import Hint, hints

NOT_CHOSEN = ("", _("Choisir…"))
YES_NO = ((True, _("Oui")), (False, _("Non")))


_help_of = lazy(lambda entry: entry.help, str)


def capital(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Choices whose labels begin a line."""
    return [(value, capfirst(label)) for value, label in choices]


def notes(entries: ClosedList) -> dict[str, Any]:
    """The sentence under each card of a closed list."""
    return {entry.code: _help_of(entry) for entry in entries}


class YesNo(forms.TypedChoiceField):
    def __init__(self, **kwargs: Any):
        super().__init__(choices=YES_NO, coerce=lambda value: value == "True", empty_value=None, **kwargs)


class StepForm(forms.Form):
    """One step over one need: its fields bear the names of the need's."""

    step: ClassVar[str]
    texts: ClassVar[tuple[str, ...]] = ()
    """Free texts, read for words that the law takes badly."""

    def __init__(self, data: Any = None, *, need: Need):
        self.need = need
        super().__init__(data, initial=self.initial_of(need))

    def initial_of(self, need: Need) -> dict[str, Any]:
        return {name: getattr(need, name) for name in self.base_fields if hasattr(need, name)}

    def answers(self) -> dict[str, Any]:
        """The valid answers, were there invalid ones beside them: half a step is worth keeping."""
        self.is_valid()
        step = BY_SLUG[self.step]
        return {
            name: self.cleaned_data[name] for name in (*step.asks, *step.offers) if name in self.cleaned_data
        }

    def goals(self) -> list[dict[str, str]] | None:
        """The goals, for the step that asks for them."""
        return None

    def hints(self) -> list[Hint]:
        """Wordings to look at again."""
        read = self.answers() if self.is_bound else self.initial
        return [hint for name in self.texts for hint in hints(read.get(name) or "")]
