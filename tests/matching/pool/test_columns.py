"""The pool as columns says exactly what the cards say."""

from dataclasses import fields, replace
from datetime import date, timedelta

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fractional import clock
from fractional.ctos.models import RefusedCompany
from fractional.workdays import next_monday
from matching.pool.columns import load
from matching.pool.models import Card
from matching.pool.requests import mondays, request_of, siren_of
from matching.scoring.columns import Pool
from matching.scoring.rank import rank
from tests.factories import make_company, make_cto, make_need

pytestmark = pytest.mark.django_db


def test_each_column_is_read_as_the_card_holds_it():
    for number in range(3):
        make_cto(target=900 + number * 50, floor=800, open_half_days=(0, 3, number + 5), references=number)
    pool = load(siren=0)
    assert len(pool) == 3
    for index, card in enumerate(Card.objects.order_by("cto_id")):
        row = pool.row(index)
        assert row.pop("blocked") is False
        assert row == {name: getattr(card, name) for name in row}


def test_an_empty_pool_is_a_pool():
    assert len(load(siren=0)) == 0
    need = make_need()
    assert rank(load(siren=siren_of(need)), request_of(need)).eligible == 0


def test_who_refuses_a_company_is_blocked_for_that_company_alone():
    company = make_company()
    refusing, other = make_cto(), make_cto()
    RefusedCompany.objects.create(cto=refusing, siren=company.siren)
    Card.objects.filter(cto=refusing).update(refused_sirens=[int(company.siren)])
    assert load(siren=int(company.siren)).blocked.tolist() == [True, False]
    assert load(siren=1).blocked.tolist() == [False, False]
    assert load(siren=int(company.siren), cto_ids=[other.pk]).cto_id.tolist() == [other.pk]


def test_a_negative_word_keeps_its_sign():
    make_cto(open_half_days=tuple(range(10)))
    assert (load(siren=0).free == -1).all()


def test_the_columns_are_those_that_the_scorer_knows():
    make_cto()
    pool = load(siren=0)
    assert {spec.name: getattr(pool, spec.name).dtype for spec in fields(Pool)} == {
        spec.name: np.dtype(spec.metadata["dtype"]) for spec in fields(Pool)
    }


def test_a_need_is_read_with_its_company_and_goals(django_assert_num_queries):
    need = make_need()
    need = type(need).objects.get(pk=need.pk)
    with django_assert_num_queries(2):
        request = request_of(need)
    assert request.half_days == 4
    assert request.asked == 0b0011001100
    assert request.ceiling == 1000
    assert request.headcount == 25
    assert request.topics == 1 | 1 << 12
    assert replace(request, ceiling=900) == request_of(need, ceiling=900)


def test_a_pro_bono_need_has_no_ceiling():
    assert request_of(make_need(pro_bono=True, ceiling_eur=None)).ceiling is None


@pytest.mark.parametrize(
    ("first", "last", "read"),
    [
        ("2027-01-04", "2027-02-01", ("2027-01-04", "2027-02-01")),  # Mondays stay
        ("2027-01-05", "2027-02-03", ("2027-01-11", "2027-02-01")),  # the Mondays inside
        ("2027-01-05", "2027-01-08", ("2027-01-04", "2027-01-04")),  # none inside: that week's
        ("2027-01-04", "2028-01-03", ("2027-01-04", "2027-07-05")),  # half a year at most
    ],
)
def test_a_window_is_read_as_its_mondays(first, last, read):
    found = mondays(date.fromisoformat(first), date.fromisoformat(last))
    assert found == tuple(map(date.fromisoformat, read))


def test_a_published_need_ranks_the_pool_in_one_query():
    for _ in range(2):
        make_cto()
    make_cto(floor=1050, target=1100)
    need = make_need()
    request = request_of(need)
    with CaptureQueriesContext(connection) as seen:
        found = rank(load(siren=siren_of(need)), request)
    assert len(seen) == 1
    assert found.eligible == 2


def test_a_card_written_weeks_ago_still_tells_the_right_week():
    make_cto()
    first = next_monday(clock.today() + timedelta(weeks=30))
    need = make_need(start_first_on=first, start_last_on=first)
    with clock.shifted(timedelta(weeks=20)):
        assert rank(load(siren=0), request_of(need)).eligible == 1
