"""The CTOs who have no story of their own: verified, of every rate, rhythm and region.

Hundreds of them by the product's own actions would take minutes. What the actions leave behind is written in bulk
instead; `by_actions` lives one of these lives as a person would, and a test compares the rows of the two.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateRange

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.ctos import emails, rates
from fractional.ctos.calendar.actions import hold_external
from fractional.ctos.calendar.models import Hold, WeekStep
from fractional.ctos.calendar.week import Step, closed_periods
from fractional.ctos.models import Cto, CuratorNote, Function, Post, Reference
from fractional.history.models import Event
from fractional.history.moves import held
from matching.demo import people, world
from matching.pool.actions import refresh_all

RATES = (700, 750, 800, 850, 900, 900, 950, 950, 1000, 1000, 1050, 1100, 1200, 1300)
RESULTS = (
    "Délai de livraison divisé par deux",
    "Trois recrutements menés en six mois",
    "Migration finie à la date prévue",
)
PROBLEMS = ("delivery_slow", "debt", "no_lead", "information_system", "team_to_build", "outages")
GOALS = ("delivery", "debt", "process", "roadmap", "hiring", "information_system")
OPENED = (30, 420)
"""Between how many days ago a file was opened."""
CLIENT = "Client en cours"


@dataclass(frozen=True)
class Life:
    """One of the crowd: what they say of themselves, who vouches for them, and when, in days before today."""

    email: str
    first_name: str
    last_name: str
    opened: int
    confirmed: int
    references: int
    file: dict[str, Any] = field(default_factory=dict)
    """As `world.cto_file` takes it."""
    client_weeks: int = 0
    """For how long a client found elsewhere still takes their first two half-days; 0 for none."""

    @property
    def submitted(self) -> int:
        return self.opened - 5

    @property
    def read(self) -> int:
        return self.opened - 8

    @property
    def half_days(self) -> list[int]:
        return sorted(self.file["half_days"])


def lives(how_many: int, *, seed: int = world.SEED) -> list[Life]:
    """The same ones at every seed."""
    rng = random.Random(seed)  # noqa: S311 - the same people at every seed, not a secret
    firsts, lasts = list(people.FIRST_NAMES), list(people.LAST_NAMES)
    rng.shuffle(firsts)
    rng.shuffle(lasts)
    names = ((firsts[number % len(firsts)], lasts[number % len(lasts)]) for number in range(how_many))
    return [_life(rng, number, *name) for number, name in enumerate(names)]


def _life(rng: random.Random, number: int, first_name: str, last_name: str) -> Life:
    return Life(
        email=f"cto{number:03d}@personnes.example",
        first_name=first_name,
        last_name=last_name,
        opened=rng.randint(*OPENED),
        confirmed=rng.choice((1, 3, 6, 12, 20)),
        references=rng.choice((0, 0, 1, 1, 2, 3)),
        file=_file(rng),
        client_weeks=rng.randint(4, 20) if rng.random() < 0.35 else 0,
    )


def _file(rng: random.Random) -> dict[str, Any]:
    segment = rng.choice(people.SEGMENTS)
    target, discount = rng.choice(RATES), rng.choice((0, 0, 5, 8))
    kinds = rng.sample(["standing", "transition", "reinforcement", "project"], rng.randint(1, 3))
    file: dict[str, Any] = {
        "headline": segment["headline"],
        "target": target,
        "floor": min(target - rng.choice((0, 50, 100, 100, 150)), target * (100 - discount) // 1000 * 10),
        "half_days": rng.choice(world.RHYTHMS),
        "discount": discount,
        "from_months": rng.choice((6, 12)),
        "posts": [_post(rng, segment["sector"], kinds)],
        "hands_on": segment["hands_on"],
        "nature": segment["nature"],
        "zones": list(rng.choice(people.ZONES)),
        "kinds_accepted": sorted({"standing", *kinds, *rng.sample(["transition", "project"], 1)}),
        "kinds_wanted": kinds[:2],
        "stages_wanted": ["seed", "series_a"],
        "refused_sectors": rng.choice(([], [], [], ["gaming"])),
        "scopes": rng.choice((["cto"], ["cto"], ["cto", "cpto"])),
        "pro_bono": rng.random() < 0.2,
    }
    for post in file["posts"]:
        post["product"] = "cpto" in file["scopes"] and post["team_led"] % 2 == 0
    return file


def _post(rng: random.Random, sector: str, kinds: list[str]) -> dict[str, Any]:
    years = rng.uniform(2, 12)
    return world.post(
        rng.choice(("cto", "founder_cto", "cto")),
        years + rng.uniform(1.2, 3),
        years,
        sector=sector,
        headcount=rng.choice((12, 18, 25, 35, 50, 80)),
        team=rng.randint(3, 12),
        tags=list(rng.choice(people.TAGS)),
        kinds=kinds,
        problems=rng.sample(PROBLEMS, 3),
        goals=rng.sample(GOALS, 3),
        result=rng.choice(RESULTS),
    )


def by_actions(life: Life, curator: User) -> Cto:
    """This life as a person lives it."""
    user = world.person(life.first_name, life.last_name, life.email)
    with clock.standing_at(world.days_ago(life.opened)):
        cto = world.cto_file(user, **life.file)
    for number in range(life.references):
        world.confirmed_reference(cto, number)
    world.verified(cto, curator, submitted=life.submitted, read=life.read, confirmed=life.confirmed)
    if life.client_weeks:
        first, until = _client_dates(life)
        hold_external(cto=cto, half_days=life.half_days[:2], first=first, until=until, label=CLIENT, by=user)
    return cto


def in_bulk(those: Sequence[Life], curators: Sequence[User]) -> list[Cto]:
    """These lives as a few statements write them; a card each, and nothing left for the workers to rank."""
    users = User.objects.bulk_create(_user(life) for life in those)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    function = Function.objects.get(code="cto")
    ctos = Cto.objects.bulk_create(
        _cto(life, user, function, curators[number % len(curators)])
        for number, (life, user) in enumerate(zip(those, users, strict=True))
    )
    told = list(zip(those, ctos, strict=True))
    posts = Post.objects.bulk_create(post for life, cto in told for post in _posts(life, cto))
    first_posts = {post.cto_id: post for post in reversed(posts)}
    Reference.objects.bulk_create(
        world.reference(cto, first_posts[cto.pk], number)
        for life, cto in told
        for number in range(life.references)
    )
    CuratorNote.objects.bulk_create(
        CuratorNote(cto=cto, author=cto.verified_by, written_at=held(cto.verified_at), **world.NOTE)
        for cto in ctos
    )
    WeekStep.objects.bulk_create(
        WeekStep(cto=cto, from_on=_week_since(life), open=life.half_days, protected=[]) for life, cto in told
    )
    Hold.objects.bulk_create(hold for life, cto in told for hold in _holds(life, cto))
    Event.objects.bulk_create(
        event for life, cto in told for event in _history(life, cto, first_posts[cto.pk])
    )
    for life, cto in told:
        _write_to(life, cto)
    refresh_all()
    return ctos


def _user(life: Life) -> User:
    return User(
        email=life.email,
        first_name=life.first_name,
        last_name=life.last_name,
        password=make_password(None),
    )


def _cto(life: Life, user: User, function: Function, curator: User) -> Cto:
    said = world.said(**life.file)
    target, floor = said.rates["target_rate_eur"], said.rates["floor_rate_eur"]
    grid = rates.grid(
        target,
        floor,
        discount_percent=said.rates["discount_percent"],
        from_months=said.rates["from_months"],
    )
    return Cto(
        user=user,
        function=function,
        created_at=world.days_ago(life.opened),
        state=Cto.State.VERIFIED,
        submitted_at=world.days_ago(life.submitted),
        verified_at=_read_at(life),
        verified_by=curator,
        owner_curator=curator,
        availability_confirmed_on=_confirmed_at(life).astimezone(clock.PARIS).date(),
        target_rate_eur=target,
        floor_rate_eur=floor,
        rates=grid,
        **said.wants,
        **said.profile,
        **said.rules,
    )


def _posts(life: Life, cto: Cto) -> Iterator[Post]:
    for post in life.file["posts"]:
        vouched = life.references and post["title"] in Post.CTO_TITLES
        yield Post(cto=cto, **post, **({"proof": Post.Proof.REFERENCE} if vouched else {}))


def _holds(life: Life, cto: Cto) -> Iterator[Hold]:
    """What the week leaves closed since the file was opened, and the client found elsewhere."""
    opened_on = world.days_ago(life.opened).date()
    step = Step(from_on=_week_since(life), open=life.half_days)
    for half_day, first, until in closed_periods([step], opened_on):
        period = DateRange(first, until)
        yield Hold(cto=cto, half_day=half_day, period=period, kind=Hold.Kind.CLOSED, holder="week")
    if life.client_weeks:
        period = DateRange(*_client_dates(life))
        for half_day in life.half_days[:2]:
            yield Hold(
                cto=cto,
                half_day=half_day,
                period=period,
                kind=Hold.Kind.EXTERNAL,
                holder=_holder(cto),
                label=CLIENT,
            )


def _history(life: Life, cto: Cto, post: Post) -> Iterator[Event]:
    opened, draft = world.days_ago(life.opened), Cto.State.DRAFT
    row = _rows_of(cto)
    yield row("started", opened, to_state=draft)
    yield row("wants_saved", opened)
    yield row("profile_saved", opened)
    yield row("post_added", opened, facts={"post": post.pk})
    yield row("rates_saved", opened)
    yield row("week_set", opened, facts={"steps": 1})
    yield row("rules_saved", opened)
    submitted = Cto.State.SUBMITTED
    yield row("submitted", held(cto.submitted_at), from_state=draft, to_state=submitted)
    curator = {"by_id": cto.verified_by_id}
    yield row("verified", held(cto.verified_at), from_state=submitted, to_state=Cto.State.VERIFIED, **curator)
    yield row("availability_confirmed", _confirmed_at(life))
    if life.client_weeks:
        first, until = _client_dates(life)
        dates = {"first": first.isoformat(), "until": until.isoformat()}
        taken = {"holder": _holder(cto), "half_days": life.half_days[:2]} | dates
        yield row("half_days_held", clock.now(), facts=taken)


def _rows_of(cto: Cto) -> Callable[..., Event]:
    def row(event: str, at: datetime, **more: Any) -> Event:
        return Event(thing="cto", thing_id=cto.pk, event=event, at=at, **({"by_id": cto.user_id} | more))

    return row


def _write_to(life: Life, cto: Cto) -> None:
    """The mails of a file that is sent, read and confirmed, each in its own time."""
    confirmed_on = cto.availability_confirmed_on
    with clock.standing_at(world.days_ago(life.submitted)):
        cto.availability_confirmed_on = clock.today()
        emails.received(cto)
    with clock.standing_at(_read_at(life)):
        emails.verified(cto, held(cto.verified_by))
        emails.availability_question(cto)
    with clock.standing_at(_confirmed_at(life)):
        cto.availability_confirmed_on = confirmed_on
        emails.availability_question(cto)


def _read_at(life: Life) -> datetime:
    return world.days_ago(life.read, hour=15)


def _confirmed_at(life: Life) -> datetime:
    return world.days_ago(life.confirmed, hour=9)


def _week_since(life: Life):
    return workdays.monday_of(world.days_ago(life.opened).date())


def _client_dates(life: Life):
    first = workdays.monday_of(clock.today())
    return first, first + timedelta(weeks=life.client_weeks)


def _holder(cto: Cto) -> str:
    return f"external:{cto.pk:012x}"
