"""Companies, their founders, and needs of every kind, told and submitted: nothing is published yet."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from bench.world.copying import copy
from bench.world.ctos import PASSWORD
from bench.world.days import moment
from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.companies.models import Company, Member
from fractional.ctos.models import Function
from fractional.data import taxonomy
from matching.demo import people
from matching.demo.world import siren
from missions.needs.models import Goal, Need, Verdict
from missions.needs.queries import answers_of
from missions.needs.triage import opinion

BY_THE_BUSIEST = 16
"""Every so many needs, one is told by the same company."""
WEEKS = ((2, 3), (2, 3, 6, 7), (0, 1), (4, 5, 6, 7), (0, 1, 2, 3, 4, 5))


def write_needs(rng: Random, curators: list[User], how_many: int) -> list[Need]:
    """Submitted needs, the company of each verified."""
    companies = _companies(rng, curators, how_many * 2 // 3 + 1)
    function = Function.objects.get(code="cto")
    needs = copy(
        _need(rng, companies[0] if number % BY_THE_BUSIEST == 0 else rng.choice(companies), function)
        for number in range(how_many)
    )
    copy(goal for need in needs for goal in _goals(rng, need))
    copy(_opinion(need) for need in needs)
    return needs


def _companies(rng: Random, curators: list[User], how_many: int) -> list[tuple[Company, User]]:
    founders = copy(
        User(
            email=f"fondation{number}@entreprises.example",
            password=PASSWORD,
            first_name=rng.choice(people.FIRST_NAMES),
            last_name=rng.choice(people.LAST_NAMES),
            joined_at=moment(days_ago=120),
        )
        for number in range(how_many)
    )
    companies = copy(
        Company(
            name=f"Maison {founder.last_name} {number}",
            siren=siren(),
            stage=rng.choice(taxonomy.stages.codes()),
            sector=rng.choice(taxonomy.sectors.codes()),
            headcount=round(min(2 + rng.expovariate(1 / 40), 900)),
            about="Une maison inventée, qui livre moins vite qu’avant",
            state=Company.State.VERIFIED,
            created_at=moment(days_ago=119),
            register_checked_on=clock.today() - timedelta(days=100),
            verified_at=moment(days_ago=100),
            verified_by=curators[number % len(curators)],
            owner_curator=curators[number % len(curators)],
        )
        for number, founder in enumerate(founders)
    )
    told = list(zip(companies, founders, strict=True))
    copy(Member(company=company, user=founder, role=Member.Role.OWNER) for company, founder in told)
    return told


def _need(rng: Random, asked_by: tuple[Company, User], function: Function) -> Need:
    company, founder = asked_by
    kind = rng.choices(list(Need.Kind), (6, 2, 1, 2))[0]
    half_days = rng.choice((2, 2, 4, 4, 4, 6, 3))
    weeks = [week for week in WEEKS if len(week) == half_days]
    first = workdays.next_monday(clock.today() + timedelta(days=rng.randint(7, 35)))
    on_site = rng.choice((0, 0, 0, 1, 2))
    return Need(
        company=company,
        created_by=founder,
        created_at=moment(days_ago=70),
        owner_curator=company.owner_curator,
        title=f"Remettre la technique de {company.name} sur les rails",
        problem=rng.choice(taxonomy.problems.codes()),
        problem_words="Nos livraisons prennent trois semaines de retard, et personne ici ne peut dire pourquoi.",
        if_nothing_changes="Nous perdrons deux clients au printemps.",
        team_devs=rng.randint(1, 14),
        team_has_lead=rng.random() < 0.4,
        tags=rng.sample(taxonomy.tags.codes(), rng.randint(0, 4)),
        decision_maker=f"{founder.full_name}, direction générale",
        business_counterpart=founder.full_name,
        committee_seat=True,
        function=function,
        kind=kind,
        scope=rng.choice(("cto", "cto", "cto", "cpto")),
        nature="lead",
        hands_on=rng.choice((0, 0, 1, 1, 2)),
        half_days=half_days,
        asked_half_days=list(rng.choice(weeks)) if weeks and rng.random() < 0.4 else [],
        start_first_on=first,
        start_last_on=first + timedelta(weeks=rng.choice((0, 2, 4, 8))),
        months=rng.choice((1, 3, 3, 6, 6, 6, 9, 12)),
        ceiling_eur=rng.randrange(700, 1400, 50),
        on_site_half_days=on_site,
        town="Une ville" if on_site else "",
        department=rng.choice(taxonomy.departments.codes()) if on_site else "",
        languages=rng.choice((["fr"], ["fr"], ["fr", "en"])),
        contracts=["freelance"],
        min_cto_years=rng.choice((0, 0, 3, 5)),
        confidential=rng.random() < 0.2,
        priorities=rng.sample(taxonomy.need_priorities.codes(), rng.randint(0, 3)),
        cto_leaves_on=first + timedelta(days=20) if kind == Need.Kind.TRANSITION else None,
        cto_in_place_email="en.place@entreprises.example" if kind == Need.Kind.REINFORCEMENT else "",
        cto_in_place_agreed_at=moment(days_ago=60) if kind == Need.Kind.REINFORCEMENT else None,
        next_owner="Une personne de l’équipe" if kind == Need.Kind.PROJECT else "",
        state=Need.State.SUBMITTED,
        assessed_at=moment(days_ago=69),
        submitted_at=moment(days_ago=rng.randint(0, 3)),
    )


def _goals(rng: Random, need: Need) -> Iterator[Goal]:
    for code in rng.sample(taxonomy.goals.codes(), rng.randint(1, 3)):
        yield Goal(
            need=need, code=code, result="Livrer chaque mois", metric="Livraisons par mois", baseline="1"
        )


def _opinion(need: Need) -> Verdict:
    given = opinion(answers_of(need))
    reasons = [{"rule": reason.rule, "quote": reason.quote} for reason in given.reasons]
    return Verdict(
        need=need,
        kind=given.kind,
        rules_version=given.version,
        points=given.points,
        reasons=reasons,
        given_at=need.assessed_at,
        maintained_at=need.submitted_at,
    )
