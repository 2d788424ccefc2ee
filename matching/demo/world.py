"""The first demo world: an invented but believable France, the same at every seed.

Everything goes through the product's own actions, with the demo's clock standing at the day each
thing happened, so that histories, mails and dates are those of real use.
"""

import random
from datetime import date, datetime, time, timedelta
from itertools import count

from allauth.account.models import EmailAddress

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.companies.actions import create_company
from fractional.companies.actions import verify as verify_company
from fractional.companies.models import Company
from fractional.ctos import actions as cto_actions
from fractional.ctos.calendar.actions import hold_external, set_week
from fractional.ctos.calendar.week import Step
from fractional.ctos.models import Cto, Post, Reference
from matching.demo import people

SEED = 20261123
CTOS = 60
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


def cto_file(
    user: User,
    *,
    headline: str,
    target: int,
    floor: int,
    half_days: tuple[int, ...],
    discount: int = 0,
    from_months: int = 12,
    posts: list[dict],
    opens_on: date | None = None,
    **rules,
) -> Cto:
    """A complete file, not yet submitted."""
    cto = cto_actions.start_file(user=user)
    cto_actions.save_wants(
        cto=cto, by=user, drawn_by="role", motives=rules.pop("motives", ["variety", "impact"])
    )
    cto_actions.save_profile(
        cto=cto,
        by=user,
        headline=headline,
        nature=rules.pop("nature", "lead"),
        scopes=rules.pop("scopes", ["cto"]),
        business_budget_held=True,
    )
    for post in posts:
        cto_actions.add_post(cto=cto, by=user, **post)
    cto_actions.save_rates(
        cto=cto,
        by=user,
        target_rate_eur=target,
        floor_rate_eur=floor,
        discount_percent=discount,
        from_months=from_months,
    )
    monday = workdays.monday_of(clock.today())
    steps = [Step(from_on=opens_on or monday, open=sorted(half_days))]
    set_week(cto=cto, steps=steps, by=user)
    cto_actions.save_rules(cto=cto, by=user, **(_usual_rules() | rules))
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


def confirmed_reference(cto: Cto, number: int, *, positive: bool = True) -> None:
    post = cto.posts.filter(title__in=Post.CTO_TITLES).first()
    Reference.objects.create(
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


def crowd(curators: list[User], how_many: int) -> None:
    """The CTOs who have no story of their own: verified, of every rate, rhythm and region."""
    rng = random.Random(SEED)  # noqa: S311 - the same people at every seed, not a secret
    firsts, lasts = list(people.FIRST_NAMES), list(people.LAST_NAMES)
    rng.shuffle(firsts)
    rng.shuffle(lasts)
    for number in range(how_many):
        first, last = firsts[number % len(firsts)], lasts[number % len(lasts)]
        user = person(first, last, f"cto{number:03d}@personnes.example")
        _one_of_the_crowd(rng, user, curators[number % len(curators)])


def _one_of_the_crowd(rng: random.Random, user: User, curator: User) -> None:
    segment = rng.choice(people.SEGMENTS)
    target = rng.choice((700, 750, 800, 850, 900, 900, 950, 950, 1000, 1000, 1050, 1100, 1200, 1300))
    discount = rng.choice((0, 0, 5, 8))
    floor = min(target - rng.choice((0, 50, 100, 100, 150)), target * (100 - discount) // 1000 * 10)
    years = rng.uniform(2, 12)
    tags = list(rng.choice(people.TAGS))
    kinds = rng.sample(["standing", "transition", "reinforcement", "project"], rng.randint(1, 3))
    posts = [
        post(
            rng.choice(("cto", "founder_cto", "cto")),
            years + rng.uniform(0.1, 2),
            years,
            sector=segment["sector"],
            headcount=rng.choice((12, 18, 25, 35, 50, 80)),
            team=rng.randint(3, 12),
            tags=tags,
            kinds=kinds,
            problems=rng.sample(
                ["delivery_slow", "debt", "no_lead", "information_system", "team_to_build", "outages"], 3
            ),
            goals=rng.sample(["delivery", "debt", "process", "roadmap", "hiring", "information_system"], 3),
            result=rng.choice(
                (
                    "Délai de livraison divisé par deux",
                    "Trois recrutements menés en six mois",
                    "Migration finie à la date prévue",
                )
            ),
        )
    ]
    with clock.standing_at(days_ago(rng.randint(25, 120))):
        cto = cto_file(
            user,
            headline=segment["headline"],
            target=target,
            floor=floor,
            half_days=rng.choice(RHYTHMS),
            discount=discount,
            from_months=rng.choice((6, 12)),
            posts=posts,
            hands_on=segment["hands_on"],
            nature=segment["nature"],
            zones=list(rng.choice(people.ZONES)),
            kinds_accepted=sorted({"standing", *kinds, *rng.sample(["transition", "project"], 1)}),
            kinds_wanted=kinds[:2],
            stages_wanted=["seed", "series_a"],
            refused_sectors=rng.choice(([], [], [], ["gaming"])),
            scopes=rng.choice((["cto"], ["cto"], ["cto", "cpto"])),
        )
    for reference in range(rng.choice((0, 0, 1, 1, 2, 3))):
        confirmed_reference(cto, reference)
    verified(cto, curator, submitted=24, read=21, confirmed=rng.choice((1, 3, 6, 12, 20)))
    if rng.random() < 0.35:
        first = workdays.monday_of(clock.today())
        half_days = cto.week_steps.all()[0].open[:2]
        hold_external(
            cto=cto,
            half_days=half_days,
            first=first,
            until=first + timedelta(weeks=rng.randint(4, 20)),
            label="Client en cours",
            by=user,
        )


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
