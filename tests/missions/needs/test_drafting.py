"""A need while the company tells it."""

from datetime import timedelta

import pytest

from fractional import clock
from fractional.errors import Conflict
from fractional.history.models import Event
from missions.needs import actions, steps
from missions.needs.models import Need, Verdict
from missions.needs.signals import need_edited
from tests.missions.conftest import GOALS, answers, tell

pytestmark = pytest.mark.django_db

LEAD_DEV = {
    "problem_words": "Il nous faut quelqu’un qui code tous les jours, avec deux juniors.",
    "team_devs": 2,
    "committee_seat": False,
    "hands_on": 2,
    "nature": "hands_on",
}


def events(need: Need) -> list[str]:
    return [event.event for event in Event.objects.of("need", need.pk)]


@pytest.fixture
def heard():
    """The needs that ``need_edited`` spoke of."""
    needs = []

    def hear(sender, need, **kwargs):
        needs.append(need.pk)

    need_edited.connect(hear)
    yield needs
    need_edited.disconnect(hear)


def test_a_draft_belongs_to_its_company_and_is_written_down(draft, kelvio, solene):
    assert (draft.company, draft.created_by, draft.state) == (kelvio, solene, "draft")
    assert events(draft) == ["created"]


def test_half_an_answer_is_kept(draft, solene):
    need = actions.save_step(need=draft, by=solene, fields={"problem_words": "Nos livraisons ralentissent."})
    assert need.problem_words == "Nos livraisons ralentissent."
    assert [step.slug for step in steps.unfinished(need)] == [
        "probleme",
        "equipe",
        "place",
        "rythme",
        "budget",
    ]
    assert need.state == "draft"


def test_a_field_that_is_nobodys_answer_is_not_written(draft, solene):
    need = actions.save_step(need=draft, by=solene, fields={"state": "published", "company_id": 0})
    assert need.state == "draft"


def test_our_opinion_comes_with_the_last_answer(told):
    assert told.state == "assessed"
    assert told.verdict.kind == "part_time"
    assert events(told) == ["created", "assessed"]


def test_our_opinion_follows_the_answers(told, solene):
    need = tell(told, solene, **LEAD_DEV)
    verdict = Verdict.objects.get(need=need)
    assert verdict.kind == "lead_dev"
    assert verdict.reasons[0]["quote"] == "Il nous faut quelqu’un qui code tous les jours, avec deux juniors"
    assert events(need) == ["created", "assessed", "assessed"]


def test_a_need_that_our_opinion_shares_is_submitted(told, solene):
    need = actions.submit(need=told, by=solene)
    assert need.state == "submitted"
    assert need.submitted_at is not None


def test_a_need_is_not_submitted_before_our_other_opinion_was_answered(draft, solene):
    need = tell(draft, solene, **LEAD_DEV)
    with pytest.raises(actions.OpinionToRead):
        actions.submit(need=need, by=solene)
    actions.maintain(need=need, by=solene, why="Nous avons déjà un lead.")
    assert actions.submit(need=need, by=solene).state == "submitted"
    assert "maintained" in events(need)


def test_what_was_maintained_against_one_opinion_is_not_against_another(draft, solene):
    need = tell(draft, solene, **LEAD_DEV)
    actions.maintain(need=need, by=solene, why="Nous avons déjà un lead.")
    need = tell(need, solene, **LEAD_DEV | {"months": 1})
    verdict = Verdict.objects.get(need=need)
    assert (verdict.kind, verdict.maintained_at) == ("audit", None)


def test_maintaining_twice_keeps_the_first_date(draft, solene):
    need = tell(draft, solene, **LEAD_DEV)
    first = actions.maintain(need=need, by=solene, why="Nous avons déjà un lead.").maintained_at
    assert actions.maintain(need=need, by=solene, why="Nous avons déjà un lead.").maintained_at == first
    assert events(need).count("maintained") == 1


def test_an_unfinished_need_is_not_submitted(draft, solene):
    with pytest.raises(actions.Unfinished) as refusal:
        actions.submit(need=draft, by=solene)
    assert [step.slug for step in refusal.value.steps] == ["probleme", "equipe", "place", "rythme", "budget"]


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("transition", "cto_leaves_on", "date"),
        ("reinforcement", "cto_in_place_email", "cto@kelvio.example"),
        ("project", "next_owner", "La directrice des opérations"),
    ],
)
def test_each_kind_of_need_asks_its_own_question(draft, solene, kind, field, value):
    need = tell(draft, solene, kind=kind)
    assert [step.slug for step in steps.unfinished(need)] == ["place"]
    value = clock.today() + timedelta(days=30) if value == "date" else value
    assert steps.unfinished(tell(need, solene, kind=kind, **{field: value})) == []


def test_a_monthly_budget_gives_the_ceiling_and_follows_the_rhythm(draft, solene):
    need = tell(draft, solene, ceiling_eur=None, monthly_budget_eur=9100)
    assert need.ceiling_eur == 1050
    need = actions.save_step(need=need, by=solene, fields={"half_days": 6})
    assert need.ceiling_eur == 700


def test_a_ceiling_stays_when_the_rhythm_changes(told, solene):
    assert actions.save_step(need=told, by=solene, fields={"half_days": 6}).ceiling_eur == 1000


def test_days_per_month_book_half_days_per_week(draft, solene):
    need = tell(draft, solene, half_days=None, days_per_month=3)
    assert (need.half_days, need.monthly_cost_eur(1000)) == (2, 3000)


def test_a_pro_bono_need_has_no_price(draft, solene):
    need = tell(draft, solene, pro_bono=True)
    assert (need.ceiling_eur, need.monthly_budget_eur) == (None, None)
    assert steps.unfinished(need) == []


def test_a_need_without_days_on_site_forgets_its_town(draft, solene):
    need = tell(draft, solene, on_site_half_days=2, town="Lyon", department="69")
    assert need.department == "69"
    assert tell(need, solene, on_site_half_days=0, town="Lyon", department="69").department == ""


def test_goals_are_replaced_whole(told, solene):
    other = {"code": "debt", "result": "Réparer moins", "metric": "Part de réparations", "baseline": ""}
    actions.save_step(need=told, by=solene, fields={}, goals=[*GOALS, other])
    assert [goal.code for goal in told.goals.all()] == ["delivery", "debt"]
    actions.save_step(need=told, by=solene, fields={}, goals=[other])
    assert [goal.code for goal in told.goals.all()] == ["debt"]


def test_another_cto_in_place_has_not_consented(draft, solene):
    need = tell(draft, solene, kind="reinforcement", cto_in_place_email="un@kelvio.example")
    Need.objects.filter(pk=need.pk).update(cto_in_place_agreed_at=clock.now())
    need = actions.save_step(need=need, by=solene, fields={"cto_in_place_email": "deux@kelvio.example"})
    assert need.cto_in_place_agreed_at is None


def test_editing_a_published_need_sends_it_back_to_ranking_and_is_written_down(published, solene, heard):
    actions.save_step(need=published, by=solene, fields={"months": 9})
    assert heard == [published.pk]
    edited = Event.objects.of("need", published.pk).filter(event="edited").get()
    assert edited.facts == {"fields": ["months"]}


def test_words_that_no_ranking_reads_do_not_send_it_back(published, solene, heard):
    actions.save_step(need=published, by=solene, fields={"title": "Livrer mieux"})
    assert heard == []


def test_an_unchanged_answer_is_no_edit(published, solene, heard):
    actions.save_step(need=published, by=solene, fields=answers(), goals=GOALS)
    assert heard == []
    assert "edited" not in events(published)


def test_a_published_need_keeps_every_answer_it_must_have(published, solene):
    with pytest.raises(actions.Unfinished):
        actions.save_step(need=published, by=solene, fields={"decision_maker": ""})
    published.refresh_from_db()
    assert published.decision_maker == "La présidente"


def test_answers_are_frozen_once_profiles_were_shown(published, solene):
    need = actions.mark_selected(need=published, by=None)
    with pytest.raises(Conflict):
        actions.save_step(need=need, by=solene, fields={"months": 9})


def test_a_copy_takes_over_every_answer_and_no_state(published, solene):
    twin = actions.copy(need=published, by=solene)
    assert (twin.state, twin.copied_from, twin.published_at) == ("draft", published, None)
    assert {name: getattr(twin, name) for name in steps.FIELDS} == {
        name: getattr(published, name) for name in steps.FIELDS
    }
    assert [goal.metric for goal in twin.goals.all()] == ["Délai de livraison"]


def test_a_reminder_is_owed_in_six_months(draft, solene):
    from fractional.outbox.models import Row

    day = actions.remind_later(need=draft, by=solene)
    row = Row.objects.get(kind="need_later")
    assert row.due_at.astimezone(clock.PARIS).date() == day == clock.today() + actions.LATER
    assert row.to == solene.email
