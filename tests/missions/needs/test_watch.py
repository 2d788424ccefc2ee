"""« Gardé en veille »: told at once by one mail, which stops it without a log-in; ended with the need."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from fractional import clock
from fractional.companies.models import Member
from fractional.errors import Conflict
from fractional.history.models import Event
from fractional.outbox import delivery
from fractional.outbox.models import Row
from missions.needs import actions, links
from missions.needs.models import Need
from tests.conftest import https_client
from tests.missions.needs.test_emails import leaving
from tests.missions.needs.test_views import text

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 10, tzinfo=clock.PARIS)


@pytest.fixture(autouse=True)
def on_a_monday():
    with clock.standing_at(MONDAY):
        yield


@pytest.fixture
def watched(published, solene) -> Need:
    return actions.watch(need=published, by=solene)


def mails() -> list[Row]:
    return list(Row.objects.filter(kind="need_watched").order_by("to"))


def said_of(need: Need) -> list[str]:
    events = Event.objects.of("need", need.pk).values_list("event", flat=True)
    return [event for event in events if "watched" in event]


def test_it_is_kept_once_and_left_once(watched, solene):
    assert watched.watched_at == MONDAY
    actions.watch(need=watched, by=solene)
    assert actions.unwatch(need=watched, by=None).watched_at is None
    assert said_of(watched) == ["watched", "unwatched"]


def test_a_draft_is_not_watched(told, solene):
    with pytest.raises(Conflict):
        actions.watch(need=told, by=solene)


@pytest.mark.parametrize(("language", "kept"), [("fr", "gardé en veille"), ("en", "kept on watch")])
def test_everybody_is_told_what_happens_next_and_how_to_stop_it(published, solene, colleague, language, kept):
    colleague.language = language
    colleague.save()
    actions.watch(need=published, by=solene)
    row, hers = mails()
    assert (row.to, hers.to) == (colleague.email, solene.email)
    subject, plain, html = leaving(row)
    assert kept in subject
    for part in (plain, html):
        assert row.context["stop_url"] in part
        assert row.context["stop_url"] != hers.context["stop_url"]
        assert row.context["last"] in part
    assert plain.count(row.context["stop_url"]) == 1
    headers = delivery._message(row).extra_headers
    assert headers["List-Unsubscribe"] == f"<{row.context['stop_url']}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_link_stops_it_by_one_post_without_cookies_and_a_look_changes_nothing(watched, solene):
    (row,) = mails()
    address = "/" + row.context["stop_url"].split("/", 3)[3]
    for method in ("get", "head"):
        assert getattr(https_client(), method)(address).status_code == 200
    assert said_of(watched) == ["watched"]
    program = Client(enforce_csrf_checks=True, headers={"x-forwarded-proto": "https"})
    for _again in range(2):
        answer = program.post(address, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert not answer.cookies
    watched.refresh_from_db()
    assert watched.watched_at is None
    assert Event.objects.of("need", watched.pk).filter(event="unwatched").get().by_id == solene.pk
    assert "déjà pris fin" in text(https_client().get(address))
    assert delivery._ruling(row) == "not_watched"


def test_an_older_link_stops_no_later_watch_and_dies_with_the_membership(watched, solene):
    address = reverse("needs:unwatch_by_link", args=[links.to_unwatch(watched, solene)])
    actions.unwatch(need=watched, by=solene)
    actions.watch(need=watched, by=solene)
    assert len(mails()) == 1, "once a day, however often it is asked"
    actions.unwatch(need=watched, by=solene)
    with clock.shifted(timedelta(days=1)):
        actions.watch(need=watched, by=solene)
        assert len(mails()) == 2
        assert "déjà pris fin" in text(https_client().post(address))
    watched.refresh_from_db()
    assert watched.watched_at is not None
    assert https_client().get(address[:-3] + "x/").status_code == 404
    Member.objects.filter(user=solene).update(left_on=clock.today())
    assert https_client().get(address).status_code == 404


def test_it_ends_with_its_need(watched):
    assert actions.expire(need=watched).watched_at is None
