"""What a founder reads of a CTO before both said yes: no name, no employer, no other price."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from fractional.ctos.experience import full_time_months
from fractional.ctos.models import Cto, Post
from fractional.data import taxonomy


@dataclass(frozen=True)
class PastRole:
    """A role without the name of its company."""

    title: str
    company: str
    sector: str
    team_led: int
    years: str
    result: str
    first_days: str


@dataclass(frozen=True)
class Portrait:
    headline: str
    years: str
    regions: list[str]
    scope: str
    nature: str
    hands_on: str
    business: list[str]
    confirmed_by_direction: bool
    """Somebody who led a company with them said so in person; nothing else opens this word (article row 32)."""
    roles: list[PastRole]


def portrait(cto: Cto, posts: list[Post], today: date) -> Portrait:
    return Portrait(
        headline=cto.headline,
        years=years_band(full_time_months(posts, today)),
        regions=regions(cto.zones),
        scope=_scope(cto),
        nature=cto.get_nature_display() if cto.nature else "",
        hands_on=str(cto.get_hands_on_display() or ""),
        business=_business(cto),
        confirmed_by_direction=confirmed_by_direction(cto),
        roles=[_role(post, today) for post in posts],
    )


def confirmed_by_direction(cto: Cto) -> bool:
    return cto.references.confirmed().filter(is_ceo=True, positive=True).exists()


def years_band(months: int) -> str:
    """« CTO à plein temps 5 à 10 ans »."""
    if months < 24:
        band = _("moins de 2 ans")
    elif months < 60:
        band = _("2 à 5 ans")
    elif months < 120:
        band = _("5 à 10 ans")
    elif months < 180:
        band = _("10 à 15 ans")
    else:
        band = _("plus de 15 ans")
    return _("CTO à plein temps %(band)s") % {"band": band}


def regions(zones: list[str]) -> list[str]:
    """Regions, never departments: finer would point at a person."""
    codes = {taxonomy.departments[code].region for code in zones if code in taxonomy.departments}
    return [region.label for region in taxonomy.regions if region.code in codes]


def _scope(cto: Cto) -> str:
    widest = Cto.Scope.CPTO if Cto.Scope.CPTO in cto.scopes else Cto.Scope.CTO
    return str(widest.label)


def _business(cto: Cto) -> list[str]:
    proofs: list[tuple[Any, str]] = [
        (cto.business_budget_held, _("a tenu un budget ou un compte de résultat")),
        (cto.business_board, _("a rendu compte à un conseil ou à des investisseurs")),
        (cto.business_effect, cto.business_effect),
    ]
    return [said for held, said in proofs if held]


def _role(post: Post, today: date) -> PastRole:
    return PastRole(
        title=str(post.get_title_display()),
        company=post.company_description,
        sector=taxonomy.sectors.label(post.sector) if post.sector in taxonomy.sectors else "",
        team_led=post.team_led,
        years=f"{post.started_on.year}–{(post.ended_on or today).year}",
        result=post.result,
        first_days=post.first_days,
    )
