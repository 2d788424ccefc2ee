"""People act in any order, time passes, rules change: whatever comes of it, the invariants hold."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from fractional import clock, workdays
from fractional.ctos import actions as ctos
from fractional.ctos.calendar.actions import hold_external
from fractional.errors import DomainError
from fractional.outbox import work
from fractional.outbox.models import Row
from matching.proposals.actions import company, counter, cto, selections, turns
from matching.proposals.emails import OPENS_A_TURN
from matching.proposals.models import Proposal, Selection
from missions.needs import actions as needs
from missions.needs.models import Need
from tests.matching.proposals.stage import TUESDAY, Stage, choose, profiles, stage, want
from tests.trust.invariants import broken

EXAMPLES, STEPS = 12, 40
Act = Callable[[list[Stage], st.DataObject], object]


def a_stage(stages: list[Stage], data: st.DataObject) -> Stage:
    return data.draw(st.sampled_from(stages), label="need")


def a_proposal(stages: list[Stage], data: st.DataObject, *likely: str) -> tuple[Stage, Proposal]:
    """Mostly one that is in a state where the act makes sense, at times any."""
    shown = list(Proposal.objects.whole().order_by("pk"))
    fitting = [proposal for proposal in shown if proposal.state in likely]
    anywhere = data.draw(st.integers(0, 7), label="anywhere") == 0
    proposal = data.draw(st.sampled_from(shown if anywhere or not fitting else fitting), label="proposal")
    return next(here for here in stages if here.need.pk == proposal.need_id), proposal


def half_days(data: st.DataObject) -> list[int]:
    return data.draw(st.lists(st.integers(0, 9), min_size=1, max_size=4, unique=True), label="half-days")


def keeps(stages, data):
    here = a_stage(stages, data)
    person = data.draw(st.sampled_from(here.ctos), label="cto")
    return selections.keep(need=here.need, cto=person, by=here.curator, note="Une note.")


def drops(stages, data):
    here, proposal = a_proposal(stages, data)
    return selections.drop(need=here.need, cto=proposal.cto, by=here.curator, reason="scale")


def schedules(stages, data):
    here = a_stage(stages, data)
    draft = selections.draft_of(here.need, here.curator)
    return selections.schedule(
        selection=draft,
        by=here.curator,
        read=profiles(draft),
        words="Un mot.",
        files_read=3,
        few_reason="Peu de profils.",
    )


def takes_back(stages, data):
    here = a_stage(stages, data)
    leaving = Selection.objects.filter(need=here.need).last()
    return leaving and selections.take_back(selection=leaving, by=here.curator)


def wants(stages, data):
    return want(*a_proposal(stages, data, "kept"))


def passes(stages, data):
    here, proposal = a_proposal(stages, data, "kept")
    return company.pass_over(proposal=proposal, by=here.owner, reason="total_cost")


def sees(stages, data):
    _, proposal = a_proposal(stages, data, "sent")
    return cto.see(proposal=proposal, by=proposal.cto.user)


def accepts(stages, data):
    _, proposal = a_proposal(stages, data, "sent", "seen")
    return cto.accept(proposal=proposal, by=proposal.cto.user)


def declines(stages, data):
    _, proposal = a_proposal(stages, data, "sent", "seen")
    return cto.decline(proposal=proposal, by=proposal.cto.user, reason="rate")


def counters(stages, data):
    _, proposal = a_proposal(stages, data, "sent", "seen")
    rate = data.draw(st.sampled_from([950, 1000]), label="rate")
    first = proposal.first_start_on
    by = proposal.cto.user
    return counter.counter(
        proposal=proposal, by=by, rate_eur=rate, half_days=half_days(data), starts_on=first
    )


def answers_a_counter(stages, data):
    here, proposal = a_proposal(stages, data, "countered")
    said = data.draw(st.sampled_from(["take", "keep", "stop"]), label="answer")
    return counter.answer(proposal=proposal, by=here.member, answer=said, reason="total_cost")


def chooses(stages, data):
    here, proposal = a_proposal(stages, data, "accepted")
    return choose(here, proposal, half_days=half_days(data))


def does_not_choose(stages, data):
    here, proposal = a_proposal(stages, data, "accepted")
    return company.not_choose(proposal=proposal, by=here.owner, reason="team_size")


def retracts(stages, data):
    _, proposal = a_proposal(stages, data, "accepted", "chosen")
    return cto.retract(proposal=proposal, by=proposal.cto.user, reason="no_availability")


def confirms(stages, data):
    _, proposal = a_proposal(stages, data, "chosen")
    return cto.confirm(proposal=proposal, by=proposal.cto.user)


def takes_another_client(stages, data):
    person = data.draw(st.sampled_from(stages[0].ctos), label="cto")
    first = stages[0].need.start_first_on + timedelta(weeks=data.draw(st.integers(0, 8), label="weeks"))
    until = first + timedelta(days=40)
    return hold_external(
        cto=person, half_days=half_days(data), first=first, until=until, label="Autre", by=person.user
    )


def pauses_or_resumes(stages, data):
    person = data.draw(st.sampled_from(stages[0].ctos), label="cto")
    person.refresh_from_db()
    if person.state == "paused":
        return ctos.resume(cto=person, by=person.user)
    return ctos.pause(cto=person, by=person.user, until=clock.today() + timedelta(days=20))


def the_need_pauses_or_resumes(stages, data):
    need = Need.objects.get(pk=a_stage(stages, data).need.pk)
    if need.state == "paused":
        return needs.resume(need=need, by=None)
    return needs.pause(need=need, by=need.created_by, until=clock.today() + timedelta(days=20))


def the_need_is_withdrawn(stages, data):
    here = a_stage(stages, data)
    return needs.withdraw(need=here.need, by=here.owner, reason="budget")


def mails_leave(stages, data):
    """As the sender would say it, without a server: each mail that waits is checked, then sent or not."""
    from fractional.outbox import claims, delivery
    from fractional.outbox.models import Channel, State

    while row := claims.claim(Channel.MAIL):
        ruling = delivery._ruling(row)
        delivery.conclude(row, State.SUPPRESSED if ruling else State.SENT, error=ruling or "")


def jobs_are_done(stages, data):
    work.run_due("default")


def the_sweep_comes(stages, data):
    turns.run()


ACTS: list[Act] = [
    *2 * [keeps],
    drops,
    *2 * [schedules],
    takes_back,
    *5 * [wants],
    passes,
    sees,
    *6 * [accepts],
    declines,
    *2 * [counters],
    *2 * [answers_a_counter],
    *6 * [chooses],
    does_not_choose,
    retracts,
    *6 * [confirms],
    takes_another_client,
    pauses_or_resumes,
    the_need_pauses_or_resumes,
    the_need_is_withdrawn,
    *2 * [mails_leave],
    *2 * [jobs_are_done],
    the_sweep_comes,
]


@pytest.fixture
def stages(db: None, tuesday: None) -> list[Stage]:
    """Two needs of two companies before the same two CTOs, one of whom takes a single mission."""
    first = stage(ctos=2, asked_half_days=[])
    other = stage(ctos=0, asked_half_days=[])
    first.ctos[0].max_missions, first.ctos[0].weekly_cap = 1, 1
    first.ctos[0].save()
    return [first, Stage(other.curator, other.owner, other.member, other.need, first.ctos)]


@given(data=st.data())
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_people_do_in_whatever_order_the_invariants_hold(stages: list[Stage], data: st.DataObject):
    with transaction.atomic():
        _play(stages, data)
        assert broken() == {}
        assert _turns_without_an_owner() == []
        transaction.set_rollback(True)


def _play(stages: list[Stage], data: st.DataObject) -> None:
    now = TUESDAY
    _begin(stages)
    for act in data.draw(st.lists(st.sampled_from(ACTS), min_size=STEPS // 2, max_size=STEPS), label="acts"):
        now = _later(now, data)
        with clock.standing_at(now):
            try:
                with transaction.atomic():
                    act(stages, data)
            except DomainError as refusal:
                note(f"{act.__name__}: {refusal}")
            else:
                note(act.__name__)


def _begin(stages: list[Stage]) -> None:
    """Both selections have left: most of what may happen, happens from there."""
    for here in stages:
        for person in here.ctos:
            selections.keep(need=here.need, cto=person, by=here.curator, note="Une note.")
        with clock.standing_at(TUESDAY - selections.CANCEL_WITHIN):
            prepared = selections.draft_of(here.need, here.curator)
            selections.schedule(
                selection=prepared,
                by=here.curator,
                read=profiles(prepared),
                words="Un mot.",
                files_read=2,
                few_reason="Deux profils.",
            )
        selections.send(selection=prepared)


def _later(now: datetime, data: st.DataObject) -> datetime:
    days = data.draw(st.sampled_from([0] * 12 + [1, 1, 2, 6]), label="working days later")
    later = now.astimezone(clock.PARIS)
    day = workdays.add_working_days(later.date(), days)
    return datetime(day.year, day.month, day.day, 10, tzinfo=clock.PARIS) + timedelta(
        minutes=11 * (days == 0)
    )


def _turns_without_an_owner() -> list[Proposal]:
    """Open, and neither a last day nor a mail on its way that will set one (promise 5)."""
    owed = {
        (row.kind, row.subject_id)
        for row in Row.objects.mails().filter(kind__in=OPENS_A_TURN, state__in=("queued", "retry"))
    }
    waiting = Proposal.objects.open().filter(due_on__isnull=True, selection__state="sent")
    return [proposal for proposal in waiting if not owed & _opening(proposal)]


def _opening(proposal: Proposal) -> set[tuple[str, str]]:
    """The mails any of which would open its turn."""
    about = str(proposal.selection_id if proposal.state == "kept" else proposal.pk)
    return {(kind, about) for kind, states in OPENS_A_TURN.items() if proposal.state in states}
