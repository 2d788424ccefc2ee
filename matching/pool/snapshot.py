"""From a CTO's file, rules and half-days to the flat row that matching reads."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Prefetch, Q

from fractional import clock
from fractional.companies.models import Member
from fractional.ctos.calendar.models import Hold
from fractional.ctos.calendar.queries import as_held, limits_of
from fractional.ctos.calendar.words import WEEKS, words
from fractional.ctos.experience import full_time_months
from fractional.ctos.models import Cto, CtoQuerySet, Post, Reference, as_read
from fractional.data import taxonomy
from fractional.history.moves import held
from fractional.workdays import monday_of
from matching.pool import layout, masks
from matching.pool.models import Card
from matching.scoring.columns import Pool
from matching.scoring.parts import CTO

HORIZON = timedelta(weeks=WEEKS)


def readable(ctos: CtoQuerySet, today: date) -> CtoQuerySet:
    """The same CTOs with all that a card is made of: five queries, however many they are."""
    week_zero = monday_of(today)
    holds = Hold.objects.touching(week_zero, week_zero + HORIZON)
    memberships = Member.objects.filter(Q(left_on=None) | Q(left_on__gt=two_years_before(today)))
    return ctos.prefetch_related(
        "posts",
        Prefetch("references", Reference.objects.filter(state=Reference.State.CONFIRMED)),
        Prefetch("holds", holds),
        "refused_companies",
        Prefetch("user__memberships", memberships.exclude(company__siren="").select_related("company")),
    )


def card_of(cto: Cto, today: date) -> Card:
    """The card of a verified CTO read with `readable`; not saved."""
    posts = as_read(cto.posts.all())
    references = list(cto.references.all())
    week_zero = monday_of(today)
    free, room = words(as_held(cto.holds.all()), limits_of(cto), week_zero)
    headcounts = [post.headcount for post in led(posts)] or [0]
    zones_a, zones_b = masks.zones(cto.zones)
    return Card(
        cto=cto,
        updated_at=clock.now(),
        function=held(cto.function_id),
        scopes=masks.among(masks.SCOPES, cto.scopes),
        rates=held(cto.rates),
        floor=held(cto.floor_rate_eur),
        week_zero=week_zero.toordinal(),
        free=free,
        room=room,
        min_half_days=cto.min_half_days,
        max_half_days=cto.max_half_days,
        min_months=cto.min_months,
        full_time_months=full_time_months(posts, today),
        gate_lifted=cto.gate_lifted_at is not None,
        references=len(references),
        references_positive=sum(bool(reference.positive) for reference in references),
        kinds_accepted=masks.kinds(cto.kinds_accepted),
        kinds_wanted=masks.kinds(cto.kinds_wanted),
        kinds_lived=masks.kinds(_all(post.kinds for post in posts)),
        contracts=masks.of(taxonomy.contracts, cto.contracts),
        pro_bono=cto.pro_bono,
        topics=masks.topics(_all(post.problems for post in posts), _all(post.goals for post in posts)),
        sectors=masks.of(taxonomy.sectors, {post.sector for post in posts}),
        sectors_refused=masks.of(taxonomy.sectors, cto.refused_sectors),
        tags=masks.of(taxonomy.tags, _all(post.tags for post in posts)),
        headcount_min=min(headcounts),
        headcount_max=max(headcounts),
        max_team_led=max((post.team_led for post in posts), default=0),
        hands_on=held(cto.hands_on),
        zones_a=zones_a,
        zones_b=zones_b,
        languages=masks.of(taxonomy.languages, cto.languages),
        stages_wanted=masks.of(taxonomy.stages, cto.stages_wanted),
        priorities=masks.among(CTO, cto.priorities),
        confirmed_on=held(cto.availability_confirmed_on).toordinal(),
        exposures_30d=0,
        refused_sirens=sorted(_refused(cto)),
    )


def led(posts: Iterable[Post]) -> list[Post]:
    """The roles that tell which sizes of company this person knows: led as a CTO, else all of them."""
    posts = list(posts)
    return [post for post in posts if post.title in Post.CTO_TITLES] or posts


def two_years_before(day: date) -> date:
    """Twenty-four months before; the 28th stands in for a 29 February."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 2, day=28 if leap else day.day)


def _refused(cto: Cto) -> set[int]:
    """Companies refused or competing, and those where this person is or was a member (decision 3)."""
    refused = {int(row.siren) for row in cto.refused_companies.all()}
    return refused | {int(member.company.siren) for member in cto.user.memberships.all()}


def _all(lists: Iterable[Iterable[str]]) -> set[str]:
    return {code for codes in lists for code in codes}


def packed(cards: list[Card]) -> list[Card]:
    """The same, each with what the pool's file holds of it."""
    pool = Pool.from_rows(vars(card) for card in cards)
    for card, row in zip(cards, layout.packed(pool), strict=True):
        card.packed, card.layout = row.tobytes(), layout.LAYOUT
    return cards
