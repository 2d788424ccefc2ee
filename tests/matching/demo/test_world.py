"""The demo's France: as many people, companies, needs and missions as promised, in every state."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.companies.models import Company
from fractional.ctos.models import Cto
from fractional.outbox.models import WAITING, Row
from matching.curation import queue
from matching.demo import crowd, needs, stories, world
from matching.demo.doors import DOORS
from matching.proposals.emails import OPENS_A_TURN
from matching.proposals.models import Proposal, Ranking
from missions.engagements.models import Mission
from missions.needs.models import Need
from tests.trust.invariants import broken

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 24, 10, 30, tzinfo=clock.PARIS)
ONE_WEEK = [TUESDAY + timedelta(days=number) for number in range(7)]


@pytest.fixture
def told():
    with clock.standing_at(TUESDAY):
        stories.tell()
        yield


def test_everybody_is_there_and_nothing_is_broken(told):
    assert Cto.objects.count() == 300
    assert Company.objects.count() == 60
    assert User.objects.filter(is_curator=True).count() == 2
    assert Need.objects.count() == 80
    assert set(Need.objects.values_list("state", flat=True)) == set(Need.State)
    assert Mission.objects.count() == 40
    assert set(Mission.objects.values_list("state", flat=True)) == set(Mission.State)
    states = Counter(Proposal.objects.values_list("state", flat=True))
    assert states["kept"] >= 10
    assert states["accepted"] >= 3
    # What the months before owed is noted as sent: no mail follows from it.
    assert broken(without=("I7",)) == {}
    waiting = Row.objects.mails().filter(state__in=WAITING, due_at__lte=clock.now())
    assert set(waiting.values_list("kind", flat=True)) <= set(OPENS_A_TURN)
    assert not [row.title for row in queue.waiting(clock.today()) if row.late]
    assert User.objects.filter(email__in=[door.email for door in DOORS]).count() == len(DOORS)


@pytest.mark.parametrize("now", ONE_WEEK, ids=lambda now: now.strftime("%A"))
def test_the_example_answers_find_eight_ctos_whatever_the_weekday(now):
    """Of a third of the crowd only: those who are in a mission by now may be any of the others."""
    with clock.standing_at(now):
        claire = world.person("Claire", "Marsault", "claire@fractional.example", is_curator=True)
        crowd.in_bulk(crowd.lives(100), [claire])
        owner = world.person("Nour", "Delavigne", "nour@fractional.example")
        company = world.company(
            owner, claire, name="Essai", sector="saas", stage="series_a", headcount=25, about="Un essai"
        )
        goals = [["delivery", "Livrer chaque semaine", "Délai de livraison", "six semaines"]]
        words = "Nos livraisons ont trois semaines de retard à chaque fois, et les clients le voient."
        need = needs.written(
            company,
            owner,
            goals=goals,
            title="Livrer",
            problem="delivery_slow",
            problem_words=words,
            ceiling_eur=1000,
            asked_half_days=[2, 3, 6, 7],
            start_first_on=workdays.next_monday(clock.today() + timedelta(days=7)),
        )
        needs.submitted(need, owner)
        needs.published(need, claire, days=0)
        assert Ranking.objects.get(need=need).eligible >= 8
