"""How many CTOs a budget reaches, told in fives for ceilings of the grid (decision 18, row 52)."""

from datetime import timedelta

import pytest

from matching.proposals.reach import reached, relaxations
from missions.needs.models import Need
from tests import factories
from tests.conftest import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd():
    """Twelve whose floors go from 800 to 1 350 EUR by 50."""
    return [factories.make_cto(target=1500, floor=800 + 50 * rank) for rank in range(12)]


def at(ceiling: int, **fields) -> Need:
    return factories.make_need(ceiling_eur=ceiling, state=Need.State.ASSESSED, **fields)


def test_the_count_is_rounded_down_to_fives(crowd):
    told = reached(at(1_100))
    assert (told.ceiling_eur, told.count, told.enough_at_eur) == (1_100, 5, None)
    assert reached(at(1_250)).count == 10


def test_under_five_no_number_is_told_and_the_ceiling_that_reaches_ten_is(crowd):
    told = reached(at(800))
    assert (told.count, told.enough_at_eur) == (0, 1_250)


def test_a_need_without_a_frame_or_a_price_reaches_nobody_yet(crowd):
    assert reached(at(1_000, kind="")) is None
    assert reached(factories.make_need(pro_bono=True, ceiling_eur=None, state=Need.State.ASSESSED)) is None


def test_counting_asks_few_questions(crowd, django_assert_max_num_queries):
    need = at(1_000)
    with django_assert_max_num_queries(4):
        reached(need)


def test_what_would_bring_more_is_told_one_answer_at_a_time(crowd):
    need = at(850)
    [found] = [one for one in relaxations(need) if one.what == "ceiling"]
    assert (found.value, found.count) == (1_250, 10)
    assert found.changes == {"ceiling_eur": 1_250, "monthly_budget_eur": None}
    assert all(one.count % 5 == 0 and one.count >= 5 for one in relaxations(need))


def test_a_town_too_far_is_left_for_work_from_afar(crowd):
    need = at(1_350, on_site_half_days=2, department="13")
    assert {one.what: one.count for one in relaxations(need)}["on_site"] == 10


def test_more_days_than_anybody_sells_are_fewer(crowd):
    need = at(1_350, half_days=10, asked_half_days=[0, 1, 2])
    found = {one.what: one for one in relaxations(need)}
    assert found["half_days"].count == 10
    assert found["half_days"].changes["half_days"] == 8


def test_a_later_start_is_offered_inside_the_longest_window(crowd):
    need = at(800)
    Need.objects.filter(pk=need.pk).update(start_last_on=need.start_first_on + timedelta(weeks=26))
    need.refresh_from_db()
    assert "start" not in {one.what for one in relaxations(need)}


@pytest.mark.parametrize("htmx", [False, True])
def test_the_founder_reads_it_live_and_without_a_script(crowd, htmx):
    need = at(1_100)
    client = logged_in(need.created_by)
    page = f"/besoins/{need.public_id}/etape/budget/"
    if htmx:
        answer = client.post(
            page, {"ceiling_eur": "1250", "min_cto_years": "0"}, headers={"HX-Request": "true"}
        )
        assert "Environ 10 CTO vérifiés" in answer.content.decode()
    else:
        assert "Environ 5 CTO vérifiés" in client.get(page).content.decode()
