"""History only grows, says who did what in whose name, and holds nothing that has to be erased."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError

from fractional import trace
from fractional.history.actions import forget_notes, record
from fractional.history.models import Event, Note
from fractional.history.moves import ForbiddenMove, move

pytestmark = pytest.mark.django_db


@dataclass
class Person:
    pk: int


def write(**values: Any) -> Event:
    return record(**{"thing": "need", "thing_id": 7, "event": "published", "by": Person(3), **values})


def test_a_row_says_who_did_what_for_whom_and_why() -> None:
    with trace.following("0123456789abcdef"):
        write(
            from_state="submitted",
            to_state="published",
            on_behalf_of=Person(9),
            reason="read_over",
            facts={"score": 812, "version": "v3", "parts": [1, 2], "known": True},
            note="Solène confirme par téléphone.",
        )
    row = Event.objects.of("need", 7).get()
    assert (row.by_id, row.on_behalf_of_id, row.from_state, row.to_state) == (3, 9, "submitted", "published")
    assert row.facts["parts"] == [1, 2]
    assert row.note.text == "Solène confirme par téléphone."
    assert row.request_id == "0123456789abcdef"
    assert list(Event.objects.by_person(9)) == [row]


def test_the_system_is_nobody() -> None:
    assert write(by=None).by_id is None


@pytest.mark.parametrize(
    "values",
    [
        {"facts": {"name": "Awa Diallo"}},
        {"facts": {"mail": "awa@exemple.fr"}},
        {"facts": {"deep": [{"text": "a sentence here"}]}},
        {"facts": {"rate": 900.5}},
        {"reason": "he said no"},
        {"facts": {"word": "élan"}},
    ],
)
def test_anything_but_ids_numbers_and_codes_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="note"):
        write(**values)


@pytest.mark.parametrize("change", ["UPDATE history_event SET reason = 'x'", "DELETE FROM history_event"])
def test_the_database_refuses_every_change(change: str) -> None:
    write()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_the_models_way_of_changing_is_refused_too() -> None:
    row = write()
    row.reason = "other"
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()


def test_notes_are_erased_and_the_row_stays() -> None:
    write(note="Awa Diallo")
    write(thing_id=8, note="somebody else")
    assert forget_notes(thing="need", thing_id=7) == 1
    assert Note.objects.count() == 1
    assert Event.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_it_belongs_to_the_transaction_of_the_change() -> None:
    with pytest.raises(TransactionManagementError):
        write()


@pytest.mark.django_db(transaction=True)
def test_tests_can_still_empty_the_database() -> None:
    with transaction.atomic():
        write(note="n")


class TestMove:
    """On a stand-in with a state: models with one live in other apps."""

    @pytest.fixture
    def door(self) -> Any:
        from django.db import models

        class Door(models.Model):  # noqa: DJ008  # never printed
            MOVES = {"open": {"shut"}, "locked": {"shut"}}
            state = models.CharField(max_length=20, default="shut")
            key = models.CharField(max_length=20, default="")

            class Meta:
                app_label = "tests"

        with connection.schema_editor() as editor:
            editor.create_model(Door)
        yield Door.objects.create()
        from django.apps import apps

        apps.all_models["tests"].pop("door")

    def test_sets_state_and_fields_and_writes_history(self, door: Any) -> None:
        assert move(door, "locked", by=Person(1), reason="night", key="k") is door
        door.refresh_from_db()
        assert (door.state, door.key) == ("locked", "k")
        row = Event.objects.of("door", door.pk).get()
        assert (row.event, row.from_state, row.to_state, row.reason, row.by_id) == (
            "locked",
            "shut",
            "locked",
            "night",
            1,
        )

    def test_refuses_what_the_table_does_not_name(self, door: Any) -> None:
        move(door, "locked", by=None)
        with pytest.raises(ForbiddenMove):
            move(door, "open", by=None)
        assert Event.objects.count() == 1

    def test_refuses_when_somebody_was_faster(self, door: Any) -> None:
        late = type(door).objects.get()
        move(door, "locked", by=None)
        with pytest.raises(ForbiddenMove):
            move(late, "open", by=None)
        door.refresh_from_db()
        assert door.state == "locked"
        assert Event.objects.count() == 1
