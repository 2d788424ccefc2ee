"""The benchmark of pages asks for all of them; none asks the database more than it may."""

import pytest

from bench import addresses, world
from bench.pages import client_of, most_queries, queries_of
from tests.access import matrix

ONCE = "account_email_verification_sent"
"""Shown between two forms, to somebody who has just signed up."""


@pytest.mark.django_db
def test_every_page_is_asked_for_and_keeps_to_its_queries():
    written = world.write(100, 32)
    world.live_on(written)
    pages = addresses.pages(written)
    assert shown() - {page.name for page in pages} == {ONCE}
    asked = {page.name: queries_of(page, client_of(page)) for page in pages}
    assert {name: count for name, count in asked.items() if count > most_queries(name)} == {}


def shown() -> set[str]:
    """Names of the pages that somebody may open."""
    table = matrix.table()
    return {
        pattern.name
        for pattern in matrix.patterns()
        if not pattern.name.startswith("admin:")
        for row in matrix.rows_of(pattern.name, table)
        if row.GET and any("200" in answer for answer in row.GET.values())
    }
