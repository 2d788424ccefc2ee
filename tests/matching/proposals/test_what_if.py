"""« Et si… ? » : exact against a whole new ranking, ten a day, of no use to whoever probes (scoring.md section 8)."""

from dataclasses import asdict, replace
from datetime import timedelta
from itertools import combinations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fractional import clock
from fractional.errors import Conflict
from matching.pool.actions import write_card
from matching.pool.columns import load
from matching.pool.requests import request_of, siren_of
from matching.proposals.actions.what_ifs import ask_for_cto, ask_for_need, asker_of
from matching.proposals.models import WhatIf
from matching.proposals.what_if import Facing, ForACto, ForANeed, told
from matching.scoring.rank import rank
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd():
    """Thirty whose floors go from 500 to 1 080 EUR by 20, six of them with few years, some far from Paris."""
    return [
        factories.make_cto(target=1500, floor=500 + 20 * rank, years=2 if rank % 5 == 0 else 8)
        for rank in range(30)
    ]


def whole_run(need, question: ForANeed) -> int:
    """A ranking from the tables, by the formula alone."""
    request = request_of(need)
    changed = replace(
        request,
        ceiling=question.ceiling_eur,
        half_days=question.half_days,
        start_last=request.start_last + 7 * question.later_weeks,
        min_months_cto=12 * question.min_cto_years,
        on_site_half_days=request.on_site_half_days if question.on_site else 0,
    )
    return len(rank(load(siren=siren_of(need)), changed))


def test_a_count_is_that_of_a_whole_new_ranking_in_fives(crowd):
    need = factories.make_need(ceiling_eur=700, min_cto_years=0)
    as_is = ForANeed.as_is(need)
    for question in (
        replace(as_is, ceiling_eur=900),
        replace(as_is, ceiling_eur=1_100),
        replace(as_is, min_cto_years=5, ceiling_eur=1_050),
        replace(as_is, half_days=10),
        replace(as_is, later_weeks=4, ceiling_eur=550),
    ):
        assert len(question.who(need)) == whole_run(need, question)
        answer = ask_for_need(need=need, question=question)
        if answer.told is not None:
            assert answer.told == whole_run(need, question) // 5 * 5


def test_an_eleventh_question_waits_for_tomorrow_whoever_asks_and_the_database_counts(crowd):
    need = factories.make_need(ceiling_eur=700)
    other = factories.make_need(company=need.company, ceiling_eur=700)
    for step in range(10):
        asked = replace(ForANeed.as_is(need), ceiling_eur=750 + 50 * step)
        ask_for_need(need=need if step % 2 else other, question=asked)
    again = ask_for_need(need=other, question=replace(ForANeed.as_is(need), ceiling_eur=750))
    assert again.number == 1
    with pytest.raises(Conflict):
        ask_for_need(need=need, question=replace(ForANeed.as_is(need), ceiling_eur=1_400))
    with pytest.raises(IntegrityError), transaction.atomic():
        WhatIf.objects.create(asker=asker_of(need), number=11, answers={})
    with clock.standing_at(clock.now() + timedelta(days=1)):
        assert ask_for_need(need=need, question=replace(ForANeed.as_is(need), ceiling_eur=1_400)).number == 1


def test_a_rate_off_the_grid_is_refused(crowd):
    need, cto = factories.make_need(ceiling_eur=700), crowd[0]
    with pytest.raises(ValueError, match="multiple of 50"):
        ask_for_need(need=need, question=replace(ForANeed.as_is(need), ceiling_eur=725))
    with pytest.raises(ValueError, match="multiple of 50"):
        ask_for_cto(cto=cto, question=replace(ForACto.as_is(cto), rate_eur=725))
    assert not WhatIf.objects.exists()


def _bisection(ask):
    low, high = 500, 1_100
    before = ask(ceiling_eur=low)
    while high - low > 50:
        middle = (low + high) // 100 * 50
        if ask(ceiling_eur=middle) == before:
            low = middle
        else:
            high = middle
    return low, high


def _staircase(ask):
    return [ask(ceiling_eur=ceiling) for ceiling in range(600, 1_100, 50)]


def _crossed(ask):
    """Each ceiling with and without the young: the differences of differences."""
    return [ask(ceiling_eur=c, min_cto_years=y) for c in (700, 800, 900, 1_000, 1_050) for y in (0, 5)]


def _toggled(ask):
    return [
        ask(**changed)
        for changed in (
            {"min_cto_years": 2},
            {"min_cto_years": 3},
            {"min_cto_years": 9},
            {"half_days": 2},
            {"half_days": 10},
            {"later_weeks": 4},
            {"later_weeks": 8},
            {"on_site": False},
            {"ceiling_eur": 750},
            {"ceiling_eur": 800},
        )
    ]


ATTACKS = (_bisection, _staircase, _crossed, _toggled)


@pytest.mark.parametrize("attack", ATTACKS)
def test_probing_for_two_days_isolates_no_group_under_five(crowd, attack):
    need = factories.make_need(ceiling_eur=700)
    as_is, read = ForANeed.as_is(need), {}
    for day in range(2):

        def ask(day=day, **changed):
            question = replace(as_is, **changed)
            question = replace(question, ceiling_eur=question.ceiling_eur - 50 * day)
            answer = ask_for_need(need=need, question=question)
            if answer.told is not None:
                read[question] = question.who(need)
            return answer.told

        with clock.standing_at(clock.now() + timedelta(days=day)):
            attack(ask)
    for one, other in combinations([as_is.who(need), *read.values()], 2):
        assert len(one ^ other) >= 5
    assert WhatIf.objects.filter(told__isnull=False).exists()


@pytest.mark.parametrize("attack", ATTACKS)
def test_probing_brackets_no_floor_under_fifty_euros(crowd, attack):
    """Wherever in fifty euros a floor stands, every answer of the day is the same."""
    target, transcripts = crowd[15], set()
    for floor in (801, 825, 850):
        target.floor_rate_eur = floor
        target.save()
        write_card(target)
        WhatIf.objects.all().delete()
        need = factories.make_need(ceiling_eur=700)
        as_is, heard = ForANeed.as_is(need), []

        def ask(as_is=as_is, need=need, heard=heard, **changed):
            answer = ask_for_need(need=need, question=replace(as_is, **changed)).told
            heard.append(answer)
            return answer

        attack(ask)
        transcripts.add(tuple(heard))
    assert len(transcripts) == 1


def test_what_is_told_does_not_say_whether_a_handful_differs_or_nobody():
    group = frozenset(range(12))
    assert told(group, [group]) is told(group | {99}, [group]) is told(group - {1, 2, 3, 4}, [group]) is None
    assert told(group | set(range(100, 105)), [group]) == 15


def test_a_cto_reads_how_many_open_needs_would_fit_for_another_rate():
    cto = factories.make_cto(target=1000, floor=1000)
    for ceiling in (700, 700, 750, 800, 800, 850, 900):
        factories.make_need(ceiling_eur=ceiling)
    as_is = ForACto.as_is(cto)
    asked = [replace(as_is, rate_eur=rate) for rate in (700, 800, 850)]
    counts = [len(one.who(Facing.of(cto))) for one in asked]
    assert counts == [7, 4, 2]
    answers = [ask_for_cto(cto=cto, question=one).told for one in asked]
    assert answers == [5, None, None]


def test_ones_own_floor_may_be_asked_about_though_it_stands_off_the_grid(log_in):
    cto = factories.make_cto(floor=880)
    client, page = log_in(cto.user), reverse("proposals:what_if_cto")
    asked = {rate: client.post(page, {"rate_eur": rate, "half_days": 4}).status_code for rate in (880, 890)}
    assert asked[880] != asked[890] == 422


@pytest.mark.parametrize("earlier", [2, 8])
def test_a_question_reads_the_needs_once_however_many_were_answered(earlier: int):
    cto = factories.make_cto(target=1000, floor=1000)
    for _each in range(3):
        factories.make_need()
    asked = ForACto.as_is(cto)
    for number in range(earlier):
        answers = asdict(replace(asked, rate_eur=500 + 50 * number))
        facts = {"asker": asker_of(cto), "number": number + 1, "answers": answers, "told": 5 * number}
        WhatIf.objects.create(asked_on=clock.today() - timedelta(days=1), need_id=None, **facts)
    with CaptureQueriesContext(connection) as queries:
        ask_for_cto(cto=cto, question=replace(asked, rate_eur=950))
    assert len(queries) <= 14, len(queries)
