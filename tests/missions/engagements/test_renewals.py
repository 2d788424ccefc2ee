"""Going on: a new mission with terms of its own, when the other side says yes, and never by itself."""

from datetime import timedelta

import pytest
from django.urls import reverse

from fractional import workdays
from fractional.ctos.calendar.models import Hold
from fractional.errors import Conflict
from fractional.outbox.models import Row
from missions.engagements import renewals
from missions.engagements.forms import RenewForm
from missions.engagements.models import Mission
from missions.engagements.tasks import follow_missions
from tests.missions.engagements.conftest import on

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed(active, solene):
    return renewals.propose(mission=active, by=solene, side="company", **terms(active))


def terms(mission: Mission, **changes) -> dict:
    first = mission.ends_on + timedelta(days=1)
    return {
        "rate_eur": 980,
        "half_days": [2, 3],
        "starts_on": first,
        "ends_on": first + timedelta(days=90),
    } | changes


def test_no_mission_goes_on_by_itself(active):
    for days in (0, 1, 30):
        with on(active.ends_on + timedelta(days=days)):
            follow_missions()
    assert Mission.objects.count() == 1


def test_a_yes_makes_a_mission_with_its_own_terms_and_last_day(proposed, active, mael):
    follower = renewals.accept(renewal=proposed, by=mael.user)
    assert (follower.renews, follower.need, follower.daily_rate_eur) == (active, active.need, 980)
    assert (follower.starts_on, follower.ends_on) == (proposed.starts_on, proposed.ends_on)
    assert follower.will_not_do == active.will_not_do
    assert Hold.objects.filter(holder=follower.holder).count() == 2
    answered = Row.objects.filter(kind="mission_renewal_answered")
    assert answered.count() == 2
    assert {row.context["state"] for row in answered} == {"accepted"}


def test_only_the_other_side_is_asked(proposed, mael):
    assert [row.to for row in Row.objects.filter(kind="mission_renewal_asked")] == [mael.user.email]


def test_silence_is_no_yes_and_comes_after_one_reminder(proposed, mael):
    with on(workdays.add_working_days(proposed.due_on, -1)):
        follow_missions()
        follow_missions()
    assert [row.to for row in Row.objects.filter(kind="mission_renewal_reminder")] == [mael.user.email]
    with on(proposed.due_on + timedelta(days=1)):
        follow_missions()
    proposed.refresh_from_db()
    assert proposed.state == "lapsed"
    assert Mission.objects.count() == 1


def test_one_question_at_a_time_and_a_new_one_after_a_no(proposed, active, mael, solene):
    with pytest.raises(Conflict):
        renewals.propose(mission=active, by=mael.user, side="cto", **terms(active))
    renewals.decline(renewal=proposed, by=mael.user)
    again = renewals.propose(mission=active, by=mael.user, side="cto", **terms(active))
    assert again.answered_by_side == "company"


def test_it_begins_after_the_last_day_of_what_it_renews(active, solene):
    with pytest.raises(renewals.TooEarly):
        renewals.propose(mission=active, by=solene, side="company", **terms(active, starts_on=active.ends_on))


def test_it_is_proposed_from_the_first_working_day_on(active):
    friday = active.ends_on - timedelta(days=(active.ends_on.weekday() - 4) % 7)
    active.ends_on = friday
    assert RenewForm(mission=active).initial["starts_on"] == workdays.add_working_days(friday, 1)
    assert RenewForm(mission=active).initial["starts_on"].weekday() < 5


def test_a_mission_that_does_not_run_is_not_renewed(mission, solene):
    with pytest.raises(Conflict):
        renewals.propose(mission=mission, by=solene, side="company", **terms(mission))


def test_a_day_sold_meanwhile_refuses_the_yes_and_leaves_the_question(proposed, active, mael):
    from fractional.ctos.calendar.actions import hold_external

    hold_external(cto=mael, half_days=[2], first=proposed.starts_on, until=None, label="X", by=mael.user)
    with pytest.raises(Conflict, match="engagé"):
        renewals.accept(renewal=proposed, by=mael.user)
    proposed.refresh_from_db()
    assert proposed.state == "asked"


def test_on_the_page_one_side_proposes_and_the_other_says_yes(log_in, active, mael, solene):
    client, other = log_in(solene), log_in(mael.user)
    form = reverse("engagements:renew", args=[active.public_id])
    first = active.ends_on + timedelta(days=1)
    data = {"rate_eur": "980", "half_days": ["2", "3"], "starts_on": first.isoformat(), "months": "3"}
    assert client.get(form).status_code == 200
    wrong = client.post(form, data | {"starts_on": active.ends_on.isoformat()})
    assert wrong.status_code == 422
    assert client.post(form, data).status_code == 302
    yes = reverse("engagements:accept_renewal", args=[active.public_id])
    assert client.post(yes).status_code == 403
    page = reverse("engagements:mission", args=[active.public_id])
    assert "Accepter ces conditions" in other.get(page).content.decode()
    assert "Accepter ces conditions" not in client.get(page).content.decode()
    after = other.post(yes)
    follower = Mission.objects.get(renews=active)
    assert after.headers["Location"] == reverse("engagements:mission", args=[follower.public_id])
