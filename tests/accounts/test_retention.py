"""Nobody is kept for ever: two years after the last visit, with a word a month before (R38)."""

from datetime import timedelta

import pytest

from fractional import clock
from fractional.accounts.models import User
from fractional.accounts.retention import ends_on
from fractional.accounts.tasks import keep_nobody_for_ever, tidy
from fractional.outbox.models import Row
from tests import factories

pytestmark = pytest.mark.django_db


def _away(user: User, days: int) -> User:
    User.objects.filter(pk=user.pk).update(last_acted_on=clock.today() - timedelta(days=days))
    user.refresh_from_db()
    return user


def test_a_month_before_the_end_they_are_told_once(mael: User) -> None:
    _away(mael, 701)
    keep_nobody_for_ever()
    keep_nobody_for_ever()
    assert Row.objects.get(kind="account_retention").to == mael.email
    mael.refresh_from_db()
    assert ends_on(mael) == clock.today() + timedelta(days=30)


def test_who_stays_away_is_erased_a_month_after_the_word_however_late_it_was(mael: User) -> None:
    _away(mael, 2_000)
    keep_nobody_for_ever()
    with clock.shifted(timedelta(days=29)):
        keep_nobody_for_ever()
        assert User.objects.get(pk=mael.pk).state == User.State.ACTIVE
    with clock.shifted(timedelta(days=30)):
        keep_nobody_for_ever()
        assert User.objects.get(pk=mael.pk).state == User.State.ERASED


def test_a_visit_starts_the_two_years_anew(log_in, mael: User) -> None:
    _away(mael, 720)
    keep_nobody_for_ever()
    client = log_in(mael)
    assert client.get("/mon-compte/").status_code == 200
    mael.refresh_from_db()
    assert (mael.last_acted_on, mael.retention_told_on) == (clock.today(), None)
    assert "effacé de lui-même" in client.get("/mon-compte/effacer/").content.decode()


def test_a_recent_visitor_and_the_team_hear_nothing(mael: User, claire: User) -> None:
    _away(mael, 699)
    _away(claire, 3_000)
    keep_nobody_for_ever()
    assert not Row.objects.exists()


def test_a_running_mission_keeps_its_cto(mael: User) -> None:
    cto = factories.make_cto(user=mael)
    _away(mael, 800)
    User.objects.filter(pk=mael.pk).update(retention_told_on=clock.today() - timedelta(days=31))
    from tests.cast import _mission

    _mission(cto, factories.make_company())
    keep_nobody_for_ever()
    assert User.objects.get(pk=mael.pk).state == User.State.ACTIVE


def test_a_sign_up_that_nobody_confirmed_goes_after_thirty_days(client, mael: User) -> None:
    client.post("/compte/inscription/", {"email": "jamais@example.org"})
    with clock.shifted(timedelta(days=31)):
        tidy()
    assert not User.objects.with_email("jamais@example.org").exists()
    assert User.objects.get(pk=mael.pk).state == User.State.ACTIVE
