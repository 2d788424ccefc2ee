"""Template library ``taxonomy``: codes of the closed lists, said in the reader's language."""

from collections.abc import Iterable

from django import template

from fractional.data import taxonomy

register = template.Library()


@register.filter
def label(code: str | None, name: str) -> str:
    """« La dette technique nous freine » for ``"debt"|label:"problems"``; "" for no code."""
    return getattr(taxonomy, name).label(code) if code else ""


@register.filter
def labels(codes: Iterable[str] | None, name: str) -> list[str]:
    """The labels of several codes, in their order."""
    return [label(code, name) for code in codes or ()]
