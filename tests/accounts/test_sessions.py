"""Seven days without a visit, thirty days at most."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test import Client, RequestFactory

from fractional import clock
from fractional.accounts import actions, sessions
from fractional.accounts.models import User

DAY = timedelta(days=1)


def age(client: Client, by: timedelta) -> None:
    """Make the client's session as old as if `by` had passed since its last visit."""
    store = client.session
    for mark in ("began", "prolonged"):
        store[mark] -= by.total_seconds()
    store.set_expiry(store.get_expiry_date() - by)
    store.save()


def days_left(client: Client) -> float:
    return (Session.objects.get(pk=client.session.session_key).expire_date - clock.real_now()) / DAY


def test_a_session_lives_seven_days(log_in, mael: User):
    client = log_in(mael)
    assert days_left(client) == pytest.approx(7, abs=0.01)
    age(client, 8 * DAY)
    assert client.get("/mon-compte/").status_code == 302


def test_a_visit_prolongs_it_once_a_day_only(log_in, mael: User):
    client = log_in(mael)
    age(client, timedelta(hours=20))
    client.get("/mon-compte/")
    assert days_left(client) == pytest.approx(7 - 20 / 24, abs=0.01)
    age(client, timedelta(hours=5))
    client.get("/mon-compte/")
    assert days_left(client) == pytest.approx(7, abs=0.01)


def test_it_ends_after_thirty_days_whatever_its_use(log_in, mael: User):
    client = log_in(mael)
    for _ in range(5):
        age(client, 6 * DAY - timedelta(minutes=1))
        assert client.get("/mon-compte/").status_code == 200
    assert days_left(client) < 0.01
    age(client, timedelta(minutes=10))
    assert client.get("/mon-compte/").status_code == 302


def visit() -> HttpRequest:
    request = RequestFactory().post("/demo/entrer/claire/")
    request.session, request.user = SessionStore(), AnonymousUser()
    return request


def test_the_demo_logs_in_without_a_code_and_the_second_factor_counts_as_shown(claire: User, settings):
    settings.DEMO = True
    request = visit()
    actions.log_in_as(request, claire)
    assert request.user == claire
    assert sessions.second_factor_done(request)


def test_nothing_but_the_demo_logs_in_without_a_code(claire: User):
    request = visit()
    with pytest.raises(RuntimeError):
        actions.log_in_as(request, claire)
    assert request.session.is_empty()
