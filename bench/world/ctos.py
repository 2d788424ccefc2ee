"""CTOs as they come: every rate, rhythm, region, sector and length of experience; most of them verified."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.db.backends.postgresql.psycopg_any import DateRange

from bench.world.copying import copy
from bench.world.days import moment
from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.ctos import rates
from fractional.ctos.calendar.models import Hold, WeekStep
from fractional.ctos.calendar.week import Step, closed_periods
from fractional.ctos.models import Cto, CuratorNote, Function, Post, Reference
from fractional.data import taxonomy
from matching.demo import people
from matching.demo.world import NOTE, RHYTHMS

PASSWORD = "!"
"""Nobody's: codes are how people log in."""
KINDS = taxonomy.situations.codes()
TITLES = (*Post.CTO_TITLES, Post.Title.HEAD, Post.Title.LEAD)
RESULTS = (
    "Délai de livraison divisé par deux",
    "Trois recrutements menés en six mois",
    "Migration finie à la date prévue",
    "Incidents divisés par quatre en un an",
)


@dataclass(frozen=True)
class Crowd:
    ctos: list[Cto]
    users: list[User]


def write_ctos(rng: Random, curators: list[User], *, verified: int, waiting: int) -> Crowd:
    """Files with their roles, references, weeks and half-days; `waiting` of them are still to be read."""
    users = copy(user(rng, number) for number in range(verified + waiting))
    function = Function.objects.get(code="cto")
    ctos = copy(
        file(rng, user, function, curators[number % len(curators)], read=number < verified)
        for number, user in enumerate(users)
    )
    posts = copy(post for cto in ctos for post in _posts(rng, cto))
    copy(_references(rng, posts))
    copy(_note(cto) for cto in ctos if cto.verified_by_id)
    steps = copy(_step(rng, cto) for cto in ctos)
    copy(hold for step in steps for hold in _holds(rng, step))
    return Crowd(ctos, users)


def user(rng: Random, number: int) -> User:
    return User(
        email=f"cto{number}@personnes.example",
        password=PASSWORD,
        first_name=rng.choice(people.FIRST_NAMES),
        last_name=rng.choice(people.LAST_NAMES),
        joined_at=moment(days_ago=150),
    )


def file(rng: Random, user: User, function: Function, curator: User, *, read: bool) -> Cto:
    segment = rng.choice(people.SEGMENTS)
    target = min(max(round(rng.gauss(950, 180) / 10) * 10, 450), 1800)
    floor = target - rng.choice((0, 50, 100, 100, 150))
    states = {"state": Cto.State.SUBMITTED, "submitted_at": moment(days_ago=rng.randint(0, 8))}
    if read:
        states = {
            "state": Cto.State.VERIFIED,
            "submitted_at": moment(days_ago=100),
            "verified_at": moment(days_ago=rng.randint(5, 95)),
            "verified_by": curator,
            "owner_curator": curator,
        }
    return Cto(
        user=user,
        created_at=moment(days_ago=120),
        drawn_by="role",
        function=function,
        headline=segment["headline"],
        nature=segment["nature"],
        scopes=rng.choice((["cto"], ["cto"], ["cto", "cpto"])),
        hands_on=segment["hands_on"],
        target_rate_eur=target,
        floor_rate_eur=floor,
        rates=rates.grid(target, floor, discount_percent=rng.choice((0, 0, 5, 8)), from_months=6),
        min_half_days=rng.choice((1, 1, 1, 2, 4)),
        max_half_days=rng.choice((6, 8, 10, 10)),
        max_missions=rng.randint(1, 4),
        max_half_days_in_all=rng.choice((6, 8, 8, 10)),
        min_months=rng.choice((1, 1, 1, 3, 6)),
        zones=_zones(rng),
        languages=rng.choice((["fr"], ["fr", "en"], ["fr", "en"], ["fr", "en", "es"])),
        kinds_accepted=sorted(rng.sample(KINDS, rng.choice((2, 3, 4, 4)))),
        kinds_wanted=rng.sample(KINDS, rng.randint(1, 2)),
        contracts=rng.choice((["freelance"], ["freelance"], ["freelance", "portage"])),
        pro_bono=rng.random() < 0.2,
        stages_wanted=rng.sample(taxonomy.stages.codes(), rng.randint(0, 4)),
        refused_sectors=rng.choice(([], [], [], ["gaming"], ["public", "insurance"])),
        weekly_cap=3,
        motives=rng.sample(taxonomy.motives.codes(), 2),
        priorities=rng.sample([choice.value for choice in Cto.Priority], 2),
        availability_confirmed_on=clock.today() - timedelta(days=rng.randint(0, 60)),
        **states,
    )


def _zones(rng: Random) -> list[str]:
    regions = rng.sample(taxonomy.regions.codes(), rng.choice((1, 1, 2, 18)))
    return [code for region in regions for code in taxonomy.departments_of(region)]


def _posts(rng: Random, cto: Cto) -> Iterator[Post]:
    """One to five roles, the last one first; the first of them a CTO's."""
    until: date | None = None if rng.random() < 0.3 else clock.today() - timedelta(days=rng.randint(5, 500))
    for number in range(rng.randint(1, 5)):
        started = (until or clock.today()) - timedelta(days=rng.randint(400, 2200))
        headcount = round(min(4 + rng.expovariate(1 / 60), 600))
        yield Post(
            cto=cto,
            title=rng.choice(Post.CTO_TITLES if number == 0 else TITLES),
            full_time=rng.random() < 0.9,
            company_name=f"Maison d’avant {number}",
            company_description=f"éditeur, {headcount} personnes",
            sector=rng.choice(taxonomy.sectors.codes()),
            stage=rng.choice(taxonomy.stages.codes()),
            headcount=headcount,
            team_led=min(headcount, round(rng.expovariate(1 / 8))),
            tags=rng.sample(taxonomy.tags.codes(), rng.randint(2, 6)),
            started_on=started,
            ended_on=until,
            kinds=rng.sample(KINDS, rng.randint(1, 2)),
            problems=rng.sample(taxonomy.problems.codes(), rng.randint(1, 3)),
            goals=rng.sample(taxonomy.goals.codes(), rng.randint(1, 3)),
            result=rng.choice(RESULTS),
            first_days="A trouvé la cause des retards en trois semaines, puis a changé une chose à la fois.",
        )
        until = started - timedelta(days=rng.randint(10, 200))


def _references(rng: Random, posts: list[Post]) -> Iterator[Reference]:
    for number, post in enumerate(posts):
        if rng.random() < 0.6:
            yield Reference(
                cto_id=post.cto_id,
                post=post,
                referee_name=f"Personne inventée {number}",
                referee_email=f"reference{number}@personnes.example",
                state=Reference.State.CONFIRMED,
                asked_at=moment(days_ago=110),
                confirmed_at=moment(days_ago=101),
                positive=rng.random() < 0.95,
                answers={},
            )


def _note(cto: Cto) -> CuratorNote:
    return CuratorNote(cto=cto, author=cto.verified_by, written_at=cto.verified_at, **NOTE)


def _step(rng: Random, cto: Cto) -> WeekStep:
    """Of one CTO in six the week opens within three months only."""
    monday = workdays.monday_of(clock.today())
    opens = monday + timedelta(weeks=rng.randint(1, 12)) if rng.random() < 0.16 else monday
    return WeekStep(cto=cto, from_on=opens, open=sorted(rng.choice((*RHYTHMS, range(10)))), protected=[])


def _holds(rng: Random, step: WeekStep) -> Iterator[Hold]:
    """What the week leaves closed, and for one in three a client found elsewhere."""
    since = workdays.monday_of(clock.today())
    for half_day, first, until in closed_periods([Step(step.from_on, step.open)], since):
        yield Hold(
            cto_id=step.cto_id,
            half_day=half_day,
            period=DateRange(first, until),
            kind=Hold.Kind.CLOSED,
            holder="week",
        )
    if rng.random() < 0.35:
        taken = DateRange(step.from_on, step.from_on + timedelta(weeks=rng.randint(4, 30)))
        for half_day in step.open[:2]:
            yield Hold(
                cto_id=step.cto_id,
                half_day=half_day,
                period=taken,
                kind=Hold.Kind.EXTERNAL,
                holder=f"external:{step.cto_id}",
                label="Client en cours",
            )
