"""Codes of the closed lists: ``{{ need.problem|label:"problems" }}``, ``{{ cto.zones|labels:"departments" }}``."""

from collections.abc import Iterable

from django import template

from fractional.data import taxonomy

register = template.Library()
REASONS = (
    "endings",
    "cto_declines",
    "company_declines",
    "need_withdrawals",
    "company_withdrawals",
    "mission_breaks",
    "curator_drops",
    "curator_withdrawals",
    "curator_adjustments",
    "company_refusals",
    "paths",
)
"""The lists that the reason of a change is drawn from."""


@register.filter
def label(code: str, list_name: str) -> str:
    """A code's label in the reader's language; nothing for no code."""
    known = getattr(taxonomy, list_name)
    return known.label(code) if code in known else ""


@register.filter
def labels(codes: Iterable[str] | None, list_name: str) -> list[str]:
    """Labels of several codes, in the order of the list."""
    known = getattr(taxonomy, list_name)
    wanted = set(codes or ())
    return [entry.label for entry in known if entry.code in wanted]


@register.filter
def reason_label(code: str) -> str:
    """Why something ended, in the middle of a sentence."""
    for name in REASONS:
        if said := label(code, name):
            return said[0].lower() + said[1:]
    return code
