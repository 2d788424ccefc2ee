"""How a mission ends: told a month before, handed over, with a next owner when it is a project, never for ever."""

from datetime import timedelta

import pytest

from fractional import workdays
from fractional.ctos.calendar.models import Hold
from fractional.errors import Conflict
from fractional.history.models import Event
from fractional.outbox.models import Row
from missions.engagements import actions
from missions.engagements.models import Mission
from missions.engagements.tasks import follow_missions
from tests.missions.engagements.conftest import on

pytestmark = pytest.mark.django_db


def mails(kind: str) -> list[str]:
    return sorted(Row.objects.mails().filter(kind=f"mission_{kind}").values_list("to", flat=True))


def closing(mission: Mission) -> Mission:
    with on(mission.ends_on + timedelta(days=1)):
        follow_missions()
    return Mission.objects.whole().get(pk=mission.pk)


def test_both_are_told_once_thirty_days_before_the_last_day(active, mael, solene):
    with on(active.ends_on - timedelta(days=31)):
        follow_missions()
        assert mails("ending") == []
    for days in (30, 30, 12):
        with on(active.ends_on - timedelta(days=days)):
            follow_missions()
    assert mails("ending") == sorted([mael.user.email, solene.email])


def test_a_mission_of_two_weeks_is_not_announced_to_end_before_it_begins(active):
    Mission.objects.update(ends_on=active.starts_on + timedelta(days=13))
    with on(active.starts_on):
        follow_missions()
    assert mails("ending") == []


def test_it_closes_by_hand_in_its_last_month_alone_and_keeps_its_days(active, solene):
    with on(active.ends_on - timedelta(days=31)), pytest.raises(Conflict):
        actions.close(mission=active, by=solene)
    with on(active.ends_on - timedelta(days=30)):
        after = actions.close(mission=active, by=solene)
    assert after.due_on == workdays.add_working_days(active.ends_on, actions.HANDOVER)
    holds = Hold.objects.filter(holder=active.holder)
    assert {hold.period.upper for hold in holds} == {active.ends_on + timedelta(days=1)}


def test_a_closed_mission_ends_by_itself_after_one_reminder_to_the_company(active, solene):
    mission = closing(active)
    assert mails("closing_reminder") == []
    for day in (workdays.add_working_days(mission.due_on, -1), mission.due_on):
        with on(day):
            follow_missions()
    assert mails("closing_reminder") == [solene.email]
    with on(mission.due_on + timedelta(days=1)):
        follow_missions()
    mission.refresh_from_db()
    assert mission.state == "ended"
    assert Event.objects.of("mission", mission.pk).last().facts is not None
    assert len(mails("ended")) == 2


def test_a_project_refuses_its_end_without_a_next_owner(active, project, solene):
    mission = closing(project)
    with pytest.raises(actions.NoNextOwner):
        actions.end(mission=mission, by=solene)
    mission = Mission.objects.whole().get(pk=mission.pk)
    assert mission.state == "closing"
    mission = actions.end(mission=mission, by=solene, next_owner="Noé Brisset")
    assert (mission.state, mission.next_owner) == ("ended", "Noé Brisset")


def test_the_silence_of_a_project_leaves_it_to_whom_the_need_named(active, project):
    mission = closing(project)
    with on(mission.due_on + timedelta(days=1)):
        follow_missions()
    mission.refresh_from_db()
    assert (mission.state, mission.next_owner) == ("ended", "Léa Roux, lead dev")


def test_an_end_before_the_last_day_gives_the_days_that_are_left_back(active, solene):
    early = active.ends_on - timedelta(days=10)
    with on(early):
        actions.end(mission=actions.close(mission=active, by=solene), by=solene)
    holds = Hold.objects.filter(holder=active.holder)
    assert {hold.period.upper for hold in holds} == {early + timedelta(days=1)}


def test_both_read_why_a_mission_is_broken_off(active, mael, solene):
    with on(active.starts_on):
        actions.break_off(mission=active, by=solene, side="company", reason="budget", note="Tout est dit.")
    assert mails("broken") == sorted([mael.user.email, solene.email])
    context = Row.objects.filter(kind="mission_broken").first().context
    assert (context["reason"], context["note"], context["side"]) == ("budget", "Tout est dit.", "company")
