"""Lists are read page by page, each thing once, in a number of queries that does not grow with them."""

from collections.abc import Callable
from itertools import cycle

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fractional.accounts.models import User
from fractional.api.paging import SIZE
from missions.needs.models import Need
from tests import factories
from tests.api.program import Program

pytestmark = pytest.mark.django_db
FEW, MANY, MOST = 3, 12, 15
Grow = Callable[[], object]


def needs() -> tuple[User, str, Grow]:
    company = factories.make_company()
    return company.members.get().user, "/api/v1/needs/", lambda: factories.make_need(company=company)


def companies() -> tuple[User, str, Grow]:
    owner = factories.make_user()
    return owner, "/api/v1/companies/", lambda: factories.make_company(owner=owner)


def proposals() -> tuple[User, str, Grow]:
    cto = factories.make_cto(weekly_cap=3)
    states = cycle(["sent", "accepted", "chosen"])

    def grow() -> None:
        need = factories.make_need(state=Need.State.IN_TALKS)
        factories.make_proposal(need=need, cto=cto, state=next(states))

    return cto.user, "/api/v1/proposals/", grow


def selections() -> tuple[User, str, Grow]:
    need, curator = factories.make_need(state=Need.State.IN_TALKS), factories.make_curator()
    states = cycle(["kept", "sent", "accepted"])

    def grow() -> None:
        sent = factories.make_selection(need, curator=curator)
        factories.make_proposal(need=need, cto=factories.make_cto(), selection=sent, state=next(states))

    return need.created_by, f"/api/v1/needs/{need.public_id}/selections/", grow


def matches() -> tuple[User, str, Grow]:
    need = factories.make_need()
    return factories.make_curator(), f"/api/v1/curation/needs/{need.public_id}/matches/", factories.make_cto


@pytest.mark.parametrize("of", [needs, companies, proposals, selections, matches])
def test_a_list_costs_the_same_whatever_its_length(of: Callable[[], tuple[User, str, Grow]]):
    user, address, grow = of()
    program, asked, shown = Program(user), [], 0
    for until in (FEW, MANY):
        while shown < until:
            grow()
            shown += 1
        program.get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = program.get(address)
        assert len(answer.json()["results"]) == until
        asked.append(len(queries))
    assert asked[0] == asked[1] <= MOST, asked


@pytest.mark.parametrize("of", [needs, matches])
def test_a_long_list_is_read_whole_each_thing_once(of: Callable[[], tuple[User, str, Grow]]):
    user, address, grow = of()
    for _ in range(SIZE + 3):
        grow()
    program, read, following = Program(user), [], address
    while following:
        answer = program.get(following).json()
        read += [thing.get("id") or thing["cto"] for thing in answer["results"]]
        following = answer["next"]
    assert len(read) == len(set(read)) == SIZE + 3


@pytest.mark.parametrize("of", [needs, companies, proposals, matches])
@pytest.mark.parametrize(
    "cursor", ["", "x", "\x00", "-1", "9" * 5000, "1e400", "00000000-0000-4000-8000-000000000000"]
)
def test_a_cursor_of_ones_own_leads_nowhere(of: Callable[[], tuple[User, str, Grow]], cursor: str):
    user, address, grow = of()
    grow()
    answer = Program(user).get(address, cursor=cursor)
    assert answer.status_code == 400
    assert answer.json()["type"] == "urn:fractional:problem:bad_cursor"


def test_the_need_of_another_is_no_cursor():
    user, address, _grow = needs()
    foreign = factories.make_need()
    assert Program(user).get(address, cursor=str(foreign.public_id)).status_code == 400
