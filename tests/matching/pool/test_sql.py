"""PostgreSQL, asked in one query, ranks as the scorer does."""

import random
from dataclasses import fields

import pytest
from django.db import connection

from fractional import clock
from fractional.accounts.models import User
from fractional.ctos.models import Cto
from matching.pool.columns import load
from matching.pool.models import Card
from matching.pool.sql import ranked
from matching.scoring.columns import Pool
from matching.scoring.rank import rank
from tests.factories import make_cto
from tests.matching.scoring.markets import Row, market, markets_near

pytestmark = pytest.mark.django_db
SIREN = 542051180


def cards(rows: list[Row]) -> None:
    """These rows as cards of CTOs who say nothing else."""
    model = make_cto()
    Card.objects.all().delete()
    told = {
        field.attname: getattr(model, field.attname)
        for field in Cto._meta.fields
        if field.name not in ("id", "user", "public_id")
    }
    users = User.objects.bulk_create(
        User(email=f"carte{number}@exemple.example") for number in range(len(rows))
    )
    ctos = Cto.objects.bulk_create(Cto(user=user, **told) for user in users)
    names = {spec.name for spec in fields(Pool)} - {"cto_id", "blocked"}
    Card.objects.bulk_create(
        Card(
            cto=cto,
            updated_at=clock.now(),
            refused_sirens=[SIREN] if row["blocked"] else [1],
            **{name: row[name] for name in names},
        )
        for cto, row in zip(ctos, rows, strict=True)
    )


def test_the_query_and_the_scorer_agree_on_who_fits_on_both_totals_and_on_the_order():
    broad = market(19, ctos=150, needs=130)
    rows, requests = broad.rows, broad.requests
    for near, request in markets_near(23, needs=70, ctos=8):
        rows, requests = rows + near, [*requests, request]
    random.Random(5).shuffle(rows)
    cards(rows)
    pool = load(siren=SIREN)
    met, tied = 0, 0
    for request in requests:
        order = rank(pool, request)
        expected = list(
            zip(
                pool.cto_id[order.rows].tolist(),
                order.scores.company.tolist(),
                order.scores.cto.tolist(),
                order.scores.value.tolist(),
                order.openings.first_start.tolist(),
                order.openings.half_days.tolist(),
                order.openings.spare.tolist(),
                strict=True,
            )
        )
        assert ranked(request, siren=SIREN) == expected
        met += len(expected)
        tied += len(expected) - len({row[1:4] for row in expected})
    assert len(requests) == 200
    assert met > 1000
    assert tied > 20, "ties are drawn, and there were some to draw"


def test_the_best_few_are_the_head_of_the_list():
    found = market(3, ctos=80, needs=5)
    cards(found.rows)
    for request in found.requests:
        assert ranked(request, limit=3) == ranked(request)[:3]


def test_the_query_reads_the_cards_and_nothing_else():
    found = market(3, ctos=10, needs=1)
    cards(found.rows)
    plan = explain(found.requests[0])
    assert set(plan) == {"pool_card"}


def explain(request) -> list[str]:
    from matching.pool import sql
    from matching.scoring.weights import V1

    with connection.cursor() as cursor:
        cursor.execute(
            f"EXPLAIN (FORMAT JSON) {sql.QUERY}", sql.parameters(request, V1) | {"siren": 0, "limit": 5}
        )
        return list(relations(cursor.fetchone()[0]))


def relations(plan):
    match plan:
        case dict():
            if "Relation Name" in plan:
                yield plan["Relation Name"]
            for value in plan.values():
                yield from relations(value)
        case list():
            for value in plan:
                yield from relations(value)
