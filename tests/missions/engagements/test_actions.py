"""What may happen to a mission, and what the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from fractional.ctos.calendar.models import Hold
from fractional.errors import Conflict
from fractional.history.models import Event
from missions.engagements import actions
from missions.engagements.models import Mission
from missions.engagements.signals import mission_ended, mission_started
from missions.engagements.tasks import follow_missions
from missions.needs import actions as needs
from missions.needs.models import Need
from tests.missions.engagements.conftest import on, terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def news():
    said = []

    def begin(sender, mission, **kwargs):
        said.append(("started", mission.pk))

    def finish(sender, mission, **kwargs):
        said.append(("ended", mission.pk))

    mission_started.connect(begin)
    mission_ended.connect(finish)
    yield said
    mission_started.disconnect(begin)
    mission_ended.disconnect(finish)


def sold(mission: Mission) -> list[tuple[int, object, object]]:
    holds = Hold.objects.filter(holder=mission.holder).order_by("half_day")
    return [(hold.half_day, hold.period.lower, hold.period.upper) for hold in holds]


def refused(constraint: str, mission: Mission, **fields) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Mission.objects.filter(pk=mission.pk).update(**fields)


def test_the_last_yes_makes_a_mission_and_takes_its_half_days(mission, in_talks):
    assert (mission.state, mission.company, mission.half_days) == (
        "preparing",
        in_talks.company,
        [2, 3, 6, 7],
    )
    until = mission.ends_on + timedelta(days=1)
    assert sold(mission) == [(half_day, mission.starts_on, until) for half_day in (2, 3, 6, 7)]
    assert mission.monthly_cost_eur == 8227
    assert Event.objects.of("mission", mission.pk).get().event == "agreed"


def test_a_half_day_that_is_gone_leaves_no_mission_behind(mission, in_talks, mael, solene):
    other = needs.copy(need=in_talks, by=solene)
    with pytest.raises(Conflict, match="engagé"):
        actions.start_mission(need=other, cto=mael, by=mael.user, **terms(in_talks, half_days=[2, 8]))
    assert Mission.objects.get() == mission


def test_a_need_has_one_mission(mission, in_talks, mael):
    with pytest.raises(IntegrityError, match="mission_one_per_need"), transaction.atomic():
        actions.start_mission(need=in_talks, cto=mael, by=mael.user, **terms(in_talks, half_days=[8]))


def test_a_mission_does_not_start_without_saying_what_its_cto_will_not_do(mission, in_talks, mael):
    other = terms(in_talks, will_not_do=[])
    with pytest.raises(actions.NoLimits):
        actions.start_mission(need=in_talks, cto=mael, by=mael.user, **other)
    refused("mission_says_its_limits", mission, will_not_do=[])


def test_a_rate_under_the_floor_is_written_down_as_accepted(in_talks, mael):
    mission = actions.start_mission(
        need=in_talks, cto=mael, by=mael.user, **terms(in_talks, daily_rate_eur=800)
    )
    assert mission.below_floor_accepted


def test_a_pro_bono_mission_has_no_rate_and_takes_its_days_all_the_same(in_talks, mael):
    Need.objects.filter(pk=in_talks.pk).update(pro_bono=True, ceiling_eur=None)
    in_talks.refresh_from_db()
    mission = actions.start_mission(need=in_talks, cto=mael, by=mael.user, **terms(in_talks))
    assert (mission.daily_rate_eur, mission.monthly_cost_eur, mission.below_floor_accepted) == (
        None,
        None,
        False,
    )
    assert len(sold(mission)) == 4


def test_a_mission_begins_on_its_first_day_and_closes_after_its_last(mission, news):
    with on(mission.starts_on - timedelta(days=1)):
        follow_missions()
        mission.refresh_from_db()
        assert mission.state == "preparing"
    with on(mission.starts_on):
        follow_missions()
        follow_missions()
        mission.refresh_from_db()
        assert mission.state == "active"
    with on(mission.ends_on):
        follow_missions()
        mission.refresh_from_db()
        assert mission.state == "active"
    with on(mission.ends_on + timedelta(days=1)):
        follow_missions()
        mission.refresh_from_db()
        assert mission.state == "closing"
    assert news == [("started", mission.pk)]


def test_a_mission_that_was_handed_over_has_ended(mission, mael, news):
    mission = actions.close(mission=actions.activate(mission=mission))
    mission = actions.end(mission=mission, by=mael.user)
    assert mission.state == "ended"
    assert news == [("started", mission.pk), ("ended", mission.pk)]


def test_a_mission_does_not_end_before_it_was_closed(mission, mael):
    with pytest.raises(Conflict):
        actions.end(mission=mission, by=mael.user)


def test_a_broken_mission_gives_the_days_to_come_back_and_keeps_those_worked(mission, solene, news):
    halfway = mission.starts_on + timedelta(days=70)
    with on(mission.starts_on):
        actions.activate(mission=mission)
    with on(halfway):
        mission = actions.break_off(mission=mission, by=solene, side="company", reason="budget")
    assert (mission.state, mission.broken_by, mission.broken_reason) == ("broken", "company", "budget")
    assert {upper for _half_day, _lower, upper in sold(mission)} == {halfway}
    assert news[-1] == ("ended", mission.pk)


def test_a_mission_that_never_began_gives_every_day_back(mission, solene):
    actions.break_off(mission=mission, by=solene, side="company", reason="budget")
    assert sold(mission) == []


def test_another_mission_may_follow_a_broken_one(mission, in_talks, mael, solene):
    actions.break_off(mission=mission, by=solene, side="company", reason="budget")
    assert (
        actions.start_mission(need=in_talks, cto=mael, by=mael.user, **terms(in_talks)).state == "preparing"
    )


def test_an_action_that_somebody_did_first_is_passed_over(mission):
    with on(mission.starts_on):
        actions.activate(mission=Mission.objects.get(pk=mission.pk))
        with pytest.raises(Conflict):
            actions.activate(mission=mission)
        follow_missions()


@pytest.mark.parametrize("state", ["active", "closing", "ended", "broken", "perdue"])
def test_a_state_comes_with_its_date(mission, state):
    refused("mission_state_dated", mission, state=state)


def test_a_mission_ends_after_it_starts(mission):
    refused("mission_ends_after_it_starts", mission, ends_on=mission.starts_on - timedelta(days=1))


@pytest.mark.parametrize("half_days", [[], [10], [-1]])
def test_half_days_are_those_of_a_week(mission, half_days):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mission.objects.filter(pk=mission.pk).update(half_days=half_days)


def test_a_mission_has_a_rate_unless_it_is_pro_bono(mission):
    refused("mission_has_a_rate_unless_pro_bono", mission, daily_rate_eur=None)
    refused("mission_has_a_rate_unless_pro_bono", mission, pro_bono=True)
