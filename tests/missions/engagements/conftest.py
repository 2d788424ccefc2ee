"""A need in talks and the CTO who was met."""

from datetime import datetime, time, timedelta

import pytest

from fractional import clock, workdays
from fractional.ctos.calendar.actions import set_week
from fractional.ctos.calendar.week import Step
from fractional.ctos.models import Cto
from missions.engagements import actions
from missions.engagements.models import Mission
from missions.needs import actions as needs
from missions.needs.models import Need
from tests.ctos.factories import a_user, a_verified_cto


@pytest.fixture
def mael(function) -> Cto:
    cto = a_verified_cto(user=a_user(email="mael@trevidic.example", first_name="Maël", last_name="Trévidic"))
    monday = workdays.monday_of(cto.availability_confirmed_on)
    set_week(cto=cto, steps=[Step(from_on=monday, open=list(range(10)))], by=None)
    return cto


@pytest.fixture
def in_talks(published) -> Need:
    return needs.mark_in_talks(need=needs.mark_selected(need=published, by=None), by=None)


def terms(need: Need, **changes) -> dict:
    return {
        "daily_rate_eur": 950,
        "half_days": [3, 2, 6, 7],
        "starts_on": need.start_first_on,
        "ends_on": need.start_first_on + timedelta(days=180),
        "contract": "freelance",
        "will_not_do": ["Écrire du code en production"],
    } | changes


def on(day):
    """That day at noon in Paris."""
    return clock.standing_at(datetime.combine(day, time(12), tzinfo=clock.PARIS))


@pytest.fixture
def mission(in_talks, mael) -> Mission:
    return actions.start_mission(need=in_talks, cto=mael, by=mael.user, **terms(in_talks))


@pytest.fixture
def active(mission) -> Mission:
    with on(mission.starts_on):
        return actions.activate(mission=mission)


@pytest.fixture
def project(mission) -> Mission:
    """The same mission, of a need that is a project."""
    Need.objects.filter(pk=mission.need_id).update(kind=Need.Kind.PROJECT, next_owner="Léa Roux, lead dev")
    return Mission.objects.whole().get(pk=mission.pk)
