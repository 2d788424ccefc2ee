"""The pool's file says what the cards say: built, patched, caught up, and never read half-written."""

from pathlib import Path

import pytest
from django.db import transaction

from fractional.ctos.models import Cto
from matching.pool import search
from matching.pool.actions import drop_card, write_card
from matching.pool.columns import load
from matching.pool.file import PoolFile, Unreadable, replacing
from matching.pool.models import Card
from matching.pool.requests import request_of
from matching.pool.writer import Writer
from matching.scoring.rank import rank
from tests.factories import make_cto, make_need

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pool"


def agree(path: Path) -> int:
    """Demand that the file finds whom the cards say; how many they are."""
    request = request_of(make_need())
    pool = load()
    file = PoolFile(path)
    found = file.look(lambda columns, rows: search.best(columns, rows, request))[0].cto_id.tolist()
    assert found == pool.cto_id[rank(pool, request).rows].tolist()
    return len(found)


def test_a_new_file_holds_every_card(path: Path):
    for references in range(5):
        make_cto(references=references)
    Writer(path)
    assert agree(path) == 5


def test_a_change_a_newcomer_and_a_leaver_are_patched_where_they_lie(path: Path):
    first, second, third = (make_cto() for _ in range(3))
    writer = Writer(path)
    inode = path.stat().st_ino
    newcomer = make_cto(references=4)
    Cto.objects.filter(pk=first.pk).update(hands_on=2)
    first.refresh_from_db()
    write_card(first)
    drop_card(second)
    writer.patch([first.pk, second.pk, newcomer.pk])
    assert path.stat().st_ino == inode
    assert agree(path) == 3
    assert writer.rows.keys() == {first.pk, third.pk, newcomer.pk}


def test_what_nobody_told_is_caught_up_with(path: Path):
    leaver, changed = make_cto(), make_cto()
    writer = Writer(path)
    drop_card(leaver)
    newcomer = make_cto()
    Cto.objects.filter(pk=changed.pk).update(min_half_days=9, max_half_days=10)
    changed.refresh_from_db()
    write_card(changed)
    writer.catch_up()
    assert writer.rows.keys() == {changed.pk, newcomer.pk}
    assert agree(path) == 1


def test_a_writer_that_comes_back_begins_anew_and_clears_what_a_killed_one_left(path: Path):
    make_cto()
    Writer(path)
    old = PoolFile(path)
    half = path.with_name(f"{path.name}.half")
    half.touch()
    make_cto()
    writer = Writer(path)
    assert path.stat().st_ino != old.inode
    assert not half.exists()
    assert len(writer.rows) == agree(path) == 2


def test_a_full_file_is_built_anew(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("matching.pool.writer.SLACK", 1)
    make_cto()
    writer = Writer(path)
    old = PoolFile(path)
    newcomers = [make_cto() for _ in range(3)]
    writer.patch([cto.pk for cto in newcomers])
    assert path.stat().st_ino != old.inode
    assert old.rows == 1, "whoever reads the old one still can"
    assert agree(path) == 4


def test_a_file_full_of_grids_is_built_with_room_for_more(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Writer.build, "__defaults__", (1,))
    make_cto(target=950, floor=800)
    writer = Writer(path)
    other = make_cto(target=960, floor=800)
    writer.patch([other.pk])
    assert len(writer.grids) == 2
    assert agree(path) == 2


def test_a_reader_asks_again_while_rows_are_patched(path: Path):
    make_cto()
    writer = Writer(path)
    seen = []

    def see(columns, rows):
        seen.append(rows)
        if len(seen) == 1:
            with writer.file.patching():
                pass
        return rows

    assert PoolFile(path).look(see) == 1
    assert len(seen) == 2


def test_a_writer_killed_while_patching_keeps_nobody_from_reading(path: Path):
    make_cto()
    writer = Writer(path)
    writer.file.patching().__enter__()
    assert agree(path) == 1
    with Writer(path).file.patching():
        pass
    assert int(PoolFile(path).header["sequence"][0]) % 2 == 0


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda whole: b"", id="empty"),
        pytest.param(lambda whole: whole[:100], id="no header"),
        pytest.param(lambda whole: whole[:-1], id="cut"),
        pytest.param(lambda whole: b"x" + whole[1:], id="something else"),
        pytest.param(lambda whole: whole[:8] + b"0" * 16 + whole[24:], id="another layout"),
    ],
)
def test_what_is_not_a_whole_file_of_this_layout_is_not_read_but_built_anew(path: Path, spoil):
    make_cto()
    Writer(path)
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(Unreadable):
        PoolFile(path)
    assert PoolFile.of(path) is None
    Writer(path)
    assert agree(path) == 1


def test_a_file_that_could_not_be_filled_leaves_the_old_one(path: Path):
    make_cto()
    Writer(path)
    with pytest.raises(RuntimeError), replacing(path, 10, 10):
        raise RuntimeError
    assert agree(path) == 1
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.django_db(transaction=True)
def test_a_commit_tells_whose_cards_it_changed():
    from django.db import connection

    ctos = [make_cto() for _ in range(3)]
    listening = connection.copy()
    listening.ensure_connection()
    line = listening.connection
    line.execute("LISTEN pool_card")
    with transaction.atomic():
        Card.objects.filter(cto__in=ctos[:2]).update(exposures_30d=1)
        drop_card(ctos[2])
    told = {int(cto) for note in line.notifies(timeout=5, stop_after=2) for cto in note.payload.split(",")}
    listening.close()
    assert told == {cto.pk for cto in ctos}
