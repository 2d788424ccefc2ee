"""A need in front of CTOs, played by the product's own actions while time stands where the test puts it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.companies.models import Member
from fractional.ctos.models import Cto
from fractional.history.models import Event
from fractional.outbox.management.commands.drain_outbox import drain
from fractional.outbox.models import Row
from matching.proposals.actions import company, cto, selections, turns
from matching.proposals.actions import counter as counters
from matching.proposals.models import Proposal, Selection
from missions.needs.models import Need
from tests import factories

TUESDAY = datetime(2027, 1, 12, 10, tzinfo=clock.PARIS)
"""A working day without a public holiday for weeks."""
State = Proposal.State
COUNTER = {"rate_eur": 990, "half_days": [2, 3]}
"""One day a week instead of two, for a little more."""


@dataclass
class Stage:
    """One company, one need, and CTOs whose weeks are wide open."""

    curator: User
    owner: User
    member: User
    need: Need
    ctos: list[Cto]

    def proposals(self) -> list[Proposal]:
        return list(Proposal.objects.filter(need=self.need).order_by("cto_id"))


def stage(*, ctos: int = 3, **need_fields) -> Stage:
    curator = factories.make_curator()
    people = [factories.make_cto() for _ in range(ctos)]
    need = factories.make_need(**need_fields)
    member = factories.make_user()
    Member.objects.create(company=need.company, user=member, role=Member.Role.MEMBER)
    return Stage(curator=curator, owner=need.created_by, member=member, need=need, ctos=people)


def select(here: Stage, *, ctos: list[Cto] | None = None) -> Selection:
    """Keep these CTOs and schedule their selection; it has not left."""
    for person in ctos or here.ctos:
        selections.keep(need=here.need, cto=person, by=here.curator, note="A déjà remis une équipe à livrer.")
    return schedule(here)


def schedule(here: Stage) -> Selection:
    prepared = selections.draft_of(here.need, here.curator)
    return selections.schedule(
        selection=prepared,
        by=here.curator,
        read=profiles(prepared),
        words="Trois profils.",
        files_read=9,
        few_reason="Peu de profils.",
    )


def profiles(selection: Selection) -> list[str]:
    """What its curator has before their eyes."""
    return [str(public_id) for public_id in selection.proposals.values_list("public_id", flat=True)]


def show(here: Stage, **which) -> list[Proposal]:
    """The selection leaves; its proposals in the order of ``here.ctos``."""
    with clock.standing_at(clock.now() - selections.CANCEL_WITHIN):
        selection = select(here, **which)
    selections.send(selection=selection)
    here.need.refresh_from_db()
    return here.proposals()


def slots() -> list[datetime]:
    return [clock.now() + timedelta(days=day) for day in (7, 8, 9)]


def want(here: Stage, proposal: Proposal) -> Proposal:
    return company.want(proposal=proposal, by=here.owner, message="Parlons de vos livraisons.", slots=slots())


def choose(here: Stage, proposal: Proposal, **terms) -> Proposal:
    first = here.need.start_first_on
    usual = {
        "rate_eur": 950,
        "half_days": [2, 3, 6, 7],
        "starts_on": first,
        "ends_on": first + timedelta(days=180),
        "contract": "freelance",
        "will_not_do": ["L’astreinte de nuit"],
    }
    return company.choose(proposal=proposal, by=here.owner, **usual | terms)


def fill_the_week(person: Cto) -> None:
    """As many proposals this week as this CTO takes, from other companies."""
    for _ in range(person.weekly_cap):
        other = factories.make_need()
        factories.make_proposal(need=other, cto=person, state="sent", half_days=[0])


def reach(here: Stage, proposal: Proposal, state: str) -> Proposal:
    """Bring a shown proposal to `state` by what people do, the shortest way."""
    steps = {
        State.KEPT: (),
        State.WANTED: ("fill", "want"),
        State.PASSED: ("pass",),
        State.SENT: ("want",),
        State.SEEN: ("want", "see"),
        State.COUNTERED: ("want", "counter"),
        State.ACCEPTED: ("want", "accept"),
        State.DECLINED: ("want", "decline"),
        State.EXPIRED: ("want", "silence"),
        State.LAPSED: ("want", "accept", "silence"),
        State.WITHDRAWN: ("want", "withdraw"),
        State.CHOSEN: ("want", "accept", "choose"),
        State.NOT_CHOSEN: ("want", "accept", "not_choose"),
        State.RETRACTED: ("want", "accept", "retract"),
        State.CONFIRMED: ("want", "accept", "choose", "confirm"),
    }
    for step in steps[State(state)]:
        act(here, proposal, step)
        proposal.refresh_from_db()
    assert proposal.state == state
    return proposal


def act(here: Stage, proposal: Proposal, what: str):
    """One thing that one side may do, with plain answers."""
    by = proposal.cto.user
    match what:
        case "fill":
            return fill_the_week(proposal.cto)
        case "want":
            return want(here, proposal)
        case "leave":
            return company.leave(proposal=proposal)
        case "pass":
            return company.pass_over(proposal=proposal, by=here.owner, reason="total_cost")
        case "choose":
            return choose(here, proposal)
        case "not_choose":
            return company.not_choose(proposal=proposal, by=here.owner, reason="team_size")
        case "see":
            return cto.see(proposal=proposal, by=by)
        case "accept":
            return cto.accept(proposal=proposal, by=by)
        case "decline":
            return cto.decline(proposal=proposal, by=by, reason="rate")
        case "retract":
            return cto.retract(proposal=proposal, by=by, reason="no_availability")
        case "confirm":
            return cto.confirm(proposal=proposal, by=by)
        case "withdraw":
            return company.withdraw(
                proposal=Proposal.objects.whole().get(pk=proposal.pk), reason="no_longer_fits"
            )
        case "counter":
            return counters.counter(
                proposal=proposal, by=by, **COUNTER | {"starts_on": proposal.first_start_on}
            )
        case "take":
            return counters.take_terms(proposal=proposal, by=here.member)
        case "keep":
            return counters.keep_terms(proposal=proposal, by=here.member)
        case "stop":
            return counters.stop(proposal=proposal, by=here.member, reason="total_cost")
        case "silence":
            Proposal.objects.filter(pk=proposal.pk).update(due_on=clock.today() - timedelta(days=1))
            return turns.run()
    raise AssertionError(what)


@contextmanager
def day(on: date, hour: int = 10) -> Iterator[None]:
    with clock.standing_at(datetime.combine(on, time(hour), tzinfo=clock.PARIS)):
        yield


@contextmanager
def working_days_later(days: int, hour: int = 10) -> Iterator[None]:
    with day(workdays.add_working_days(clock.today(), days), hour):
        yield


def mails(template: str = "", **about) -> list[Row]:
    """Mails of proposals that are owed or have left, oldest first."""
    rows = Row.objects.mails().filter(template__startswith="proposals/", **about).order_by("pk")
    return list(rows.filter(template=f"proposals/{template}") if template else rows)


def told(template: str = "", **about) -> list[str]:
    """Who is written to, in the order of their addresses."""
    return sorted(row.to for row in mails(template, **about))


def deliver() -> None:
    """Everything due leaves, through a real server, and what follows from it is done."""
    drain()


def last_event(proposal: Proposal) -> Event:
    return Event.objects.of("proposal", proposal.pk).last()
