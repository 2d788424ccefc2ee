"""Template library of the interface: how figures and dates are said, and the drawn components.

Every filter gives an empty string for a missing value, so that a page never prints « None ».
"""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fractional.ui import words

register = template.Library()


def _filter(say: Callable[..., str], name: str = "", *, is_safe: bool = False) -> None:
    @wraps(say)
    def safe(value: Any, *args: Any) -> str:
        return "" if value is None or value == "" else say(value, *args)

    register.filter(name or say.__name__, safe, is_safe=is_safe)


for _say in (
    words.number,
    words.eur,
    words.tjm,
    words.monthly,
    words.day_count,
    words.months,
    words.listed,
    words.date_long,
    words.date_day,
    words.date_plain,
    words.date_short,
    words.month_year,
    words.time_of_day,
    words.date_time,
):
    _filter(_say)
# They only put signs around a text: lines drawn as HTML stay so.
_filter(words.quoted, is_safe=True)
_filter(words.colon, is_safe=True)
_filter(words.announces)
_filter(words.days_per_week, "days")
_filter(words.days_per_month, "days_month")


@register.filter
def half_days(numbers: Iterable[int] | None, form: str = "") -> str:
    """« mardi et jeudi »; with ``"plural"`` « mardis et jeudis »."""
    return words.half_days(numbers or (), plural=form == "plural")


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The value of a mapping whose key is itself a variable."""
    return mapping.get(key, "")


@register.inclusion_tag("components/week.html")
def week(
    on: Iterable[int] | None = None,
    busy: Iterable[int] | None = None,
    label: str = "",
    size: str = "",
) -> dict[str, Any]:
    """The five-day strip: ``on`` and ``busy`` are half-days 0–9; ``label`` starts its spoken sentence."""
    taken, lost = set(on or ()), set(busy or ())
    chips = []
    for day, letter in enumerate(words.language().initials):
        morning, afternoon = 2 * day in taken, 2 * day + 1 in taken
        if morning or afternoon:
            state = "on" if morning and afternoon else "half-am" if morning else "half-pm"
        else:
            state = "busy" if lost & {2 * day, 2 * day + 1} else ""
        chips.append({"letter": letter, "state": state})
    return {
        "chips": chips,
        "size": size,
        "label": label,
        "said": words.half_days(taken) or _("aucun jour"),
        "busy_said": words.half_days(lost - taken),
    }


@register.inclusion_tag("components/mix.html")
def mix(parts: Iterable[Any], label: str = "") -> dict[str, Any]:
    """The composite bar. Each part has ``label``, ``points`` and ``weight`` on one scale, and may have a ``code``."""
    bars = []
    for part in parts:
        bar = {name: _read(part, name) for name in ("label", "points", "weight", "code")}
        # Twenty pixels a point: wider than any page, so that flex shrinking keeps the proportions.
        bar["width"] = bar["weight"] * 20
        bar["fill"] = f"{100 * bar['points'] / bar['weight']:.1f}" if bar["weight"] else "0"
        bars.append(bar)
    return {"bars": bars, "label": label or _("Détail du score")}


def _read(part: Any, name: str) -> Any:
    return part.get(name, "") if isinstance(part, Mapping) else getattr(part, name, "")


@register.inclusion_tag("components/stepper.html")
def stepper(steps: Iterable[Any], label: str = "", flat: bool = False) -> dict[str, Any]:
    """Where a thing stands. Each step: ``label``, ``state`` (done, current, todo, stopped), ``note``, ``on``."""
    return {"steps": steps, "label": label or _("Étapes"), "flat": flat}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative drawing of the sprite; the words beside it carry the meaning."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("icons.svg"), name
    )
