"""The companies without a story of their own: what they asked for, in every state, and the missions of a year.

Time is lived in order, a wave after the other: the pool is what it was then, so that whoever is in a mission was
verified before it and has its days.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, cycle
from pathlib import Path
from typing import Any

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.companies.models import Company
from fractional.ctos.calendar.actions import why_not_bookable
from fractional.ctos.models import Cto
from fractional.history.moves import held
from matching.demo import needs, people, world
from matching.pool.actions import refresh_all
from matching.proposals.actions import company as company_side
from matching.proposals.actions import cto as cto_side
from matching.proposals.models import Match, Proposal
from missions.engagements import actions as mission_actions
from missions.engagements.models import Mission
from missions.needs import actions as need_actions
from missions.needs.models import Need

BRIEFS: list[dict[str, Any]] = json.loads(Path(__file__).with_suffix(".json").read_text())["briefs"]
WAVES = {280: 11, 180: 11, 95: 11, 14: 6}
"""Days before today on which needs were published, and how many of them became a mission."""
MONTHS = (2, 3, 6, 4, 12, 9)
"""How long they last, one after the other: some have ended, one or two have just."""
FRIDAY = 4
FOUR_WEEKS = timedelta(days=28)
BROKEN = 2
"""Missions that ended before their time."""
NOTES = (
    "A déjà repris une équipe de cette taille ; demandez-lui ses trente premiers jours.",
    "Connaît ce problème pour l’avoir vécu deux fois, dont une sans budget.",
    "Décide vite et l’écrit : ses anciennes équipes en parlent encore.",
)
WORDS = "Des profils qui ont vécu votre situation, avec les jours que vous demandez."
STATES = (
    *["draft"] * 3,
    *["assessed"] * 2,
    *["submitted"] * 3,
    *["asked"] * 2,
    *["published"] * 8,
    *["selected"] * 4,
    *["in_talks"] * 3,
    *["paused"] * 2,
    *["expired"] * 2,
    *["withdrawn"] * 2,
)
"""Of the needs that are no mission (yet)."""


@dataclass
class Market:
    """Companies come one after the other; once all are there, they ask again."""

    curators: Sequence[User]
    rng: random.Random

    def __post_init__(self) -> None:
        self._facts = iter(people.COMPANIES)
        self._known: list[Company] = []
        self._briefs = _asked()
        self._curators = cycle(self.curators)

    def curator(self) -> User:
        return next(self._curators)

    def company(self) -> Company:
        """The next one, verified; signed up by somebody nobody has seen."""
        facts = next(self._facts, None)
        if facts is None:
            return self.rng.choice(self._known)
        number = len(self._known)
        first_name = people.FIRST_NAMES[-1 - number % len(people.FIRST_NAMES)]
        last_name = people.LAST_NAMES[number % len(people.LAST_NAMES)]
        owner = world.person(first_name, last_name, f"fondation{number}@entreprises.example")
        self._known.append(world.company(owner, self.curator(), **facts))
        return self._known[-1]

    def written(self, **more: Any) -> Need:
        company = self.company()
        owner = company.members.get(role="owner").user
        brief = next(self._briefs)
        answers = {name: brief[name] for name in brief if name not in ("goals", "titles")}
        team = {"team_devs": min(12, 2 + company.headcount // 6)}
        return needs.written(company, owner, goals=brief["goals"], **answers | team | more)


def _asked() -> Iterator[dict[str, Any]]:
    """The briefs again and again, under another title each time round."""
    for turn in count():
        for brief in BRIEFS:
            yield brief | {"title": brief["titles"][turn % len(brief["titles"])]}


def a_year(market: Market) -> None:
    """The missions of the last months, wave by wave."""
    for days, how_many in WAVES.items():
        with clock.standing_at(world.days_ago(days)):
            refresh_all()
        for number in range(how_many):
            need = _published(market, days, months=MONTHS[number % len(MONTHS)])
            a_mission(market, need, days)
    for mission in Mission.objects.filter(state=Mission.State.ACTIVE).order_by("pk")[:BROKEN]:
        with clock.standing_at(world.days_ago(20)):
            by = mission.need.created_by
            mission_actions.break_off(mission=mission, by=by, side="company", reason="budget")


def _published(market: Market, days: int, months: int) -> Need:
    with clock.standing_at(world.days_ago(days + 3)):
        first = workdays.next_monday(clock.today() + FOUR_WEEKS)
        need = market.written(months=months, start_first_on=first, start_last_on=first + FOUR_WEEKS)
        needs.submitted(need, need.created_by)
    with clock.standing_at(world.days_ago(days)):  # ranked then, too
        needs.published(need, market.curator(), days=0)
    return need


def a_mission(market: Market, need: Need, days: int) -> Mission:
    """From the selection to the last yes, and what the calendar made of the mission since."""
    first = held(need.start_first_on)
    last = _friday(first + timedelta(days=30 * held(need.months)))
    (cto, half_days), *others = _who_can(need, first, last, days)
    told = zip([cto, *(other for other, _days in others[:1])], NOTES, strict=False)
    curator = need.owner_curator or market.curator()
    proposal, *_rest = needs.selected(need, curator, list(told), days=days - 2, words=WORDS)
    needs.wanted(proposal, days=days - 3, message="Comment commenceriez-vous chez nous ?")
    proposal.refresh_from_db()
    needs.accepted(proposal, days=days - 5)
    with clock.standing_at(world.days_ago(days - 9)):
        proposal = company_side.choose(
            proposal=proposal,
            by=need.created_by,
            rate_eur=proposal.proposal_rate_eur,
            half_days=half_days,
            starts_on=first,
            ends_on=last,
            contract="freelance",
            will_not_do=["Écrire le code du produit"],
        )
    with clock.standing_at(world.days_ago(days - 11)):
        mission = cto_side.confirm(proposal=proposal, by=cto.user)
    _lived(mission)
    return mission


def _friday(day: date) -> date:
    return day - timedelta(days=(day.weekday() - FRIDAY) % 7)


def _who_can(need: Need, first: date, last: date, days: int) -> list[tuple[Cto, list[int]]]:
    """Those who were there by then, with half-days of theirs that are free for the whole length."""
    then, found = world.days_ago(days), []
    for match in Match.objects.of_need(need).select_related("cto__user"):
        half_days = sorted(match.cto.week_steps.all()[0].open)[: need.half_days]
        there = match.cto.verified_at is not None and match.cto.verified_at < then
        if there and not why_not_bookable(match.cto, half_days, first, last + timedelta(days=1)):
            found.append((match.cto, half_days))
        if len(found) == 2:
            break
    return found


def _lived(mission: Mission) -> None:
    """Begun on its first day, closed after its last, handed over two weeks later; as far as time has come."""
    today = clock.today()
    closes_on = mission.ends_on + timedelta(days=1)
    handed_over_on = workdays.add_working_days(closes_on, 10)
    steps = (
        (mission.starts_on, lambda: mission_actions.activate(mission=mission)),
        (closes_on, lambda: mission_actions.close(mission=mission)),
        (handed_over_on, lambda: mission_actions.end(mission=mission, by=mission.need.created_by)),
    )
    for day, step in steps:
        if day <= today:
            with clock.standing_at(world.at(day, 9)):
                step()


def today(market: Market) -> None:
    """Needs in every state before a mission, as of this week."""
    for number, state in enumerate(STATES):
        _need_in(market, state, days=2 + number % 4)


def _need_in(market: Market, state: str, days: int) -> None:
    # Whatever the team owes is not late yet when the demo opens.
    days = {"expired": 30, "withdrawn": 12, "submitted": -1}.get(state, days)
    with clock.standing_at(world.days_ago(days + 2)):
        need = market.written()
        if state != "draft":
            need_actions.assess(need=need, by=need.created_by)
        if state in ("draft", "assessed"):
            return
        needs.submitted(need, need.created_by)
    curator = market.curator()
    if state == "submitted":
        return
    if state == "asked":
        with clock.standing_at(world.days_ago(1)):
            need_actions.ask(need=need, by=curator, what="Qui, chez vous, décide des priorités aujourd’hui ?")
        return
    needs.published(need, curator, days=days)
    _since(need, curator, state)


def _since(need: Need, curator: User, state: str) -> None:
    """What became of a need once it was published."""
    by = need.created_by
    match state:
        case "selected":
            _shown(need, curator)
        case "in_talks":
            proposal = _shown(need, curator)[0]
            asked = needs.wanted(proposal, days=1, message="Quand pourrions-nous parler de votre méthode ?")
            if asked.state == Proposal.State.SENT:
                needs.accepted(asked, days=0)
        case "paused":
            with clock.standing_at(world.days_ago(1)):
                need_actions.pause(need=need, by=by, until=clock.today() + timedelta(days=30))
        case "expired":
            with clock.standing_at(world.days_ago(8)):
                need_actions.expire(need=need)
        case "withdrawn":
            with clock.standing_at(world.days_ago(5)):
                need_actions.withdraw(need=need, by=by, reason="postponed")


def _shown(need: Need, curator: User) -> list[Proposal]:
    told = zip(free(need), NOTES, strict=False)
    return needs.selected(need, curator, list(told), days=1, words=WORDS)


def free(need: Need) -> Iterator[Cto]:
    """The best of the ranking who are in nobody else's selection this week."""
    taken = Proposal.objects.open().values("cto")
    for match in Match.objects.of_need(need).exclude(cto__in=taken).select_related("cto__user")[:3]:
        yield match.cto
