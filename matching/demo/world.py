"""The first demo world: an invented but believable France, the same at every seed.

Everything goes through the product's own actions, with the demo's clock standing at the day each
thing happened, so that histories, mails and dates are those of real use.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.companies.actions import create_company
from fractional.companies.actions import verify as verify_company
from fractional.companies.models import Company
from fractional.ctos import actions as cto_actions
from fractional.ctos.calendar.actions import set_week
from fractional.ctos.calendar.week import Step
from fractional.ctos.models import Cto, Post, Reference

SEED = 20261123
RHYTHMS = (
    (2, 3, 6, 7),
    (0, 1, 2, 3),
    (4, 5, 8, 9),
    (0, 1, 4, 5, 8, 9),
    (2, 3, 4, 5, 6, 7),
    (6, 7),
    (0, 1, 2, 3, 4, 5, 6, 7),
)
NOTE = {
    "role_held": "Décidait de l’architecture, des recrutements et du budget technique.",
    "team": "Recrutements et départs menés, de cinq à douze personnes.",
    "business": "Présentait chaque mois la technique au comité de direction.",
    "first_days": "A trouvé la cause des retards en trois semaines.",
    "proof_seen": "Contrat de travail vu, non conservé.",
    "reserve": "Peu d’expérience au-delà de quatre-vingts personnes.",
}
_sirens = count(1)


def days_ago(days: int, hour: int = 10) -> datetime:
    """A working moment, that many days before the demo's today."""
    day = clock.today() - timedelta(days=days)
    while not workdays.is_working_day(day):
        day -= timedelta(days=1)
    return at(day, hour)


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=clock.PARIS)


def siren() -> str:
    """A number with a valid checksum, from a range of prefixes used for invented companies only."""
    prefix = f"{91_000_000 + 137 * next(_sirens):08d}"
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(prefix)]
    return f"{prefix}{-sum(value - 9 if value > 9 else value for value in doubled) % 10}"


def person(first_name: str, last_name: str, email: str, **fields) -> User:
    """Somebody who has shown their address to be theirs: one code lets them in, as it did before."""
    user = User.objects.create_user(email, first_name=first_name, last_name=last_name, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@dataclass(frozen=True)
class Said:
    """A file as its sections save it."""

    wants: dict[str, Any]
    profile: dict[str, Any]
    rates: dict[str, Any]
    rules: dict[str, Any]


def said(
    *,
    headline: str,
    target: int,
    floor: int,
    discount: int = 0,
    from_months: int = 12,
    motives: Sequence[str] = ("variety", "impact"),
    nature: str = "lead",
    scopes: Sequence[str] = ("cto",),
    half_days: Sequence[int] = (),
    posts: Sequence[dict] = (),
    **rules: Any,
) -> Said:
    """What a person says of themselves, by section; the week and the roles held are told apart."""
    return Said(
        wants={"drawn_by": "role", "motives": list(motives)},
        profile={
            "headline": headline,
            "nature": nature,
            "scopes": list(scopes),
            "business_budget_held": True,
        },
        rates={
            "target_rate_eur": target,
            "floor_rate_eur": floor,
            "discount_percent": discount,
            "from_months": from_months,
        },
        rules=_usual_rules() | rules,
    )


def cto_file(
    user: User, *, half_days: Sequence[int], posts: list[dict], opens_on: date | None = None, **words: Any
) -> Cto:
    """A complete file, not yet submitted; `words` are those of `said`."""
    told = said(**words)
    cto = cto_actions.start_file(user=user)
    cto_actions.save_wants(cto=cto, by=user, **told.wants)
    cto_actions.save_profile(cto=cto, by=user, **told.profile)
    for post in posts:
        cto_actions.add_post(cto=cto, by=user, **post)
    cto_actions.save_rates(cto=cto, by=user, **told.rates)
    monday = workdays.monday_of(clock.today())
    steps = [Step(from_on=opens_on or monday, open=sorted(half_days))]
    set_week(cto=cto, steps=steps, by=user)
    cto_actions.save_rules(cto=cto, by=user, **told.rules)
    cto.refresh_from_db()
    return cto


def _usual_rules() -> dict:
    return {
        "hands_on": 1,
        "max_missions": 3,
        "max_half_days_in_all": 8,
        "min_months": 1,
        "zones": ["75"],
        "languages": ["fr", "en"],
        "kinds_accepted": ["standing", "transition", "reinforcement", "project"],
        "kinds_wanted": ["standing"],
        "contracts": ["freelance"],
        "priorities": ["days", "situation"],
    }


def post(
    title: str,
    years_ago: float,
    years: float,
    *,
    sector: str = "saas",
    headcount: int = 30,
    team: int = 8,
    **more,
) -> dict:
    """A role that began ``years_ago`` and lasted ``years``; the present one when it reaches today."""
    started = clock.today() - timedelta(days=round(365 * years_ago))
    ended = started + timedelta(days=round(365 * years))
    return {
        "title": title,
        "full_time": True,
        "company_name": more.pop("company_name", "Société d’avant"),
        "company_description": more.pop("company_description", f"éditeur, {headcount} personnes"),
        "sector": sector,
        "stage": "series_a",
        "headcount": headcount,
        "team_led": team,
        "started_on": started,
        "ended_on": ended if ended < clock.today() else None,
        "kinds": ["standing"],
        "problems": ["delivery_slow"],
        "goals": ["delivery", "debt"],
    } | more


def reference(cto: Cto, post: Post | None, number: int, *, positive: bool = True) -> Reference:
    """A confirmed one, not yet saved."""
    return Reference(
        cto=cto,
        post=post,
        asked_about=post.facts() if post else {},
        referee_name=f"Personne inventée {number}",
        referee_email=f"reference{number}.{cto.pk}@personnes.example",
        state=Reference.State.CONFIRMED,
        asked_at=clock.now(),
        confirmed_at=clock.now(),
        positive=positive,
        answers={"held": Reference.Held.YES},
    )


def confirmed_reference(cto: Cto, number: int) -> None:
    post = cto.posts.filter(title__in=Post.CTO_TITLES).first()
    reference(cto, post, number).save()
    if post:
        Post.objects.filter(pk=post.pk).update(proof=Post.Proof.REFERENCE)


def verified(cto: Cto, curator: User, *, submitted: int, read: int, confirmed: int) -> Cto:
    """Submitted, read and verified, then confirmed, each so many days ago."""
    with clock.standing_at(days_ago(submitted)):
        cto_actions.submit(cto=cto, by=cto.user)
    with clock.standing_at(days_ago(read, hour=15)):
        cto_actions.verify(cto=cto, by=curator, note=NOTE)
    with clock.standing_at(days_ago(confirmed, hour=9)):
        cto_actions.confirm_availability(cto=cto, by=cto.user)
    cto.refresh_from_db()
    return cto


def company(
    owner: User,
    curator: User | None,
    *,
    name: str,
    sector: str,
    stage: str,
    headcount: int,
    about: str,
    **more,
) -> Company:
    made = create_company(
        user=owner,
        name=name,
        siren=siren(),
        sector=sector,
        stage=stage,
        headcount=headcount,
        about=about,
        **more,
    )
    if curator:
        verify_company(company=made, by=curator, register_checked_on=clock.today())
    return made
