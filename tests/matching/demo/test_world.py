"""The demo's France: as many people, companies, needs and missions as promised, in every state."""

import os
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
from matching.demo.doors import DOORS, FACES, TALES
from matching.proposals.emails import OPENS_A_TURN
from matching.proposals.models import Proposal, Ranking
from missions.engagements.models import Mission
from missions.needs.models import Need
from tests.trust.invariants import broken

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 24, 10, 30, tzinfo=clock.PARIS)
ONE_WEEK = [TUESDAY + timedelta(days=number) for number in range(7)]
STARTS = ONE_WEEK if os.environ.get("EVERY_WEEKDAY") else ONE_WEEK[:1]
"""Telling it all takes its time: on every weekday when asked for."""


@pytest.mark.timeout(900)
@pytest.mark.parametrize("now", STARTS, ids=lambda now: now.strftime("%A"))
def test_everybody_is_there_and_every_story_stands_where_its_page_says(now):
    with clock.standing_at(now):
        stories.tell()
        everybody_is_there_and_nothing_is_broken()
        every_story_stands_where_its_page_says()


def everybody_is_there_and_nothing_is_broken():
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
    assert states["countered"] == 1
    # What the months before owed is noted as sent: no mail follows from it.
    assert broken(without=("I7",)) == {}
    waiting = Row.objects.mails().filter(state__in=WAITING, due_at__lte=clock.now())
    assert set(waiting.values_list("kind", flat=True)) <= set(OPENS_A_TURN)
    assert not [row.title for row in queue.waiting(clock.today()) if row.late]
    entered = [door.email for door in DOORS if door.email]
    assert User.objects.filter(email__in=entered).count() == len(entered)


def every_story_stands_where_its_page_says():
    assert {told.company for told in TALES} <= set(Company.objects.values_list("name", flat=True))
    stands = dict(
        Need.objects.filter(company__name__in=[told.company for told in TALES]).values_list(
            "company__name", "state"
        )
    )
    assert stands == {
        "Kelvio Atelier": "in_talks",
        "Norvéa Fret": "published",
        "Tilia Pension": "submitted",
        "Orbelys": "submitted",
        "Pistache & Cie": "published",
        "Lumébois": "published",
        "Sarrau": "selected",
        "Gravelle Santé": "expired",
        "Sentiers Partagés": "published",
        "Cobalt Mutuel": "filled",
    }
    waits = Need.objects.get(created_by__email="fondation44@entreprises.example", state="submitted")
    assert waits.title == "Livrer chaque mois"  # tests/journeys/test_outage.py
    assert Mission.objects.get(company__name="Cobalt Mutuel").state == "ended"
    assert Need.objects.get(company__name="Tilia Pension").consents.waiting().exists()
    assert Need.objects.get(company__name="Pistache & Cie").verdict.maintained_at
    eligible = dict(Ranking.objects.values_list("need__company__name", "eligible"))
    assert eligible["Lumébois"] == 0
    assert eligible["Sentiers Partagés"] >= 3
    files = {cto.user.last_name: cto for cto in Cto.objects.exclude(user__email__startswith="cto")}
    assert {name: cto.state for name, cto in files.items()} == {
        "Trévidic": "verified",
        "Rivalet": "verified",
        "Haddour": "verified",
        "Fauvelin": "verified",
        "Courtelard": "oriented",
        "Lemoyne": "oriented",
        "Perrichet": "paused",
        "Kerdoncuff": "verified",
        "Benaloui": "submitted",
    }
    assert len(files) == len(FACES)
    assert files["Courtelard"].recheck_on
    assert files["Kerdoncuff"].is_stale(clock.today())


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
