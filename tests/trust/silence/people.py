"""What people do with a day: one thing of what they may, or nothing. All of it through the product's actions."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from allauth.account.models import EmailAddress

from fractional import clock, workdays
from fractional.accounts import topics
from fractional.accounts.actions.mailing import choose_pace
from fractional.accounts.models import User
from fractional.companies.models import Member
from fractional.ctos import actions as cto_file
from fractional.ctos.models import Cto
from fractional.errors import DomainError
from fractional.outbox.models import Row
from matching.curation import actions as curation
from matching.proposals.actions import company, counter, cto, selections
from matching.proposals.models import Match, Proposal, Selection
from missions.needs import actions as needs
from missions.needs.models import Need
from tests import factories

State = Proposal.State
RHYTHMS = ((2, 3, 6, 7), (0, 1, 2, 3), (4, 5, 8, 9), (6, 7), tuple(range(10)))
Act = Callable[[], object]


@dataclass
class Town:
    """Everybody there is, their luck, and what they did."""

    rng: random.Random
    curators: list[User]
    ctos: list[Cto]
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    """What the product said no to: people are too late, or do what they may not."""

    def perhaps(self, chances: dict[str, tuple[float, Act]]) -> None:
        """One of these, each with its chance; often none."""
        luck = self.rng.random()
        for name, (chance, act) in chances.items():
            luck -= chance
            if luck < 0:
                try:
                    act()
                    self.done[name] += 1
                except DomainError:
                    self.refused[name] += 1
                return


def settle_in(rng: random.Random, *, ctos: int) -> Town:
    curators = [_known(factories.make_curator()) for _ in range(2)]
    people = []
    for _number in range(ctos):
        cto = factories.make_cto(
            weekly_cap=rng.choice((1, 2, 2, 3)),
            open_half_days=rng.choice(RHYTHMS),
            floor=rng.choice((750, 850, 950)),
        )
        _known(cto.user)
        people.append(cto)
    return Town(rng, curators, people)


def _known(user: User) -> User:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def write_need(town: Town) -> None:
    """A company sends a need, finished and read nowhere yet."""
    rng = town.rng
    firm = factories.make_company(owner=_known(factories.make_user()), verified_by=town.curators[0])
    if rng.random() < 0.4:
        member = _known(factories.make_user())
        Member.objects.create(company=firm, user=member, role=Member.Role.MEMBER)
    half_days = rng.choice(RHYTHMS[:4])
    factories.make_need(
        company=firm,
        state=Need.State.SUBMITTED,
        asked_half_days=list(half_days),
        half_days=len(half_days),
        months=rng.choice((2, 3, 6)),
        ceiling_eur=rng.choice((850, 1000, 1100)),
        published_at=None,
        published_by=None,
        selected_at=None,
        in_talks_at=None,
        promised_on=None,
    )


def live_a_day(town: Town) -> None:
    """Curators first, then companies, then CTOs: each in front of what waits for them."""
    _curators(town)
    for need in Need.objects.filter(state__in=(*Need.LIVE, Need.State.PAUSED)).order_by("pk"):
        _company(town, need)
    for proposal in Proposal.objects.reached_the_cto().open().order_by("pk"):
        _cto(town, proposal)
    for person in town.rng.sample(town.ctos, len(town.ctos) // 4):
        _of_themselves(town, person)


def _curators(town: Town) -> None:
    by = town.rng.choice(town.curators)
    for need in Need.objects.filter(state=Need.State.SUBMITTED).order_by("pk"):
        town.perhaps(
            {"publish": (0.7, partial(needs.publish, need=need, by=by, off_target_note="Lu ensemble."))}
        )
    running = Proposal.objects.open().values("need")
    for need in Need.objects.rankable().exclude(pk__in=running).order_by("pk"):
        town.perhaps({"select": (0.6, partial(_select, town, need, by))})
    for selection in Selection.objects.filter(state__in=("draft", "leaving")).order_by("pk"):
        town.perhaps({"select": (0.5, partial(_schedule, selection, by))})
    for debt in Row.objects.needing_attention():
        town.perhaps(
            {
                "settle": (0.3, partial(curation.settle, debt=debt, by=by)),
                "try again": (0.3, partial(curation.try_again, debt=debt, by=by)),
            }
        )


def _select(town: Town, need: Need, by: User) -> None:
    shown = Proposal.objects.filter(need=need).values("cto")
    names = list(Match.objects.of_need(need).exclude(cto__in=shown).select_related("cto")[:8])
    if not names:
        return  # nobody fits, today
    for match in town.rng.sample(names, min(len(names), town.rng.randint(3, 5))):
        selections.keep(need=need, cto=match.cto, by=by, note="A déjà remis une équipe à livrer.")
    _schedule(selections.draft_of(need, by), by)


def _schedule(selection: Selection, by: User) -> None:
    read = [str(public_id) for public_id in selection.proposals.values_list("public_id", flat=True)]
    words = "Des profils qui ont vécu votre situation."
    selections.schedule(
        selection=selection, by=by, read=read, words=words, files_read=8, few_reason="Peu de profils."
    )


def _company(town: Town, need: Need) -> None:
    owner = need.created_by
    until = clock.today() + timedelta(days=town.rng.randint(3, 50))
    town.perhaps(
        {
            "confirm need": (0.03, partial(needs.confirm, need=need, by=owner)),
            "pause need": (0.01, partial(needs.pause, need=need, by=owner, until=until)),
            "resume need": (0.02, partial(needs.resume, need=need, by=owner)),
            "withdraw need": (0.004, partial(needs.withdraw, need=need, by=owner, reason="postponed")),
        }
    )
    for proposal in Proposal.objects.filter(need=need).shown().open().order_by("pk"):
        _answer_of_company(town, proposal, owner)


def _answer_of_company(town: Town, proposal: Proposal, by: User) -> None:
    slots = [clock.now() + timedelta(days=days) for days in (5, 6, 7)]
    message = "Comment reprenez-vous une équipe qui ne livre plus ?"
    ask = partial(company.want, proposal=proposal, by=by, message=message, slots=slots)
    town.perhaps(
        {
            State.KEPT: {
                "want": (0.3, ask),
                "pass": (0.08, partial(company.pass_over, proposal=proposal, by=by, reason="total_cost")),
            },
            State.COUNTERED: {
                answer: (
                    chance,
                    partial(counter.answer, proposal=proposal, by=by, answer=answer, reason="total_cost"),
                )
                for answer, chance in (("take", 0.2), ("keep", 0.15), ("stop", 0.05))
            },
            State.ACCEPTED: {
                "choose": (0.1, partial(_choose, proposal, by)),
                "not choose": (
                    0.03,
                    partial(company.not_choose, proposal=proposal, by=by, reason="team_size"),
                ),
            },
        }.get(State(proposal.state), {})
    )


def _choose(proposal: Proposal, by: User) -> None:
    need = proposal.need
    first = max(need.start_first_on, workdays.next_monday(clock.today() + timedelta(days=7)))
    company.choose(
        proposal=proposal,
        by=by,
        rate_eur=proposal.proposal_rate_eur,
        half_days=need.asked_half_days,
        starts_on=first,
        ends_on=first + timedelta(days=30 * need.months),
        contract="freelance",
        will_not_do=["L’astreinte de nuit"],
    )


def _cto(town: Town, proposal: Proposal) -> None:
    by = proposal.cto.user
    answers = {
        "accept": (0.22, partial(cto.accept, proposal=proposal, by=by)),
        "counter": (0.08, partial(_counter, proposal, by)),
        "decline": (0.08, partial(cto.decline, proposal=proposal, by=by, reason="rate")),
    }
    retract = partial(cto.retract, proposal=proposal, by=by, reason="no_availability")
    town.perhaps(
        {
            State.SENT: {"see": (0.3, partial(cto.see, proposal=proposal, by=by))} | answers,
            State.SEEN: answers,
            State.ACCEPTED: {"retract": (0.02, retract)},
            State.CHOSEN: {
                "confirm": (0.3, partial(cto.confirm, proposal=proposal, by=by)),
                "retract": (0.04, retract),
            },
        }.get(State(proposal.state), {})
    )


def _counter(proposal: Proposal, by: User) -> None:
    """A little more for a little less."""
    counter.counter(
        proposal=proposal,
        by=by,
        rate_eur=proposal.proposal_rate_eur + 50,
        half_days=proposal.half_days[: max(1, len(proposal.half_days) - 1)],
        starts_on=proposal.first_start_on,
    )


def _of_themselves(town: Town, person: Cto) -> None:
    person = Cto.objects.select_related("user").get(pk=person.pk)
    by = person.user
    until = clock.today() + timedelta(days=town.rng.randint(5, 40))
    topic = town.rng.choice([topic for topic in topics.shown_to(["cto"]) if topic.paces])
    pace = town.rng.choice(topic.paces)
    town.perhaps(
        {
            "confirm availability": (0.15, partial(cto_file.confirm_availability, cto=person, by=by)),
            "pause": (0.02, partial(cto_file.pause, cto=person, by=by, until=until)),
            "resume": (0.02, partial(cto_file.resume, cto=person, by=by)),
            "choose pace": (0.05, partial(choose_pace, user=by, topic=topic, pace=pace)),
        }
    )
