"""Somebody with a whole history is erased: afterwards no column of any table says a word of theirs."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from psycopg.sql import SQL, Identifier

from fractional import clock
from fractional.accounts import actions
from fractional.accounts.actions.copies import make_copy
from fractional.accounts.actions.farewells import NotYet, keep_farewell
from fractional.accounts.models import Copy, Farewell, User
from fractional.api.models import KeptAnswer
from fractional.companies.models import Member
from fractional.ctos import actions as ctos
from fractional.ctos.models import Cto
from fractional.history.actions import record
from fractional.outbox.management.commands.drain_outbox import drain
from fractional.outbox.models import Row, State
from matching.proposals.models import Proposal
from missions.engagements.models import Mission
from missions.needs.models import Need
from tests import factories
from tests.accounts.conftest import code_in, open_account
from tests.conftest import logged_in
from tests.outbox.sink import Sink
from tests.trust import canary_world
from tests.trust.canary_world import CanaryWorld

pytestmark = pytest.mark.django_db
PAGE = "/mon-compte/effacer/"


@pytest.fixture
def world() -> CanaryWorld:
    return canary_world.build()


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """A real mail server."""
    sink = Sink()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    sink.start()
    yield sink
    sink.stop()


def _all_that_left(sink: Sink) -> str:
    """Every mail with its headers, its parts decoded."""
    parts = (part.get_payload(decode=True) or b"" for mail in sink.messages for part in mail.walk())
    return "\n".join([*(str(mail) for mail in sink.messages), *(part.decode() for part in parts)])


def found(*words: str) -> list[str]:
    """`table: word` wherever a row, written as text, holds one of the words; sessions are read as they are meant."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        hits = []
        for table in tables:
            query = SQL("SELECT t::text FROM {} t").format(Identifier(table))
            text = "\n".join(row for (row,) in cursor.execute(query))
            hits += [f"{table}: {word}" for word in words if word.lower() in text.lower()]
    sessions = str([session.get_decoded() for session in Session.objects.all()])
    return hits + [f"session: {word}" for word in words if word in sessions]


def _with_more(world: CanaryWorld, role: str) -> User:
    """What the world does not hold of them: a session, an address, a copy, notes, a line of the admin."""
    user = world.users[role]
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    logged_in(user)
    record(thing="user", thing_id=user.pk, event="noted", by=world.users["curator"], note=f"zqhistory-{role}")
    record(thing="need", thing_id=world.need.pk, event="noted", by=user, note=f"zqown-{role}")
    LogEntry.objects.create(
        user=world.users["curator"],
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(user.pk),
        object_repr=user.full_name,
        action_flag=CHANGE,
    )
    for reader in (user, world.users["curator"]):
        said = {"name": user.full_name, "email": user.email}
        KeptAnswer.objects.create(user=reader, key=role, request="r", status=200, answer=said)
    make_copy(copy=actions.ask_copy(user=user))
    return user


def _tokens(role: str) -> list[str]:
    name = role.replace("_", "-")
    return [f"zq{what}-{name}" for what in ("first", "last", "mail", "phone")] + [
        f"zqhistory-{role}",
        f"zqown-{role}",
    ]


def _tokens_of_file(name: str) -> list[str]:
    kinds = ("source", "employer", "referee", "refmail", "refanswer", "refused", "note", "client", "headline")
    more = ("first-days", "effect", "asked", "reasons", "result")
    return [f"zq{kind}-{name}" for kind in (*kinds, *more)]


class TestACto:
    @pytest.fixture
    def gone(self, world: CanaryWorld) -> User:
        cto = world.open
        Cto.objects.filter(pk=cto.pk).update(
            headline="zqheadline-open",
            first_days="zqfirst-days-open",
            business_effect="zqeffect-open",
            asked_for="zqasked-open",
            orientation_reasons="zqreasons-open",
        )
        cto.posts.update(result="zqresult-open")
        for proposal in Proposal.objects.filter(cto=cto):
            proposal.card |= {"headline": "zqheadline-open"}
            proposal.save(update_fields=["card"])
        return _with_more(world, "open_cto")

    def test_leaves_no_word_in_any_column_log_or_later_mail(
        self, gone: User, caplog: pytest.LogCaptureFixture, sink: Sink
    ) -> None:
        tokens = _tokens("open_cto") + _tokens_of_file("open")
        assert len(tokens) == 20
        before = {hit.split(": ")[1] for hit in found(*tokens)}
        assert before == set(tokens), "each stands somewhere before"
        with caplog.at_level(logging.DEBUG):
            actions.erase(user=gone)
            drain()
        assert found(*tokens) == []
        assert not [token for token in tokens if token in caplog.text]
        assert sink.messages, "the others are told"
        assert not [token for token in tokens if token in _all_that_left(sink)]

    def test_is_a_tombstone_that_nobody_logs_into(self, gone: User) -> None:
        actions.erase(user=gone)
        gone.refresh_from_db()
        assert (gone.state, gone.full_name, gone.email) == (
            User.State.ERASED,
            "",
            f"{gone.public_id}@efface.invalid",
        )
        assert gone.erased_at
        assert not gone.emailaddress_set.exists()

    def test_ends_what_was_open_and_tells_who_waited(self, world: CanaryWorld, gone: User) -> None:
        actions.erase(user=gone)
        world.met.refresh_from_db()
        assert world.met.state == "withdrawn"
        assert not Proposal.objects.filter(cto=world.open).open().exists()
        told = Row.objects.filter(template="proposals/ended_for_company", state=State.QUEUED)
        assert {row.to for row in told} <= {user.email for user in world.users.values()}
        assert told.exists()

    def test_keeps_pages_of_the_others_readable(self, world: CanaryWorld, gone: User) -> None:
        actions.erase(user=gone)
        for role, page in (
            ("owner_a", f"/besoins/{world.need.public_id}/"),
            ("owner_a", f"/besoins/{world.need.public_id}/selection/"),
            ("curator", f"/equipe/besoins/{world.need.public_id}/"),
            ("curator", "/equipe/"),
        ):
            response = logged_in(world.users[role]).get(page, follow=True)
            assert response.status_code in (200, 404), page
            assert "zqlast-open" not in response.content.decode()

    def test_keeps_what_the_law_asks_of_a_mission(self, world: CanaryWorld) -> None:
        terms = Mission.objects.values().get(pk=world.mission.pk)
        sold = world.secret.holds.filter(kind="mission").count()
        actions.erase(user=world.users["secret_cto"])
        assert Mission.objects.values().get(pk=world.mission.pk) == terms
        assert world.secret.holds.count() == sold > 0
        assert found("zqlast-secret-cto", "zqmail-secret-cto", "zqclient-secret") == []

    def test_twice_is_once(self, gone: User) -> None:
        actions.erase(user=gone)
        at = User.objects.get(pk=gone.pk).erased_at
        actions.erase(user=gone)
        assert User.objects.get(pk=gone.pk).erased_at == at


class TestAMember:
    def test_alone_takes_the_needs_along(self, world: CanaryWorld) -> None:
        gone = _with_more(world, "owner_c")
        Need.objects.filter(pk=world.rival_need.pk).update(
            decision_maker="zqdecides-c", problem_words="zqproblem-c", next_owner="zqnext-c"
        )
        actions.erase(user=gone)
        world.rival_need.refresh_from_db()
        assert (world.rival_need.state, world.rival_need.withdrawn_reason) == ("withdrawn", "other")
        assert found(*_tokens("owner_c"), "zqdecides-c", "zqproblem-c", "zqnext-c") == []

    def test_among_others_leaves_the_company_to_them(self, world: CanaryWorld) -> None:
        actions.erase(user=_with_more(world, "owner_a"))
        heir = Member.objects.active().get(company=world.a)
        assert (heir.user, heir.role) == (world.users["member_a"], Member.Role.OWNER)
        world.need.refresh_from_db()
        assert world.need.is_open
        assert found(*_tokens("owner_a")) == []


class TestThePage:
    @pytest.fixture
    def mael(self) -> User:
        user = open_account("mael@example.org", first_name="Maël", last_name="Trévidic")
        factories.make_cto(user=user)
        return user

    def _confirm(self, client: Client) -> Any:
        client.post(f"{PAGE}code/")
        return client.post(f"{PAGE}confirmer/", {"code": code_in(mail.outbox[-1])})

    def test_says_what_goes_and_what_stays(self, mael: User) -> None:
        page = logged_in(mael).get(PAGE).content.decode()
        assert "Votre dossier de CTO" in page
        assert "dix ans" in page
        assert "Votre place dans votre entreprise" not in page

    def test_asks_for_a_code_then_waits_a_day(self, mael: User) -> None:
        client = logged_in(mael)
        assert self._confirm(client).url == PAGE
        assert Farewell.objects.get().due_at - Farewell.objects.get().confirmed_at == timedelta(hours=24)
        assert keep_farewell(user=mael) is False
        assert User.objects.get(pk=mael.pk).state == User.State.ACTIVE
        with clock.shifted(timedelta(hours=24, minutes=1)):
            assert keep_farewell(user=mael) is True
        assert User.objects.get(pk=mael.pk).state == User.State.ERASED
        assert client.get("/mon-compte/").status_code == 302

    def test_the_job_is_owed_for_that_moment(self, mael: User) -> None:
        self._confirm(logged_in(mael))
        assert Row.objects.jobs().get(kind="accounts.erase").due_at == Farewell.objects.get().due_at

    def test_a_mail_says_until_when_it_can_be_called_off(self, mael: User) -> None:
        self._confirm(logged_in(mael))
        assert Row.objects.mails().get(kind="account_farewell").to == mael.email

    def test_a_click_calls_it_off(self, mael: User) -> None:
        client = logged_in(mael)
        self._confirm(client)
        client.post(f"{PAGE}annuler/")
        with clock.shifted(timedelta(days=2)):
            assert keep_farewell(user=mael) is False
        assert User.objects.get(pk=mael.pk).state == User.State.ACTIVE

    def test_a_wrong_code_five_times_ends_the_right_one(self, mael: User) -> None:
        client = logged_in(mael)
        client.post(f"{PAGE}code/")
        right = code_in(mail.outbox[-1])
        for _ in range(5):
            assert client.post(f"{PAGE}confirmer/", {"code": "000000x"}).status_code == 422
        assert client.post(f"{PAGE}confirmer/", {"code": right}).status_code == 422
        assert not Farewell.objects.exists()

    def test_a_code_is_right_for_ten_minutes_and_once(self, mael: User) -> None:
        client = logged_in(mael)
        client.post(f"{PAGE}code/")
        code = code_in(mail.outbox[-1])
        with clock.shifted(timedelta(minutes=11)):
            assert client.post(f"{PAGE}confirmer/", {"code": code}).status_code == 422
        self._confirm(client)
        client.post(f"{PAGE}annuler/")
        assert client.post(f"{PAGE}confirmer/", {"code": code_in(mail.outbox[-1])}).status_code == 422

    def test_a_running_mission_comes_first(self, world: CanaryWorld) -> None:
        user = world.users["secret_cto"]
        assert "Votre mission court" in logged_in(user).get(PAGE).content.decode()
        with pytest.raises(NotYet):
            actions.confirm_farewell(user=user)

    def test_the_team_does_not_erase_itself(self) -> None:
        with pytest.raises(NotYet):
            actions.confirm_farewell(user=factories.make_curator())


def test_after_a_restore_the_list_of_the_erased_is_erased_again(
    world: CanaryWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Step 5 of docs/operations.md: what the backup brought back goes again, and nobody else."""
    gone = world.users["open_cto"]
    monkeypatch.setattr("sys.stdin", StringIO(f"{gone.pk}\n{gone.pk + 10_000}\n"))
    call_command("erase_again", stdout=StringIO())
    assert set(User.objects.filter(state=User.State.ERASED)) == {gone}
    assert found(*_tokens("open_cto")) == []


def test_a_suspended_person_is_erased_too() -> None:
    user = factories.make_user(last_name="Zqsuspended")
    actions.suspend(user=user, by=factories.make_curator(), reason="abuse")
    actions.erase(user=user)
    assert found("Zqsuspended") == []


def test_a_cto_already_gone_or_never_sent_is_emptied_too() -> None:
    for state in ("draft", "submitted", "verified"):
        cto = factories.make_cto(state=state, headline=f"zqhead-{state}")
        if state == "verified":
            ctos.leave(cto=cto, by=cto.user, on=clock.today(), reason="other")
        actions.erase(user=cto.user)
        cto.refresh_from_db()
        assert cto.state == Cto.State.LEFT
    assert found("zqhead-") == []
    assert not Copy.objects.exists()
