"""What a founder may type, and what they are told when it cannot be."""

from datetime import timedelta

import pytest

from fractional import clock
from missions.needs.forms import OF_STEP, PauseForm, WithdrawForm
from missions.needs.models import Need
from tests.missions.conftest import GOALS, answers, tell

pytestmark = pytest.mark.django_db

PROBLEM = {
    "problem_words": "Nos livraisons prenaient deux semaines, elles en prennent six.",
    "if_nothing_changes": "",
    "problem": "delivery_slow",
    "title": "",
    "goal_1_code": "delivery",
    "goal_1_result": "Livrer chaque semaine",
    "goal_1_metric": "Délai de livraison",
    "goal_1_baseline": "",
}
TEAM = {"team_devs": "7", "team_outsourced": "", "team_has_lead": "False", "decision_maker": "La présidente"}
PLACE = {"kind": "standing", "scope": "cto", "nature": "lead", "hands_on": "0", "committee_seat": "True"}
BUDGET = {"monthly_budget_eur": "", "ceiling_eur": "1000"}


def rhythm(**changes) -> dict:
    first = clock.today() + timedelta(days=30)
    told = {
        "half_days": "4",
        "days_per_month": "",
        "start_first_on": first.isoformat(),
        "start_last_on": (first + timedelta(days=28)).isoformat(),
        "months": "6",
        "on_site_half_days": "0",
        "languages": ["fr"],
        "contracts": ["freelance"],
    }
    return told | changes


def errors(step: str, data: dict, need: Need) -> dict[str, str]:
    form = OF_STEP[step](data, need=need)
    return {name: str(next(iter(messages))) for name, messages in form.errors.items()}


# --- 1. The problem ----------------------------------------------------------------------------------
def test_a_problem_told_in_full_is_accepted(draft):
    form = OF_STEP["probleme"](PROBLEM, need=draft)
    assert form.is_valid(), form.errors
    assert form.goals() == [
        {
            "result": "Livrer chaque semaine",
            "code": "delivery",
            "metric": "Délai de livraison",
            "baseline": "",
        }
    ]


def test_without_a_title_the_chosen_line_is_taken_and_follows_the_choice(draft, solene):
    form = OF_STEP["probleme"](PROBLEM, need=draft)
    assert form.answers()["title"] == "La livraison ralentit"
    draft.problem, draft.title = "delivery_slow", "La livraison ralentit"
    again = OF_STEP["probleme"](PROBLEM | {"problem": "debt", "title": draft.title}, need=draft)
    assert again.answers()["title"] == "La dette technique nous freine"
    own = OF_STEP["probleme"](PROBLEM | {"problem": "debt", "title": "Souffler"}, need=draft)
    assert own.answers()["title"] == "Souffler"


def test_a_vague_answer_gets_an_example_and_a_second_try(draft):
    told = errors("probleme", PROBLEM | {"problem_words": "Ça va mal."}, draft)
    assert "Par exemple" in told["problem_words"]


@pytest.mark.parametrize(
    ("missing", "message"), [("metric", "indicateur"), ("result", "résultat"), ("code", "quel ordre")]
)
def test_a_goal_without_metric_is_refused(draft, missing, message):
    assert message in errors("probleme", PROBLEM | {f"goal_1_{missing}": ""}, draft)[f"goal_1_{missing}"]
    second = {"goal_2_code": "debt", "goal_2_result": "Réparer moins", "goal_2_metric": "Part de réparations"}
    told = errors("probleme", PROBLEM | second | {f"goal_2_{missing}": ""}, draft)
    assert message in told[f"goal_2_{missing}"]


def test_a_goal_is_named_once(draft):
    second = {"goal_2_code": "delivery", "goal_2_result": "Livrer", "goal_2_metric": "Délai"}
    assert "déjà cité" in errors("probleme", PROBLEM | second, draft)["goal_2_code"]


def test_an_incomplete_goal_is_left_out_of_what_is_saved_as_typed(draft):
    form = OF_STEP["probleme"](PROBLEM | {"goal_2_result": "Réparer moins"}, need=draft)
    assert [goal["code"] for goal in form.goals()] == ["delivery"]


def test_goals_come_back_into_the_form(told):
    form = OF_STEP["probleme"](need=told)
    assert form["goal_1_metric"].value() == GOALS[0]["metric"]
    assert [group["open"] for group in form.goal_groups()] == [True, False, False]


# --- 2 and 3. The team, the place ----------------------------------------------------------------------
def test_a_team_is_counted(draft):
    assert OF_STEP["equipe"](TEAM, need=draft).answers()["team_outsourced"] == 0
    assert errors("equipe", TEAM | {"team_devs": "-1"}, draft)["team_devs"]
    assert errors("equipe", TEAM | {"team_devs": "1e999"}, draft)["team_devs"]
    assert errors("equipe", TEAM | {"team_has_lead": "peut-être"}, draft)["team_has_lead"]
    assert errors("equipe", TEAM | {"tags": ["cobol"]}, draft)["tags"]


def test_nobody_decides_is_no_answer(draft):
    assert errors("equipe", TEAM | {"decision_maker": ""}, draft)["decision_maker"]


@pytest.mark.parametrize(
    ("kind", "field"),
    [("transition", "cto_leaves_on"), ("reinforcement", "cto_in_place_email"), ("project", "next_owner")],
)
def test_each_kind_asks_its_own_question(draft, kind, field):
    form = OF_STEP["place"](PLACE | {"kind": kind}, need=draft)
    assert [question.name for question in form.own_questions()] == [field]
    assert field in form.errors


def test_the_answer_of_another_kind_is_forgotten(draft):
    form = OF_STEP["place"](PLACE | {"next_owner": "Moi", "cto_in_place_email": "un@exemple.fr"}, need=draft)
    assert form.is_valid()
    assert (form.answers()["next_owner"], form.answers()["cto_in_place_email"]) == ("", "")


@pytest.mark.parametrize(
    ("field", "value"), [("kind", "cdi"), ("nature", "x"), ("hands_on", "3"), ("scope", "")]
)
def test_only_the_answers_of_the_list_are_taken(draft, field, value):
    assert field in errors("place", PLACE | {field: value}, draft)


# --- 4. The rhythm -------------------------------------------------------------------------------------
def test_a_rhythm_is_weekly_or_monthly(draft):
    assert OF_STEP["rythme"](rhythm(), need=draft).is_valid()
    monthly = OF_STEP["rythme"](rhythm(half_days="", days_per_month="3"), need=draft)
    assert monthly.is_valid(), monthly.errors
    assert (monthly.answers()["half_days"], monthly.answers()["days_per_month"]) == (2, 3)
    assert "un rythme" in errors("rythme", rhythm(half_days=""), draft)["half_days"]
    assert "l’un ou l’autre" in errors("rythme", rhythm(days_per_month="3"), draft)["half_days"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("half_days", "11"),
        ("half_days", "-2"),
        ("months", "0"),
        ("months", "25"),
        ("months", "99999999999999999999"),
        ("start_first_on", "0000-00-00"),
        ("start_first_on", "9999-12-31"),
        ("start_first_on", "demain"),
        ("languages", []),
        ("contracts", ["bspce"]),
        ("on_site_half_days", "12"),
        ("asked_half_days", ["10"]),
    ],
)
def test_what_no_week_or_calendar_holds_is_refused(draft, field, value):
    assert field in errors("rythme", rhythm(**{field: value}), draft)


def test_a_window_opens_in_the_future_and_closes_after_it_opened(draft):
    today = clock.today()
    past = (today - timedelta(days=1)).isoformat()
    assert "passée" in errors("rythme", rhythm(start_first_on=past), draft)["start_first_on"]
    assert "précède" in errors("rythme", rhythm(start_last_on=today.isoformat()), draft)["start_last_on"]
    far = (today + timedelta(days=300)).isoformat()
    assert "six mois" in errors("rythme", rhythm(start_last_on=far), draft)["start_last_on"]


def test_a_window_that_has_opened_meanwhile_may_stay(told, solene):
    with clock.shifted(timedelta(days=40)):
        first, last = told.start_first_on.isoformat(), told.start_last_on.isoformat()
        assert errors("rythme", rhythm(start_first_on=first, start_last_on=last), told) == {}


def test_fixed_half_days_fit_into_the_rhythm(draft):
    told = errors("rythme", rhythm(half_days="2", asked_half_days=["0", "1", "2"]), draft)
    assert "1 jour par semaine" in told["asked_half_days"]


def test_days_on_site_are_somewhere_and_within_the_rhythm(draft):
    assert "département" in errors("rythme", rhythm(on_site_half_days="2"), draft)["department"]
    told = errors("rythme", rhythm(half_days="2", on_site_half_days="4", department="69"), draft)
    assert "plus de jours" in told["on_site_half_days"]


def test_usual_dates_and_length_are_proposed_and_no_rhythm_is(draft):
    form = OF_STEP["rythme"](need=draft)
    assert form["start_first_on"].value().weekday() == 0
    assert form["months"].value() == 6
    assert form["half_days"].value() is None


# --- 5. The budget -------------------------------------------------------------------------------------
def test_a_budget_is_monthly_or_daily(draft):
    assert OF_STEP["budget"](BUDGET, need=draft).is_valid()
    assert (
        "l’un ou l’autre" in errors("budget", BUDGET | {"monthly_budget_eur": "9100"}, draft)["ceiling_eur"]
    )
    assert errors("budget", BUDGET | {"ceiling_eur": ""}, draft)["monthly_budget_eur"]


@pytest.mark.parametrize("rate", ["1070", "50", "3050", "0", "-900", "9" * 30, "mille"])
def test_a_ceiling_stands_on_the_grid(draft, rate):
    assert "ceiling_eur" in errors("budget", BUDGET | {"ceiling_eur": rate}, draft)


def test_a_budget_that_pays_nobody_is_told_with_its_rhythm(draft, solene):
    need = tell(draft, solene)
    told = errors("budget", {"monthly_budget_eur": "800"}, need)
    assert "2 jours par semaine" in told["monthly_budget_eur"]


def test_a_pro_bono_need_asks_for_no_price(draft):
    form = OF_STEP["budget"]({"pro_bono": "on", "ceiling_eur": "1000"}, need=draft)
    assert form.is_valid()
    assert form.answers()["ceiling_eur"] is None


def test_three_priorities_at_most(draft):
    told = errors("budget", BUDGET | {"priorities": ["rate", "days", "goals", "years"]}, draft)
    assert "3" in told["priorities"]


def test_words_that_the_law_takes_badly_are_hinted_and_never_refused(draft):
    form = OF_STEP["probleme"](PROBLEM | {"if_nothing_changes": "Un jeune CTO, de 9h à 18h."}, need=draft)
    assert form.is_valid()
    assert [hint.words for hint in form.hints()] == ["jeune CTO", "de 9h à 18h"]


# --- Endings -------------------------------------------------------------------------------------------
def test_a_withdrawal_has_a_reason_of_the_list():
    assert WithdrawForm({"reason": "budget"}).is_valid()
    assert not WithdrawForm({"reason": "caprice"}).is_valid()
    assert not WithdrawForm({}).is_valid()


@pytest.mark.parametrize(("days", "valid"), [(0, False), (1, True), (60, True), (61, False)])
def test_a_pause_ends_within_sixty_days(days, valid):
    assert PauseForm({"until": (clock.today() + timedelta(days=days)).isoformat()}).is_valid() is valid


def test_every_step_has_a_form_whose_fields_are_those_of_the_step(draft):
    from missions.needs.steps import STEPS

    for step in STEPS:
        form = OF_STEP[step.slug](need=draft)
        assert {*step.asks, *step.offers} - {"goals"} <= set(form.fields), step.slug
    assert set(answers()) - {"title"} <= {name for step in STEPS for name in (*step.asks, *step.offers)}
