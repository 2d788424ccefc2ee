"""Time stands still in these tests, on a Monday morning in Paris; somebody sells Tuesdays and Thursdays."""

from datetime import datetime

import pytest

from fractional import clock
from fractional.ctos.calendar.actions import set_week
from fractional.ctos.calendar.week import Step
from tests.ctos.factories import a_post, a_verified_cto

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=clock.PARIS)


@pytest.fixture(autouse=True)
def monday():
    with clock.standing_at(NOON):
        yield NOON


@pytest.fixture
def verified():
    cto = a_verified_cto(drawn_by="role")
    a_post(cto)
    set_week(cto=cto, steps=[Step(NOON.date(), [2, 3, 6, 7])], by=cto.user)
    return cto
