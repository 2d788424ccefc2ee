"""A budget and a ceiling are two ways to say one thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missions.needs import ceiling


def test_a_thousand_euros_two_days_a_week_cost_8660_a_month():
    assert ceiling.monthly_cost_eur(1000, half_days=4) == 8660


def test_a_monthly_rhythm_costs_its_days_and_not_the_half_days_it_books():
    assert ceiling.monthly_cost_eur(900, half_days=2, days_per_month=3) == 2700


@pytest.mark.parametrize(
    ("days_per_month", "half_days"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (8, 4), (9, 5), (20, 10)]
)
def test_days_per_month_book_half_days_per_week_rounded_up(days_per_month, half_days):
    assert ceiling.half_days_a_week(days_per_month) == half_days


def test_nine_thousand_one_hundred_euros_for_two_days_a_week_pay_1050_a_day():
    assert ceiling.ceiling_eur(9100, half_days=4) == 1050


def test_a_budget_below_every_rate_of_the_grid_is_refused():
    with pytest.raises(ceiling.OffTheGrid):
        ceiling.ceiling_eur(800, half_days=4)


def test_a_budget_above_the_grid_gives_its_highest_rate():
    assert ceiling.ceiling_eur(900_000, half_days=2) == 3000


@given(
    rate=st.integers(min_value=2, max_value=60).map(lambda n: n * 50),
    half_days=st.integers(min_value=1, max_value=10),
)
def test_the_cost_of_a_ceiling_gives_that_ceiling_back(rate, half_days):
    cost = ceiling.monthly_cost_eur(rate, half_days=half_days)
    assert ceiling.ceiling_eur(cost, half_days=half_days) == rate


@given(
    budget=st.integers(min_value=500, max_value=60_000),
    half_days=st.integers(min_value=1, max_value=10),
)
def test_a_ceiling_never_costs_more_than_the_budget(budget, half_days):
    try:
        rate = ceiling.ceiling_eur(budget, half_days=half_days)
    except ceiling.OffTheGrid:
        return
    assert ceiling.monthly_cost_eur(rate, half_days=half_days) <= budget
