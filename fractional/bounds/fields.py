"""Form fields for everything that people type. Each refuses with a sentence, none lets an error of the server pass."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.bounds import numbers
from fractional.bounds.text import LINE, LINES, clean_text, validate_siren

Limit = date | Callable[[], date]

_PRIVATE_DOMAINS = frozenset({"local", "localhost", "internal", "lan", "home", "corp", "arpa", "test"})
_BLANKS = re.compile(r"[\s\u00a0\u202f]")


class WholeNumber(forms.IntegerField):
    """A whole number from `at_least` to `at_most`, on a grid of `step`. Reads « 1 000 » and « 1 000 € » too."""

    at_least = 0
    at_most = 100_000
    step: int | None = None
    default_error_messages = {
        "invalid": _("Indiquez un nombre entier, en chiffres."),
        "min_value": _("Indiquez au moins %(limit_value)s."),
        "max_value": _("Indiquez au plus %(limit_value)s."),
        "step_size": _("Indiquez un multiple de %(limit_value)s."),
    }

    def __init__(self, *, at_least: int | None = None, at_most: int | None = None, **kwargs: Any):
        super().__init__(
            min_value=self.at_least if at_least is None else at_least,
            max_value=self.at_most if at_most is None else at_most,
            step_size=self.step,
            **kwargs,
        )

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        digits = _BLANKS.sub("", str(value)[:40]).removesuffix("€")
        if not re.fullmatch(r"-?[0-9]{1,9}", digits):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(digits)

    def run_validators(self, value: int | None) -> None:
        try:
            super().run_validators(value)
        except ValidationError as refusal:
            for error in refusal.error_list:
                error.params = {
                    name: number_format(number, force_grouping=True)
                    for name, number in (error.params or {}).items()
                }
            raise


class Rate(WholeNumber):
    """A CTO's day rate in EUR before VAT."""

    at_least, at_most, step = numbers.RATE_MIN, numbers.RATE_MAX, numbers.RATE_STEP


class Ceiling(WholeNumber):
    """The most a company pays per day, in EUR before VAT, on the grid that counts are given for."""

    at_least, at_most, step = numbers.RATE_MIN, numbers.RATE_MAX, numbers.CEILING_STEP


class MonthlyBudget(WholeNumber):
    """What a company pays per month, in EUR before VAT."""

    at_least, at_most = numbers.BUDGET_MIN, numbers.BUDGET_MAX


class HalfDays(WholeNumber):
    """Half-days per week."""

    at_least, at_most = 1, 10


class HalfDaysPerMonth(WholeNumber):
    """Half-days per month: at most those of a month of 22 working days."""

    at_least, at_most = 1, 44


class Months(WholeNumber):
    """The length of a mission. No mission is open-ended, and 36 months is where umbrella contracts end (L1254-4)."""

    at_least, at_most = 1, 36


class Percent(WholeNumber):
    at_least, at_most = 0, 100


class Count(WholeNumber):
    """People in a team or a company."""

    at_least, at_most = 0, 100_000


class ShortText(forms.CharField):
    """One line."""

    length = LINE
    lines = False

    def __init__(self, *, max_length: int | None = None, **kwargs: Any):
        super().__init__(max_length=max_length or self.length, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return clean_text(text, max_length=self.max_length or self.length, lines=self.lines) if text else ""


class LongText(ShortText):
    """Several lines."""

    length = LINES
    lines = True
    widget = forms.Textarea


class PersonName(ShortText):
    """A first or last name: letters of any script, and what joins them."""

    length = 80

    def to_python(self, value: Any) -> str:
        name = super().to_python(value)
        if name and not (any(map(str.isalpha, name)) and all(map(_is_of_a_name, name))):
            raise ValidationError(
                _("Un nom s’écrit avec des lettres, des espaces, des traits d’union et des apostrophes."),
                code="name",
            )
        return name


class Email(forms.EmailField):
    """An address in ASCII, in lower case as the rest of the site compares it."""

    default_error_messages = {"invalid": _("Cette adresse e-mail ne semble pas complète : vérifiez-la.")}

    def __init__(self, **kwargs: Any):
        super().__init__(**{"max_length": 254, **kwargs})

    def to_python(self, value: Any) -> str:
        address = super().to_python(value) or ""
        # Django's rule also takes quoted control characters and other alphabets, which mail servers may not.
        if (address and not re.fullmatch(r"[!-~]+", address)) or '"' in address:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return address.lower()


class Phone(ShortText):
    """A telephone number as people write it; stored as + or 0 and digits."""

    length = 30
    default_error_messages = {"invalid": _("Indiquez un numéro comme 06 12 34 56 78 ou +33 6 12 34 56 78.")}

    def to_python(self, value: Any) -> str:
        number = re.sub(r"[\s\u00a0\u202f.()-]", "", forms.CharField.to_python(self, value) or "")
        if number and not re.fullmatch(r"(?:\+[1-9][0-9]{7,14}|0[1-9][0-9]{8})", number):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class Siren(ShortText):
    """Nine digits, read with or without their spaces. Only their form can be checked here."""

    length = 20

    def to_python(self, value: Any) -> str:
        digits = _BLANKS.sub("", forms.CharField.to_python(self, value) or "")
        if digits:
            validate_siren(digits)
        return digits


class WebAddress(ShortText):
    """An https address on a public host name. It is shown as a link, never fetched."""

    length = 200

    def to_python(self, value: Any) -> str:
        address = super().to_python(value)
        if not address:
            return ""
        if "://" not in address and not address.lower().startswith(("javascript:", "data:")):
            address = f"https://{address}"
        if not _is_public(address):
            raise ValidationError(
                _("Indiquez une adresse web publique, comme https://www.exemple.fr."), code="address"
            )
        return address


class Day(forms.DateField):
    """A day within reason: from 2000 to ten years from now unless told otherwise."""

    widget = forms.DateInput
    default_error_messages = {
        "invalid": _("Indiquez une date, par exemple 25/11/2026."),
        "early": _("Indiquez une date à partir du %(limit)s."),
        "late": _("Indiquez une date jusqu’au %(limit)s."),
    }
    formats: tuple[str, ...] = ("%Y-%m-%d", "%d/%m/%Y")
    shown = "%d/%m/%Y"

    def __init__(self, *, earliest: Limit = date(2000, 1, 1), latest: Limit | None = None, **kwargs: Any):
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(input_formats=self.formats, **kwargs)
        self.earliest = earliest
        self.latest = latest or in_ten_years

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str) and not value.isascii():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        for limit, wrong, code in (
            (_on(self.earliest), value < _on(self.earliest), "early"),
            (_on(self.latest), value > _on(self.latest), "late"),
        ):
            if wrong:
                raise ValidationError(
                    self.error_messages[code], code=code, params={"limit": f"{limit:{self.shown}}"}
                )


class Month(Day):
    """A month, as its first day: careers are dated by months. From 1960 to now unless told otherwise."""

    default_error_messages = {
        "invalid": _("Indiquez un mois, par exemple 03/2024."),
        "early": _("Indiquez un mois à partir de %(limit)s."),
        "late": _("Indiquez un mois jusqu’à %(limit)s."),
    }
    formats = ("%Y-%m", "%m/%Y", "%Y-%m-%d")
    shown = "%m/%Y"

    def __init__(self, *, earliest: Limit = date(1960, 1, 1), latest: Limit | None = None, **kwargs: Any):
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "month"}, format="%Y-%m"))
        super().__init__(earliest=earliest, latest=latest or clock.today, **kwargs)

    def to_python(self, value: Any) -> date | None:
        month = super().to_python(value)
        return month and month.replace(day=1)


class Choice(forms.ChoiceField):
    """One of a closed list."""

    default_error_messages = {"invalid_choice": _("Choisissez une réponse de la liste.")}


class Choices(forms.MultipleChoiceField):
    """Some of a closed list, each once; at most `at_most` of them."""

    default_error_messages = {
        "invalid_choice": _("Choisissez des réponses de la liste."),
        "invalid_list": _("Choisissez des réponses de la liste."),
        "too_many": _("Choisissez-en au plus %(at_most)s."),
    }
    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, at_most: int | None = None, **kwargs: Any):
        super().__init__(**kwargs)
        self.at_most = at_most

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(super().to_python(value)))

    def validate(self, value: Sequence[str]) -> None:
        super().validate(value)
        if self.at_most is not None and len(value) > self.at_most:
            raise ValidationError(
                self.error_messages["too_many"], code="too_many", params={"at_most": self.at_most}
            )


def in_ten_years() -> date:
    today = clock.today()
    return date(today.year + 10, today.month, min(today.day, 28))


def _on(limit: Limit) -> date:
    return limit() if callable(limit) else limit


def _is_of_a_name(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" or character in " '’.-‐–·\u00a0"


def _is_public(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or port or parts.username or parts.password:
        return False
    labels = host.rstrip(".").split(".")
    if len(labels) < 2 or labels[-1] in _PRIVATE_DOMAINS:
        return False
    if not re.fullmatch(r"[^\W\d_][\w-]*", labels[-1]):
        return False  # so is every way to write an address in numbers
    return all(re.fullmatch(r"\w(?:[\w-]*\w)?", label) for label in labels)
