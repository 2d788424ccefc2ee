"""How each field of our forms is said in JSON: described for the schema, read from a body, shown again.

The forms of the pages read the API too, so that an answer is refused for the same reason wherever it is given.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime

from fractional import clock

Data = dict[str, list[str]]
"""What a browser would have sent."""
Schema = dict[str, Any]


class WrongKind(ValueError):
    """Not the type of JSON that the field is said in."""


class Text:
    """One line or several."""

    def schema(self, field: Any) -> Schema:
        said: Schema = {"type": "string"}
        if field.required:
            said["minLength"] = 1
        if getattr(field, "max_length", None):
            said["maxLength"] = field.max_length
        return said

    def data(self, name: str, value: Any) -> Data:
        if not isinstance(value, str):
            raise WrongKind
        return {name: [value]}

    def shown(self, field: forms.Field, value: Any) -> Any:
        return str(field.prepare_value(value))


class Whole:
    """A number, or a choice of numbers."""

    def schema(self, field: Any) -> Schema:
        if isinstance(field, forms.ChoiceField):
            return {"type": "integer", "enum": [int(value) for value in _values(field)]}
        said = {"type": "integer", "minimum": field.min_value, "maximum": field.max_value}
        return said | ({"multipleOf": field.step_size} if field.step_size else {})

    def data(self, name: str, value: Any) -> Data:
        if not isinstance(value, int) or isinstance(value, bool):
            raise WrongKind
        return {name: [str(value)]}

    def shown(self, field: forms.Field, value: Any) -> Any:
        return int(value)


class Flag:
    """A box to tick; where a yes or a no must be chosen, one of the two."""

    def schema(self, field: forms.Field) -> Schema:
        return {"type": "boolean"}

    def data(self, name: str, value: Any) -> Data:
        if not isinstance(value, bool):
            raise WrongKind
        return {name: [str(value)]}

    def shown(self, field: forms.Field, value: Any) -> Any:
        return bool(value)


class One:
    """One code of a closed list."""

    def schema(self, field: Any) -> Schema:
        return {"type": "string", "enum": _values(field)}

    def data(self, name: str, value: Any) -> Data:
        if not isinstance(value, str):
            raise WrongKind
        return {name: [value]}

    def shown(self, field: forms.Field, value: Any) -> Any:
        return str(value)


class Some:
    """Several of a closed list; half-days are numbers, 0 Monday morning to 9 Friday afternoon."""

    def __init__(self, of: type):
        self.of = of

    def schema(self, field: Any) -> Schema:
        of = {int: "integer", str: "string"}[self.of]
        said: Schema = {
            "type": "array",
            "items": {"type": of, "enum": [self.of(value) for value in _values(field)]},
            "maxItems": getattr(field, "at_most", None) or len(_values(field)),
            "uniqueItems": True,
        }
        return said | ({"minItems": 1} if field.required else {})

    def data(self, name: str, value: Any) -> Data:
        if not isinstance(value, list) or any(type(item) is not self.of for item in value):
            raise WrongKind
        if len(set(value)) < len(value):
            raise WrongKind
        return {name: [str(item) for item in value]}

    def shown(self, field: forms.Field, value: Any) -> Any:
        return list(value)


class Date:
    """A day as 2026-11-25; a month as its first day."""

    def schema(self, field: forms.Field) -> Schema:
        return {"type": "string", "format": "date"}

    def data(self, name: str, value: Any) -> Data:
        if not isinstance(value, str) or not value:  # no day is null
            raise WrongKind
        return {name: [value]}

    def shown(self, field: forms.Field, value: Any) -> Any:
        return value.isoformat()


class Moment:
    """A day and an hour with its offset, 2026-11-25T10:00:00+01:00; read in Paris, as the two boxes of the page."""

    def schema(self, field: forms.Field) -> Schema:
        return {"type": "string", "format": "date-time"}

    def data(self, name: str, value: Any) -> Data:
        at = _moment(value)
        if at is None:
            raise WrongKind
        here = at.astimezone(clock.PARIS)
        return {f"{name}_0": [f"{here:%Y-%m-%d}"], f"{name}_1": [f"{here:%H:%M:%S}"]}

    def shown(self, field: forms.Field, value: datetime) -> Any:
        return value.isoformat()


Kind = Text | Whole | Flag | One | Some | Date | Moment


def kind_of(field: forms.Field) -> Kind:
    match field:
        case forms.SplitDateTimeField():
            return Moment()
        case forms.DateField():
            return Date()
        case forms.BooleanField():
            return Flag()
        case forms.MultipleChoiceField():
            return Some(int if getattr(field, "coerce", None) is int else str)
        case forms.TypedChoiceField() if set(_values(field)) == {"True", "False"}:
            return Flag()
        case forms.TypedChoiceField() if field.coerce is int:
            return Whole()
        case forms.ChoiceField():
            return One()
        case forms.IntegerField():
            return Whole()
    return Text()


def schema_of(fields: Mapping[str, forms.Field]) -> Schema:
    """What a body may say, as JSON Schema. What is not required may be left out, or be null."""
    return {
        "type": "object",
        "properties": {name: _described(field) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.required],
        "additionalProperties": False,
    }


def as_shown(schema: Schema) -> Schema:
    """The same, as it is read: of what is only half told, anything may be null or empty."""
    return schema | {
        "properties": {name: _maybe(one) for name, one in schema["properties"].items()},
        "required": list(schema["properties"]),
    }


def shown(fields: Mapping[str, forms.Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as a body would say them: what is read can be sent back."""
    return {name: _shown(field, values.get(name)) for name, field in fields.items()}


def _shown(field: forms.Field, value: Any) -> Any:
    kind = kind_of(field)
    if value is None or (value == "" and not isinstance(kind, Text)):
        return None
    return kind.shown(field, value)


def _described(field: forms.Field) -> Schema:
    said = kind_of(field).schema(field)
    words = " ".join(str(text).rstrip(".") + "." for text in (field.label, field.help_text) if text)
    if words:
        said["description"] = words
    if not field.required:
        said["type"] = [said["type"], "null"]
        if "enum" in said:
            said["enum"] = [*said["enum"], None]
    return said


def _maybe(said: Schema) -> Schema:
    said = {name: value for name, value in said.items() if name not in ("minLength", "minItems")}
    if said["type"] == "array" and said["items"]["type"] == "object":
        return said | {"items": as_shown(said["items"])}
    if isinstance(said["type"], str):
        said["type"] = [said["type"], "null"]
        if "enum" in said:
            said["enum"] = [*said["enum"], None]
    return said


def _values(field: Any) -> list[str]:
    """The values of a choice, without the line that says to choose."""
    return [str(value) for value, _label in field.choices if value != ""]


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        at = parse_datetime(value)
    except ValueError:
        return None
    return at if at and at.tzinfo and 2000 <= at.year < 2100 else None
