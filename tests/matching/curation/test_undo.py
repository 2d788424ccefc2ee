"""Ten seconds to think again: until then a decision is one row and nothing else; undone, it never was."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.core import serializers
from django.urls import reverse

from fractional import clock
from fractional.accounts.models import User
from fractional.ctos import actions as ctos
from fractional.ctos.models import Cto
from fractional.history.models import Event
from fractional.outbox.models import Row
from matching.curation.actions import perform
from matching.curation.models import Pending
from matching.curation.queue import waiting
from missions.needs import actions as needs
from missions.needs.models import Need
from tests import factories
from tests.conftest import logged_in

pytestmark = pytest.mark.django_db

MONDAY = datetime(2027, 1, 11, 10, tzinfo=clock.PARIS)
NOTE = dict.fromkeys(("role_held", "team", "business", "first_days", "proof_seen", "reserve"), "Entendu.")


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with clock.standing_at(MONDAY):
        yield


@pytest.fixture
def claire() -> User:
    return factories.make_curator()


@pytest.fixture
def file() -> Cto:
    return factories.make_cto(state=Cto.State.SUBMITTED, drawn_by="role")


def dump() -> dict[str, str]:
    """Every row of every table, but sessions, which carry the toast."""
    return {
        model._meta.label: serializers.serialize("json", model._default_manager.order_by("pk"))
        for model in apps.get_models()
        if model._meta.label != "sessions.Session"
    }


def url(name: str, thing) -> str:
    return reverse(f"curation:{name}", args=[thing.public_id])


def ten_seconds_later() -> None:
    with clock.standing_at(MONDAY + timedelta(seconds=10)):
        for job in Row.objects.due().filter(kind="curation.perform"):
            perform(**job.args)


ACTS = {
    "verify_cto": NOTE,
    "ask_cto": {"what": "Depuis quand ?"},
    "orient_cto": {"path": "C", "reasons": "Pas encore dirigé.", "recheck_on": "2027-07-12"},
    "verify_company": {"register_checked_on": "2027-01-11"},
    "refuse_company": {"reason": "intermediary"},
    "publish_need": {},
    "ask_need": {"what": "Combien de devs ?"},
}


@pytest.fixture
def things(file: Cto) -> dict[str, object]:
    waiting = {"state": "unverified", "verified_at": None, "verified_by": None}
    company, need = factories.make_company(**waiting), factories.make_need(state=Need.State.SUBMITTED)
    return {name: {"cto": file, "company": company, "need": need}[name.split("_")[1]] for name in ACTS}


@pytest.mark.parametrize("act", ACTS)
def test_undone_in_time_nothing_has_changed_in_any_table(act: str, things: dict, claire: User):
    client = logged_in(claire)
    client.get(reverse("curation:queue"))
    before = dump()
    assert client.post(url(act, things[act]), ACTS[act]).status_code == 302
    changed = {label for label, rows in dump().items() if rows != before[label]}
    assert changed == {"curation.Pending", "outbox.Row"}
    pending = Pending.objects.get()
    assert "Annuler (10\N{NO-BREAK SPACE}s)" in client.get(reverse("curation:queue")).content.decode()
    assert client.post(reverse("curation:undo", args=[pending.public_id])).status_code == 302
    assert dump() == before
    ten_seconds_later()
    assert dump() == before


def test_ten_seconds_later_it_is_done_once_and_in_the_journal(file: Cto, claire: User):
    client = logged_in(claire)
    client.post(url("verify_cto", file), NOTE)
    pending = Pending.objects.get()
    perform(pending_id=pending.pk)  # too early
    assert Cto.objects.get().state == "submitted"
    ten_seconds_later()
    ten_seconds_later()
    assert Cto.objects.get().state == "verified"
    assert Event.objects.of("cto", file.pk).get(event="verified").by_id == claire.pk
    assert not Pending.objects.exists()
    answer = client.post(reverse("curation:undo", args=[pending.public_id]), follow=True)
    assert "Trop tard" in answer.content.decode()
    assert Cto.objects.get().state == "verified"


def test_what_the_action_refuses_is_refused_at_once(claire: User):
    short = factories.make_cto(state=Cto.State.SUBMITTED, drawn_by="role")
    short.posts.update(started_on=clock.today() - timedelta(days=90))
    answer = logged_in(claire).post(url("verify_cto", short), NOTE)
    assert answer.status_code == 422
    assert "exception" in answer.content.decode()
    assert not Pending.objects.exists()


def test_a_second_decision_on_the_same_file_is_refused(file: Cto, claire: User):
    logged_in(claire).post(url("verify_cto", file), NOTE)
    answer = logged_in(factories.make_curator()).post(url("ask_cto", file), {"what": "Depuis quand ?"})
    assert answer.status_code == 409
    assert Pending.objects.count() == 1


def test_somebody_elses_decision_is_not_undone(file: Cto, claire: User):
    logged_in(claire).post(url("verify_cto", file), NOTE)
    undo = reverse("curation:undo", args=[Pending.objects.get().public_id])
    assert "Trop tard" in logged_in(factories.make_curator()).post(undo, follow=True).content.decode()
    assert Pending.objects.exists()


def test_what_is_refused_when_its_moment_comes_is_given_back_with_the_reason(file: Cto, claire: User):
    client = logged_in(claire)
    client.post(url("verify_cto", file), NOTE)
    assert [row.title for row in waiting(clock.today())] == []
    ctos.leave(cto=file, by=file.user, on=clock.today(), reason="full_time")
    ten_seconds_later()
    row = next(row for row in waiting(clock.today()) if row.kind.label == "Décision à reprendre")
    assert (row.owner, row.about) == (claire, "Ce dossier n’attend pas de relecture.")
    assert "n’a pas pu être appliquée" in client.get(row.url).content.decode()
    assert Event.objects.of("cto", file.pk).filter(event="act_returned", reason="verify_cto").exists()
    client.post(reverse("curation:undo", args=[Pending.objects.get().public_id]))
    assert not Pending.objects.exists()


def test_a_need_about_to_be_published_shows_its_board_as_soon_as_it_is(claire: User):
    need = factories.make_need(state=Need.State.SUBMITTED)
    client = logged_in(claire)
    board = client.post(url("publish_need", need), follow=True)
    assert "Annuler (10\N{NO-BREAK SPACE}s)" in board.content.decode()
    assert "Classement en cours" in board.content.decode()
    ten_seconds_later()
    assert Need.objects.get(pk=need.pk).state == "published"
    assert client.get(url("board", need)).status_code == 200
    needs.withdraw(need=need, by=need.created_by, reason="postponed")


def test_a_person_who_leaves_takes_along_what_was_about_to_be_decided(file: Cto, claire: User):
    from fractional.accounts.signals import person_leaves

    logged_in(claire).post(url("ask_cto", file), {"what": "Depuis quand ?"})
    person_leaves.send(sender=User, user=file.user)
    assert not Pending.objects.exists()
