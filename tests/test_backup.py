"""A backup is one once it was restored: docs/operations.md is taken at its word, with the words it says."""

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from psycopg.sql import SQL, Identifier, Literal

from fractional import clock
from fractional.local import postgres
from fractional.local.folders import ROOT
from fractional.outbox.actions import post_mail
from fractional.outbox.models import Row, State
from tests.accounts.conftest import code_in, open_account
from tests.matching.proposals.stage import TUESDAY
from tests.trust import canary_world

OPERATIONS = (ROOT / "docs" / "operations.md").read_text()


class Server:
    """The server of the tests, and the commands of its version."""

    def __init__(self) -> None:
        connection.ensure_connection()
        info = connection.connection.info
        self.database, self.copy, self.role = info.dbname, f"{info.dbname}_restored", info.user
        self.environment = os.environ | {
            "PGHOST": info.host,
            "PGPORT": str(info.port),
            "PGUSER": info.user,
            "PGPASSWORD": info.password,
        }

    def run(self, words: list[str], *, given: Path | None = None) -> bytes:
        """What a command says, `given` being its input. Raises CalledProcessError when it fails."""
        program, *arguments = words
        return subprocess.run(
            [postgres._binaries(None) / program, *arguments],
            env=self.environment,
            input=given.read_bytes() if given else None,
            stdout=subprocess.PIPE,
            check=True,
        ).stdout

    def as_told(self, told: str) -> list[str]:
        """The one command of the docs that holds `told`, for the databases and the role of this run."""
        commands = re.findall(r"docker compose exec -T database (.+)$", OPERATIONS, re.MULTILINE)
        [line] = [command for command in commands if told in command]
        words = shlex.split(re.split(" [<>] ", line)[0])
        names = {"fractional": self.database, "restored": self.copy}
        return [
            self.role if before in {"-U", "-O"} else names.get(word, word)
            for before, word in zip(["", *words], words, strict=False)
        ]

    def ask(self, database: str, query: Any) -> list[tuple]:
        with psycopg.connect(f"dbname={database}", **self.asked_as()) as line:
            return line.execute(query).fetchall()

    def asked_as(self) -> dict[str, str]:
        names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}
        return {name: self.environment[variable] for name, variable in names.items()}


@pytest.fixture
def server(transactional_db: None) -> Iterator[Server]:
    """A database with people, needs, proposals, a mission, mails that left and mails that wait; restored beside it."""
    with clock.standing_at(TUESDAY), transaction.atomic():
        canary_world.build()
        open_account("mael@example.org")
    with transaction.atomic():
        post_mail(key="due", to="awa@exemple.example", template="companies/verified", kind="due")
    server = Server()
    yield server
    server.run(["dropdb", "--if-exists", server.copy])


@pytest.fixture
def restored(server: Server, tmp_path: Path) -> Server:
    dump = tmp_path / "fractional.dump"
    dump.write_bytes(server.run(server.as_told("pg_dump ")))
    server.run(server.as_told("createdb "))
    server.run(server.as_told("pg_restore "), given=dump)
    return server


def test_a_restored_backup_is_the_database_again(restored: Server, client: Client, mailoutbox: list) -> None:
    rows = contents(restored, restored.database)
    assert contents(restored, restored.copy) == rows
    assert sum(count > 0 for count, _ in rows.values()) > 20, "there was something to lose"
    assert schema(restored, restored.copy) == schema(restored, restored.database)
    assert [name for name, following, last in numbers(restored, restored.copy) if following <= last] == []
    with served_by(restored.copy):
        call_command("migrate", check_unapplied=True, verbosity=0)
        client.post("/compte/connexion/", {"login": "mael@example.org"})
        code = code_in(mailoutbox[-1])
        assert client.post("/compte/connexion/code/", {"code": code}).url == "/accueil/"
        assert client.get("/mon-compte/").status_code == 200


def test_a_mail_that_may_have_left_since_the_backup_is_shown_to_a_curator(restored: Server) -> None:
    waiting = Row.objects.mails().filter(state=State.QUEUED)
    [due] = waiting.filter(due_at__lte=clock.now())
    later = set(waiting.exclude(pk=due.pk).values_list("pk", flat=True))
    assert later
    restored.run(restored.as_told(" ON_ERROR_STOP=1"), given=ROOT / "deploy" / "restored.sql")
    with served_by(restored.copy):
        assert set(Row.objects.needing_attention()) == {due}
        assert set(waiting.values_list("pk", flat=True)) == later


def contents(server: Server, database: str) -> dict[str, tuple[int, str]]:
    """How many rows each table holds, and the md5 of all of them."""
    tables = server.ask(
        database, "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    )
    each = SQL("SELECT {}, count(*), md5(string_agg(t::text, E'\\n' ORDER BY t::text)) FROM {} t")
    query = SQL(" UNION ALL ").join(each.format(Literal(name), Identifier(name)) for (name,) in tables)
    return {name: (count, digest) for name, count, digest in server.ask(database, query)}


def schema(server: Server, database: str) -> list[str]:
    """Every table, constraint, index, function and trigger, as pg_dump writes them."""
    text = server.run(["pg_dump", "--schema-only", database]).decode()
    # A key of this very run; casts and brackets of a list of words, which PostgreSQL writes otherwise when it reads
    # its own writing.
    lines = [line for line in text.splitlines() if not line.startswith(("\\restrict", "\\unrestrict"))]
    return [re.sub(r"::(text|character varying)(\[\])?|[()]", "", line) for line in lines]


def numbers(server: Server, database: str) -> list[tuple[str, int, int]]:
    """Of each numbered table: its name, the next number, the highest one in use."""
    tables = server.ask(
        database,
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE is_identity = 'YES' AND table_schema = 'public'",
    )
    each = SQL(
        "SELECT {0}, nextval(pg_get_serial_sequence({0}, {1})), (SELECT coalesce(max({2}), 0) FROM {3})"
    )
    query = SQL(" UNION ALL ").join(
        each.format(Literal(table), Literal(column), Identifier(column), Identifier(table))
        for table, column in tables
    )
    return server.ask(database, query)


@contextmanager
def served_by(database: str) -> Iterator[None]:
    """Our code on another database of the same server."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
