"""What the database refuses of a need, whatever the code above it does."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from fractional import clock
from missions.needs.models import Goal, Need, Verdict

pytestmark = pytest.mark.django_db


def refused(constraint: str, need: Need, **fields) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(**fields)


@pytest.mark.parametrize(
    ("state", "constraint"),
    [
        ("assessed", "need_assessed_dated"),
        ("submitted", "need_submitted_dated"),
        ("asked", "need_asked_dated"),
        ("expired", "need_expired_dated"),
        ("withdrawn", "need_withdrawn_with_a_reason"),
        ("published", "need_published_"),
        ("perdu", "need_state_known"),
    ],
)
def test_a_state_comes_with_its_date(draft, state, constraint):
    refused(constraint, draft, state=state)


@pytest.mark.parametrize(
    ("state", "constraint"),
    [
        ("selected", "need_selected_dated"),
        ("in_talks", "need_in_talks_dated"),
        ("filled", "need_filled_dated"),
        ("paused", "need_paused_dated"),
    ],
)
def test_a_state_of_a_published_need_comes_with_its_date(published, state, constraint):
    refused(constraint, published, state=state)


@pytest.mark.parametrize(
    "field",
    [
        "half_days",
        "months",
        "start_first_on",
        "start_last_on",
        "hands_on",
        "function",
        "promised_on",
        "confirmed_on",
    ],
)
def test_a_published_need_lacks_no_answer(published, field):
    refused("need_published_is_complete", published, **{field: None})


@pytest.mark.parametrize("field", ["kind", "problem", "title"])
def test_a_published_need_lacks_no_word(published, field):
    refused("need_published_is_complete", published, **{field: ""})


def test_a_published_need_has_a_price_or_is_pro_bono(published):
    refused("need_published_has_a_price", published, ceiling_eur=None)
    refused("need_published_has_a_price", published, pro_bono=True)
    Need.objects.filter(pk=published.pk).update(pro_bono=True, ceiling_eur=None)


def test_a_reinforcement_is_not_published_without_the_consent_of_the_cto_in_place(published):
    refused("need_reinforcement_has_consent", published, kind="reinforcement")
    Need.objects.filter(pk=published.pk).update(kind="reinforcement", cto_in_place_agreed_at=clock.now())


@pytest.mark.parametrize("half_days", [0, 11])
def test_a_rhythm_has_one_to_ten_half_days(draft, half_days):
    refused("need_half_days_bounded", draft, half_days=half_days)


@pytest.mark.parametrize("days", [0, 22])
def test_a_monthly_rhythm_has_one_to_twenty_one_days(draft, days):
    refused("need_days_per_month_bounded", draft, days_per_month=days)


def test_fixed_half_days_are_those_of_a_week(draft):
    refused("need_half_days_known", draft, asked_half_days=[10])


@pytest.mark.parametrize("months", [0, 25])
def test_no_need_is_open_ended(draft, months):
    refused("need_months_bounded", draft, months=months)


@pytest.mark.parametrize("rate", [50, 1010, 3050])
def test_a_ceiling_stands_on_the_grid(draft, rate):
    refused("need_ceiling_on_the_grid", draft, ceiling_eur=rate)


def test_a_window_opens_before_it_closes(draft):
    today = clock.today()
    refused(
        "need_window_opens_before_it_closes",
        draft,
        start_first_on=today,
        start_last_on=today - timedelta(days=1),
    )


def test_days_on_site_are_somewhere(draft):
    refused("need_on_site_somewhere", draft, on_site_half_days=2)


def test_three_priorities_at_most(draft):
    refused("need_three_priorities_at_most", draft, priorities=["rate", "days", "goals", "years"])


@pytest.mark.parametrize("field", ["metric", "result"])
def test_a_goal_without_metric_or_result_is_refused(draft, field):
    row = {"code": "delivery", "result": "Livrer", "metric": "Délai"} | {field: ""}
    with pytest.raises(IntegrityError, match="goal_has_a_metric"), transaction.atomic():
        Goal.objects.create(need=draft, **row)


def test_a_goal_is_named_once(draft):
    Goal.objects.create(need=draft, code="delivery", result="Livrer", metric="Délai")
    with pytest.raises(IntegrityError, match="goal_once_per_need"), transaction.atomic():
        Goal.objects.create(need=draft, code="delivery", result="Encore", metric="Délai")


def test_an_opinion_is_one_of_six(draft):
    with pytest.raises(IntegrityError, match="verdict_kind_known"), transaction.atomic():
        Verdict.objects.create(need=draft, kind="personne", rules_version=1, points={}, reasons=[])
