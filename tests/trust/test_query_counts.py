"""A list asks the database as often for thirty rows as for three."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fractional import clock
from fractional.accounts.models import User
from fractional.ctos.models import Cto
from fractional.outbox.models import Channel, Row
from matching.proposals.models import Selection
from missions.engagements.models import Mission
from missions.needs.models import Need
from tests import factories
from tests.conftest import logged_in

pytestmark = pytest.mark.django_db
FEW, MANY, MOST = 3, 30, 20
"""Rows of the two lists that are compared, and queries that any page may ask."""
Grow = Callable[[], object]


def inbox() -> tuple[User, str, Grow]:
    cto = factories.make_cto(weekly_cap=3)
    states = iter(["sent", "accepted", "chosen"] * MANY)

    def grow():
        need = factories.make_need(state=Need.State.IN_TALKS)
        factories.make_proposal(need=need, cto=cto, state=next(states))

    return cto.user, reverse("proposals:inbox"), grow


def selection() -> tuple[User, str, Grow]:
    need, curator = factories.make_need(state=Need.State.IN_TALKS), factories.make_curator()
    states = iter(["kept", "sent", "accepted"] * MANY)

    def grow():
        sent = need.selections.order_by("pk").last()
        if sent is None or sent.proposals.count() == 5:
            sent = factories.make_selection(need, curator=curator)
        factories.make_proposal(need=need, cto=factories.make_cto(), selection=sent, state=next(states))

    return need.created_by, reverse("proposals:selection", args=[need.public_id]), grow


def queue() -> tuple[User, str, Grow]:
    """Of every kind: files, companies, needs, selections owed, hands, questions, meetings, mails that failed."""
    passed = [clock.now() - timedelta(days=day) for day in (3, 2, 1)]
    curator, numbers = factories.make_curator(), count()

    def grow():
        number = next(numbers)
        factories.make_cto(state=Cto.State.SUBMITTED, owner_curator=curator)
        company = factories.make_company(state="unverified", verified_at=None, verified_by=None)
        factories.make_need(company=company, state=Need.State.SUBMITTED, owner_curator=curator)
        factories.make_hand(factories.make_need(state=Need.State.PUBLISHED), factories.make_cto())
        talks = factories.make_need(state=Need.State.IN_TALKS)
        sent = factories.make_proposal(need=talks, cto=factories.make_cto(), state="sent")
        factories.make_question(sent, reminders=1)
        factories.make_proposal(need=talks, cto=factories.make_cto(), state="accepted", slots=passed)
        Row.objects.create(
            channel=Channel.MAIL,
            key=f"lost:{number}",
            kind="proposal",
            queue="mail",
            to="perdu@exemple.example",
            state="failed",
            finished_at=clock.now(),
            template="proposals/proposal_to_cto",
        )

    return curator, reverse("curation:queue"), grow


def board() -> tuple[User, str, Grow]:
    curator, need = factories.make_curator(), factories.make_need()
    return curator, reverse("curation:board", args=[need.public_id]), factories.make_cto


def prepared_selection() -> tuple[User, str, Grow]:
    """At most five profiles: the others are those of a second need that nobody asked for."""
    curator, need = factories.make_curator(), factories.make_need()
    draft = factories.make_selection(need, curator=curator, sent=False)

    def grow():
        if draft.proposals.count() < 5:
            factories.make_proposal(need=need, cto=factories.make_cto(), selection=draft)

    return curator, reverse("curation:selection", args=[need.public_id]), grow


def journal() -> tuple[User, str, Grow]:
    from fractional.history.actions import record

    curator = factories.make_curator()

    def grow():
        person = factories.make_user()
        record(thing="cto", thing_id=1, event="asked", to_state="asked", by=person, note="Une question.")

    return curator, reverse("curation:journal"), grow


def needs() -> tuple[User, str, Grow]:
    company, curator = factories.make_company(), factories.make_curator()
    owner = company.members.get().user
    states = iter(["published", "in_talks", "draft", "filled", "submitted"] * MANY)

    def grow():
        state = next(states)
        dates = {"filled_at": clock.now()} if state == "filled" else {}
        need = factories.make_need(company=company, state=state, owner_curator=curator, **dates)
        if state == "in_talks":
            factories.make_selection(need, curator=curator)

    return owner, reverse("needs:list"), grow


def missions() -> tuple[User, str, Grow]:
    company = factories.make_company()
    states = iter([{"state": "preparing"}, {"state": "active", "active_at": clock.now()}] * MANY)

    def grow():
        need = factories.make_need(company=company, state=Need.State.FILLED, filled_at=clock.now())
        first = need.start_first_on
        Mission.objects.create(
            need=need,
            company=company,
            cto=factories.make_cto(),
            daily_rate_eur=950,
            half_days=[2, 3],
            starts_on=first,
            ends_on=first + timedelta(days=90),
            contract="freelance",
            will_not_do=["Les astreintes"],
            **next(states),
        )

    return company.members.get().user, reverse("engagements:list"), grow


def own_missions() -> tuple[User, str, Grow]:
    cto = factories.make_cto()

    def grow():
        need = factories.make_need(state=Need.State.FILLED, filled_at=clock.now())
        first = need.start_first_on
        Mission.objects.create(
            need=need,
            company=need.company,
            cto=cto,
            daily_rate_eur=950,
            half_days=[2, 3],
            starts_on=first,
            ends_on=first + timedelta(days=90),
            contract="freelance",
            will_not_do=["Les astreintes"],
        )

    return cto.user, reverse("engagements:list"), grow


LISTS = [inbox, selection, queue, board, prepared_selection, journal, needs, missions, own_missions]


@pytest.mark.parametrize("pages", LISTS, ids=lambda pages: pages.__name__)
def test_thirty_rows_cost_no_more_queries_than_three(pages: Callable[[], tuple[User, str, Grow]]):
    user, address, grow = pages()
    client = logged_in(user)
    asked = dict(_asked(client, address, grow))
    assert asked[MANY] == asked[FEW], "\n".join(asked[MANY])
    assert len(asked[MANY]) <= MOST, "\n".join(asked[MANY])


def _asked(client, address: str, grow: Grow) -> Iterator[tuple[int, list[str]]]:
    rows = 0
    for until in (FEW, MANY):
        while rows < until:
            grow()
            rows += 1
        assert client.get(address).status_code == 200  # what is cached, is
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        yield until, [str(query["sql"]).split(" WHERE ")[0][:200] for query in queries]


def test_a_selection_of_several_weeks_is_read_whole():
    user, address, grow = selection()
    for _ in range(7):
        grow()
    page = logged_in(user).get(address)
    assert page.content.count(b'class="match"') == 7
    assert Selection.objects.count() == 2
