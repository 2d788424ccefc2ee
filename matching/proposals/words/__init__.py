"""What is said of a pair, in the reader's language, each sentence with its source and its date.

The sides stored with a proposal hold codes and facts; words are found here, when they are read. Nothing here knows a
name, an employer, a floor, or a price other than the proposal's: the facts do not hold them (promises 4 and 7).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from matching.proposals.words import company_side, cto_side
from matching.proposals.words.profile import Profile, profile
from matching.proposals.words.rules import excluded, excluded_by_rule, rule
from matching.proposals.words.sources import source

__all__ = [
    "Evidence",
    "Family",
    "Profile",
    "Told",
    "company",
    "excluded",
    "excluded_by_rule",
    "for_cto",
    "profile",
    "rule",
]

STRENGTHS, RESERVES = 2, 3
"""Lines of a card; the evidence holds the rest."""


@dataclass(frozen=True)
class Family:
    """One of the four bars, out of 100 together."""

    code: str
    label: str
    points: int
    weight: int


@dataclass(frozen=True)
class Evidence:
    """One part: what is said, where it comes from and when; points and weight for the company alone."""

    code: str
    label: str
    text: str
    source: str
    to_confirm: bool
    points: int | None = None
    weight: int | None = None
    adjusted: str = ""


@dataclass(frozen=True)
class Told:
    """A side in words. `total` and `families` are the company's; a CTO reads none."""

    strengths: list[str]
    reserves: list[str]
    evidence: list[Evidence]
    total: int | None = None
    families: tuple[Family, ...] = ()


def company(side: Mapping[str, Any]) -> Told:
    """The company's side of a match, as `sides.company_side` made it."""
    labels = company_side.FAMILIES
    led, not_led = _product(side.get("product"))
    return Told(
        strengths=led + _strengths(side, company_side),
        reserves=(not_led + _reserves(side, company_side))[:RESERVES],
        evidence=[_company_evidence(part, side["dates"]) for part in side["parts"]],
        total=side["shown_total"],
        families=tuple(
            Family(bar["code"], str(labels[bar["code"]]), bar["points"], bar["weight"])
            for bar in side["families"]
        ),
    )


def for_cto(side: Mapping[str, Any]) -> Told:
    """The CTO's side, as `sides.cto_side` made it: « pourquoi vous »."""
    return Told(
        strengths=_strengths(side, cto_side),
        reserves=_reserves(side, cto_side),
        evidence=[
            Evidence(
                code=part["code"],
                label=str(cto_side.LABELS[part["code"]]),
                text=cto_side.say(part["reason"], part["facts"]),
                source=source(f"cto.{part['source']}", side["dates"]),
                to_confirm=part["to_confirm"],
            )
            for part in side["parts"]
        ],
    )


def _product(led: bool | None) -> tuple[list[str], list[str]]:
    """What is said where the product is asked for too: for the profile, or as a reserve."""
    if led is None:
        return [], []
    if led:
        return [_("A mené un produit avec la technique, dans une expérience relue.")], []
    return [], [_("Dirige aussi le produit, sans expérience relue où un produit est mené.")]


def _company_evidence(part: Mapping[str, Any], dates: Mapping[str, str]) -> Evidence:
    decided = part.get("adjusted")
    adjusted = ""
    if decided:
        adjusted = _("Ajusté par %(name)s, équipe Fractional.") % {"name": decided["by"]}
    return Evidence(
        code=part["code"],
        label=str(company_side.LABELS[part["code"]]),
        text=company_side.say(part["reason"], part["facts"]),
        source=adjusted or source(part["source"], dates),
        to_confirm=part["to_confirm"],
        points=part["shown_points"],
        weight=part["shown_weight"],
        adjusted=adjusted,
    )


def _strengths(side: Mapping[str, Any], words: Any) -> list[str]:
    parts = {part["code"]: part for part in side["parts"]}
    best = [parts[code] for code in side["strengths"][:STRENGTHS]]
    return [words.say_strength(part["reason"], part["facts"]) for part in best]


def _reserves(side: Mapping[str, Any], words: Any) -> list[str]:
    return [words.say_reserve(reserve["reason"], reserve["facts"]) for reserve in side["reserves"][:RESERVES]]
