"""The crowd of the demo: what is written in bulk is what the product's own actions leave behind."""

import re
from datetime import datetime
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import models

from fractional import clock
from fractional.accounts.models import User
from fractional.ctos.calendar.models import Hold, WeekStep
from fractional.ctos.models import Cto, CuratorNote, Post, Reference
from fractional.history.models import Event
from fractional.outbox.models import Row
from matching.demo import crowd, world
from matching.pool.models import Card

pytestmark = pytest.mark.django_db
OF_THE_ROW = {"id", "public_id", "password", "created_at", "asked_at", "confirmed_at", "joined_at"}
"""Numbers and moments that no two rows share."""
LINK = re.compile(r"(/confirmer/)[^/]+/")
"""Signed for one person."""
EXTERNAL = re.compile(r"external:\w+")
NUMBERED_FROM = 10_000


def curator() -> User:
    return world.person("Claire", "Marsault", "claire@fractional.example", is_curator=True)


def rows(cto: Cto) -> dict[str, list[dict[str, Any]]]:
    """All that is written about one CTO, with what only numbers it told in words."""
    found = {
        User: User.objects.filter(pk=cto.user_id),
        EmailAddress: EmailAddress.objects.filter(user=cto.user_id),
        Cto: Cto.objects.filter(pk=cto.pk),
        **{
            model: model.objects.filter(cto=cto)
            for model in (Post, Reference, CuratorNote, WeekStep, Hold, Card)
        },
        Event: Event.objects.of("cto", cto.pk),
        Row: Row.objects.mails().filter(subject_id=str(cto.pk)),
    }
    return {
        model.__name__: sorted((_told(row, cto) for row in these), key=str) for model, these in found.items()
    }


def _told(row: models.Model, cto: Cto) -> dict[str, Any]:
    values = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}
    return {name: _plain(value, cto) for name, value in values.items() if name not in OF_THE_ROW}


def _plain(value: Any, cto: Cto) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one, cto) for key, one in value.items()}
    if isinstance(value, str):
        value = LINK.sub(r"\1", value)
        value = EXTERNAL.sub("external", value.replace(cto.user.email, "address"))
        return value.replace(str(cto.pk), "cto").replace(str(cto.user_id), "user")
    post = cto.posts.values_list("pk", flat=True)[0]
    numbers = {cto.user_id: "user", cto.pk: "cto", post: "post"}
    return numbers.get(value, value) if type(value) is int and value > NUMBERED_FROM else str(value)


@pytest.mark.parametrize("number", range(4))
def test_a_life_written_in_bulk_leaves_what_living_it_leaves(number):
    claire = curator()
    _far_apart()
    now = datetime(2026, 11, 24, 11, tzinfo=clock.PARIS)
    with clock.standing_at(now):
        life = crowd.lives(number + 1)[number]
        lived = crowd.by_actions(life, claire)
        twin = crowd.Life(**{**life.__dict__, "email": "jumelle@personnes.example"})
        [written] = crowd.in_bulk([twin], [claire])
        lived_rows, written_rows = rows(lived), rows(written)
    for table, expected in lived_rows.items():
        assert written_rows[table] == expected, table


def _far_apart() -> None:
    """People, files and roles are numbered in different thousands, so that a number says what it is of."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table, first in (("accounts_user", 1), ("ctos_cto", 2), ("ctos_post", 3)):
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first * NUMBERED_FROM]
            )


def test_it_is_the_same_at_every_seed():
    with clock.standing_at(datetime(2026, 11, 24, 11, tzinfo=clock.PARIS)):
        assert crowd.lives(20) == crowd.lives(20)
        assert len({life.email for life in crowd.lives(300)}) == 300
        assert len({(life.first_name, life.last_name) for life in crowd.lives(300)}) == 300
