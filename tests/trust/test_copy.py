"""The copy that a person may ask for holds every table that leads to them, and nobody else."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model

from fractional import clock
from fractional.accounts import actions, holdings
from fractional.accounts.actions.copies import drop_old_copies, files_of, make_copy
from fractional.accounts.models import Copy, User
from fractional.accounts.tasks import write_copy
from fractional.errors import Conflict
from fractional.history.models import Event
from fractional.outbox.models import Row
from tests import factories
from tests.conftest import logged_in
from tests.trust import canary_world
from tests.trust.canary_world import CanaryWorld

pytestmark = pytest.mark.django_db
PAGE, ZIP = "/mon-compte/donnees/", "/mon-compte/donnees/fractional.zip"
PLAIN_NUMBERS = {
    "history.Event": "history",
    "history.Note": "history",
    "outbox.Row": "mails",
}
"""Tables that know a person by a number or an address, without a foreign key, and the file that tells them."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any):
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield canary_world.build()
        transaction.set_rollback(True)


def _leading_to_people() -> set[type[Model]]:
    """Every table from which foreign keys lead to a person, over any number of steps; not those who merely acted."""
    reached: set[type[Model]] = {User}
    owned = {holding.model for holding in holdings.registered()}
    while True:
        more = {
            model
            for model in apps.get_models()
            if model not in reached
            and any(
                isinstance(column, ForeignKey) and column.related_model in (reached & owned)
                for column in model._meta.concrete_fields
            )
        }
        if not more:
            return reached
        reached |= more


def test_every_table_that_leads_to_a_person_is_given_or_says_why_not() -> None:
    told = {holding.model for holding in holdings.registered()} | set(holdings.not_given())
    assert {model._meta.label for model in _leading_to_people() - told} == set()


def test_tables_that_know_people_by_a_number_are_known() -> None:
    numbers = {
        model._meta.label
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if column.name in ("by_id", "on_behalf_of_id", "to", "reader_id")
    }
    assert numbers <= PLAIN_NUMBERS.keys()


def test_it_holds_everything_private_of_its_person(world: CanaryWorld) -> None:
    files = dict(files_of(world.users["secret_cto"]))
    text = json.dumps(files, default=str, ensure_ascii=False)
    kinds = ("source", "employer", "referee", "refmail", "refanswer", "refused", "client", "note")
    missing = [kind for kind in kinds if f"zq{kind}-secret" not in text]
    assert missing == []
    assert all(f"zq{what}-secret-cto" in text for what in ("first", "last", "mail", "phone"))
    assert {"ctos_cto", "ctos_post", "calendar_hold", "engagements_mission", "history"} <= files.keys()


@pytest.mark.parametrize("role", ["secret_cto", "owner_a", "member_a", "stranger_cto", "owner_c"])
def test_it_holds_nothing_private_of_anybody_else(world: CanaryWorld, role: str) -> None:
    text = json.dumps(dict(files_of(world.users[role])), default=str, ensure_ascii=False)
    others = [canary.what for canary in world.canaries if role not in canary.readers and canary.is_in(text)]
    # What a curator wrote about somebody is theirs to read; on the pages it is not shown.
    own = {
        f"a curator's note on {role.partition('_')[0]}",
        f"answers of referees of {role.partition('_')[0]}",
    }
    assert set(others) - own == set()


def test_acts_are_named_without_what_others_wrote(world: CanaryWorld) -> None:
    acts = dict(files_of(world.users["curator"]))["acts"]
    assert {"table": "ctos_curatornote", "as": "author"}.items() <= next(
        line for line in acts if line["table"] == "ctos_curatornote"
    ).items()
    assert all(line.keys() == {"table", "row", "as"} for line in acts)


class TestTheRequest:
    def test_is_answered_by_a_job_and_a_mail(self) -> None:
        user = factories.make_user()
        client = logged_in(user)
        assert client.get(ZIP).status_code == 404
        assert client.post(PAGE).url == PAGE
        job = Row.objects.jobs().get(kind="accounts.make_copy")
        write_copy(**job.args)
        write_copy(**job.args)
        mail = Row.objects.mails().get(kind="account_copy")
        assert (mail.to, mail.transactional) == (user.email, True)
        answer = client.get(ZIP)
        assert answer["Content-Type"] == "application/zip"
        with zipfile.ZipFile(BytesIO(answer.content)) as archive:
            [person] = json.loads(archive.read("accounts_user.json"))
        assert person["email"] == user.email
        assert "password" not in person
        events = Event.objects.of("user", user.pk).values_list("event", flat=True)
        assert list(events) == ["copy_asked", "copy_made", "copy_downloaded"]

    def test_twice_a_day_is_refused(self) -> None:
        user = factories.make_user()
        actions.ask_copy(user=user)
        with pytest.raises(Conflict):
            actions.ask_copy(user=user)
        assert logged_in(user).post(PAGE).status_code == 409
        with clock.shifted(timedelta(hours=25)):
            actions.ask_copy(user=user)

    def test_is_kept_for_a_week_and_for_its_owner(self) -> None:
        user = factories.make_user()
        make_copy(copy=actions.ask_copy(user=user))
        assert logged_in(factories.make_user()).get(ZIP).status_code == 404
        with clock.shifted(timedelta(days=7, minutes=1)):
            drop_old_copies()
            assert logged_in(user).get(ZIP).status_code == 404
        assert Copy.objects.get().content is None
