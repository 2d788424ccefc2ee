"""From news to stored matches, through the outbox, without a broker."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from fractional import clock
from fractional.ctos.models import Cto
from fractional.ctos.signals import cto_changed
from fractional.outbox.management.commands.drain_outbox import drain
from fractional.outbox.models import Row
from matching.pool.columns import load
from matching.pool.models import Card
from matching.pool.requests import request_of, siren_of
from matching.proposals.models import Match, Ranking
from matching.proposals.ranking import KEPT, rank_cto, rank_need, request_ranking
from matching.proposals.tasks import refresh_all
from matching.scoring.rank import rank
from missions.needs.models import Need
from missions.needs.signals import need_closed, need_edited, need_published
from tests.factories import make_cto, make_need, make_proposal, make_selection
from tests.matching.ranking.copies import clone

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def one_function():
    """Tests of this kind empty the tables; the first function is a row of them."""
    from fractional.ctos.models import Function

    Function.objects.get_or_create(code="cto", defaults={"label": "CTO", "label_en": "CTO"})


def stored(need: Need) -> list[tuple]:
    fields = ["place", "cto_id", "value", "company_total", "cto_total", "company_points", "cto_points"]
    return list(Match.objects.filter(need=need).values_list(*fields, "first_start_on"))


def published(**fields) -> Need:
    need = make_need(**fields)
    with transaction.atomic():
        need_published.send(sender=Need, need=need)
    return need


def test_a_published_need_is_ranked_by_the_next_drain():
    best, second, dear = make_cto(references=3), make_cto(references=0), make_cto(target=1300, floor=1200)
    need = published()
    assert Ranking.objects.get(need=need).state == Ranking.State.WAITING
    drain()
    ranking = Ranking.objects.get(need=need)
    assert ranking.state == Ranking.State.DONE
    assert (ranking.pool_size, ranking.eligible) == (3, 2)
    assert ranking.weights_version == 1
    assert [row[:2] for row in stored(need)] == [(1, best.pk), (2, second.pk)]
    assert dear.pk not in {row[1] for row in stored(need)}


def test_parts_add_up_to_the_totals():
    for years in (1, 4, 12):
        make_cto(years=years)
    need = published()
    drain()
    for match in Match.objects.filter(need=need):
        assert sum(match.company_points) == match.company_total
        assert sum(match.cto_points) == match.cto_total


def test_asked_ten_times_while_it_waits_is_one_ranking():
    need = make_need()
    for _ in range(10):
        request_ranking(need)
    assert Row.objects.filter(key=f"rank:{need.pk}").count() == 1


def test_a_request_that_is_rolled_back_owes_nothing():
    need = make_need()
    with transaction.atomic():
        request_ranking(need)
        transaction.set_rollback(True)
    assert not Ranking.objects.exists()
    assert not Row.objects.filter(kind="matching.rank_need").exists()


def test_ranked_twice_is_ranked_once():
    for references in range(4):
        make_cto(references=references)
    need = published()
    drain()
    before, rows = Ranking.objects.get(need=need), list(Match.objects.order_by("pk").values())
    rank_need(need.pk)
    assert list(Match.objects.order_by("pk").values()) == rows, "not one row is written again"
    assert Ranking.objects.get(need=need).changed_at == before.changed_at


def test_the_best_fifty_are_stored_and_all_are_counted():
    cto = make_cto()
    need = make_need()
    clone(cto, KEPT + 4)
    rank_need(need.pk)
    assert Match.objects.filter(need=need).count() == KEPT
    assert Ranking.objects.get(need=need).eligible == KEPT + 5
    assert [row[0] for row in stored(need)] == list(range(1, KEPT + 1))


def test_an_edited_need_is_ranked_again():
    make_cto(target=1000, floor=1000)
    need = published()
    drain()
    assert len(stored(need)) == 1
    Need.objects.filter(pk=need.pk).update(ceiling_eur=950)
    with transaction.atomic():
        need_edited.send(sender=Need, need=need)
    drain()
    assert stored(need) == []
    assert Ranking.objects.get(need=need).eligible == 0


@pytest.mark.parametrize("state", ["withdrawn", "paused"])
def test_a_closed_need_has_no_matches(state):
    make_cto()
    need = published()
    drain()
    now = {"withdrawn_at": clock.now(), "withdrawn_reason": "hired"}
    now |= {"paused_at": clock.now(), "paused_until": clock.today(), "paused_from": "published"}
    Need.objects.filter(pk=need.pk).update(state=state, **now)
    with transaction.atomic():
        need_closed.send(sender=Need, need=need, reason=state)
    drain()
    assert stored(need) == []
    assert not Row.objects.needing_attention().exists()


def test_a_cto_who_changes_moves_on_every_board():
    cto, other = make_cto(references=3), make_cto(references=1)
    needs = [published(), published(ceiling_eur=900)]
    drain()
    assert [stored(need)[0][1] for need in needs] == [cto.pk, cto.pk]
    changed_at = Ranking.objects.get(need=needs[0]).changed_at
    with transaction.atomic():
        cto.references.all().delete()
        cto_changed.send(sender=Cto, cto=cto)
    drain()
    assert [stored(need)[0][1] for need in needs] == [other.pk, other.pk]
    assert Ranking.objects.get(need=needs[0]).changed_at > changed_at


def test_a_new_cto_enters_and_a_paused_one_leaves():
    need = published()
    drain()
    assert stored(need) == []
    cto = make_cto()
    with transaction.atomic():
        cto_changed.send(sender=Cto, cto=cto)
    drain()
    assert [row[1] for row in stored(need)] == [cto.pk]
    Cto.objects.filter(pk=cto.pk).update(state=Cto.State.VERIFIED)
    with transaction.atomic():
        Cto.objects.filter(pk=cto.pk).update(state=Cto.State.PAUSED)
        cto.refresh_from_db()
        cto_changed.send(sender=Cto, cto=cto)
    drain()
    assert stored(need) == []


def test_a_change_that_changes_no_score_writes_no_match():
    cto = make_cto()
    need = published()
    drain()
    before = Ranking.objects.get(need=need)
    rank_cto(cto.pk)
    after = Ranking.objects.get(need=need)
    assert (after.finished_at, after.changed_at) == (before.finished_at, before.changed_at)


def test_who_leaves_the_fifty_makes_room_for_the_next():
    first = make_cto(references=5)
    clone(make_cto(references=0), KEPT)
    need = published()
    drain()
    assert stored(need)[0][1] == first.pk
    with transaction.atomic():
        Cto.objects.filter(pk=first.pk).update(state=Cto.State.LEFT, left_on=clock.today(), left_reason="cdi")
        first.refresh_from_db()
        cto_changed.send(sender=Cto, cto=first)
    drain()
    assert Match.objects.filter(need=need).count() == KEPT


def test_a_draft_owes_no_scoring():
    cto = make_cto(state=Cto.State.DRAFT)
    with transaction.atomic():
        cto_changed.send(sender=Cto, cto=cto)
    assert not Row.objects.filter(kind="matching.rank_cto").exists()


def test_two_at_once_leave_one_ranking():
    for references in range(5):
        make_cto(references=references)
    need = published()
    faults: list[BaseException] = []

    def again() -> None:
        try:
            rank_need(need.pk)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=again) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not faults
    assert [row[0] for row in stored(need)] == [1, 2, 3, 4, 5]


def test_a_worker_killed_in_the_middle_leaves_the_matches_of_an_undisturbed_run(monkeypatch):
    from matching.proposals import ranking

    for references in range(5):
        make_cto(references=references)
    need = published()
    whole = ranking.rank

    def killed(*args, **kwargs):
        raise SystemExit

    monkeypatch.setattr(ranking, "rank", killed)
    with pytest.raises(SystemExit):
        rank_need(need.pk)
    assert stored(need) == []
    assert Ranking.objects.get(need=need).state == Ranking.State.RUNNING
    monkeypatch.setattr(ranking, "rank", whole)
    rank_need(need.pk)
    pool = load(siren=siren_of(need))
    order = rank(pool, request_of(need))
    assert [row[1] for row in stored(need)] == pool.cto_id[order.rows].tolist()


def test_the_night_puts_everything_right():
    shown, other = make_cto(), make_cto()
    need, gone = published(), published()
    drain()
    selection = make_selection(need)
    make_proposal(need=need, cto=shown, selection=selection)
    Need.objects.filter(pk=gone.pk).update(state=Need.State.EXPIRED, expired_at=clock.now())
    with clock.shifted(timedelta(days=7)):
        refresh_all()
        drain()
        this_week = {card.cto_id: card for card in Card.objects.all()}
    assert this_week[shown.pk].exposures_30d == 1
    assert [row[1] for row in stored(need)] == [other.pk, shown.pk], "equals: who was shown less comes first"
    assert stored(gone) == []
    with clock.shifted(timedelta(days=31)):
        refresh_all()
    assert Card.objects.get(cto=shown).exposures_30d == 0


def test_ranking_a_need_costs_the_same_queries_whatever_the_pool(django_assert_num_queries):
    cto = make_cto()
    need = make_need()
    rank_need(need.pk)
    with django_assert_num_queries(11):
        rank_need(need.pk)
    clone(cto, 30)
    with django_assert_num_queries(15):
        rank_need(need.pk)
