"""A mission's pages: the same for the two who agreed, none for anybody else."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from fractional.data import taxonomy
from missions.engagements import actions
from missions.needs import actions as needs
from tests.missions.engagements.conftest import on

pytestmark = pytest.mark.django_db

PAGES = ["mission", "conditions"]


def in_its_last_days(mission):
    return on(mission.ends_on - timedelta(days=10))


def url(name: str, mission) -> str:
    return reverse(f"engagements:{name}", args=[mission.public_id])


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.parametrize("name", PAGES)
def test_both_sides_read_the_same_terms(log_in, mission, mael, solene, name):
    for person in (mael.user, solene):
        page = text(log_in(person).get(url(name, mission)))
        assert "950 € HT par jour" in page
        assert "8 227 € HT par mois" in page
        assert "mardi et jeudi" in page
        assert "Maël Trévidic" in page


def test_each_side_reads_how_to_write_to_the_other(log_in, mission, mael, solene):
    assert "mailto:solene@kelvio.example" in text(log_in(mael.user).get(url("mission", mission)))
    assert "mailto:mael@trevidic.example" in text(log_in(solene).get(url("mission", mission)))


def test_any_member_of_the_company_reads_it(log_in, mission, colleague):
    assert log_in(colleague).get(url("mission", mission)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_foreign_mission_does_not_exist(log_in, mission, stranger, claire, name):
    assert log_in(stranger).get(url(name, mission)).status_code == 404
    assert log_in(claire).get(url(name, mission)).status_code == 404
    assert log_in(stranger).get(reverse(f"engagements:{name}", args=[uuid.uuid4()])).status_code == 404


def test_what_was_accepted_under_the_floor_is_said_to_the_cto_alone(log_in, mission, mael, solene):
    type(mission).objects.update(daily_rate_eur=800, below_floor_accepted=True)
    assert "sous votre plancher" in text(log_in(mael.user).get(url("mission", mission)))
    assert "plancher" not in text(log_in(solene).get(url("mission", mission)))


def test_the_list_is_that_of_the_hat(log_in, mission, mael, solene, stranger):
    assert mission.need.title in text(log_in(mael.user).get(reverse("engagements:list")))
    assert mission.need.title in text(log_in(solene).get(reverse("engagements:list")))
    assert "Aucune mission" in text(log_in(stranger).get(reverse("engagements:list")))


def test_the_steps_follow_the_state(log_in, mission, solene):
    client = log_in(solene)

    def states():
        return [step["state"] for step in client.get(url("mission", mission)).context["steps"]]

    assert states() == ["done", "current", "todo", "todo"]
    actions.activate(mission=mission)
    assert states() == ["done", "done", "current", "todo"]
    actions.close(mission=mission)
    assert states() == ["done", "done", "done", "current"]
    actions.end(mission=mission, by=solene)
    assert states() == ["done", "done", "done", "done"]


def test_a_broken_mission_says_where_it_stopped(log_in, mission, solene):
    actions.break_off(mission=mission, by=solene, side="company", reason="budget")
    steps = log_in(solene).get(url("mission", mission)).context["steps"]
    assert [step["state"] for step in steps] == ["done", "stopped"]


@pytest.mark.parametrize("name", PAGES)
def test_a_mission_costs_few_queries(log_in, mission, solene, name, django_assert_max_num_queries):
    client = log_in(solene)
    with django_assert_max_num_queries(9):
        client.get(url(name, mission))


def test_the_list_costs_the_same_for_one_mission_and_for_three(
    log_in, mission, mael, draft, solene, django_assert_max_num_queries
):
    client = log_in(mael.user)
    actions.break_off(mission=mission, by=solene, side="company", reason="budget")
    for _times in range(2):
        again = actions.start_mission(
            need=mission.need,
            cto=mael,
            by=mael.user,
            daily_rate_eur=950,
            half_days=[2],
            starts_on=mission.starts_on,
            ends_on=mission.ends_on,
            contract="freelance",
            will_not_do=["Recruter"],
        )
        actions.break_off(mission=again, by=solene, side="company", reason="budget")
    with django_assert_max_num_queries(7):
        answer = client.get(reverse("engagements:list"))
    assert len(answer.context["over"]) == 3


def test_a_filled_need_leads_to_its_mission(log_in, mission, in_talks, solene):
    needs.mark_filled(need=in_talks, by=None)
    page = text(log_in(solene).get(reverse("needs:need", args=[in_talks.public_id])))
    assert url("mission", mission) in page


@pytest.mark.parametrize("name", PAGES)
def test_both_pages_say_what_this_person_will_not_do(log_in, mission, solene, name):
    assert "Écrire du code en production" in text(log_in(solene).get(url(name, mission)))


def test_the_sheet_says_the_place_that_was_promised(log_in, mission, mael):
    type(mission.need).objects.update(
        committee_seat=True, decision_rights="Le budget technique", decision_maker="Solène"
    )
    page = text(log_in(mael.user).get(url("conditions", mission)))
    for said in ("un siège", "Le budget technique", "Solène"):
        assert said in page


def test_the_sheet_says_what_is_handed_over(log_in, mission, mael):
    codes = [entry.code for entry in taxonomy.deliverables][:2]
    type(mission.need).objects.update(deliverables=codes)
    page = text(log_in(mael.user).get(url("conditions", mission)))
    for code in codes:
        assert escape(taxonomy.deliverables.label(code)) in page


def test_an_owner_closes_then_ends_with_somebody_to_take_over(log_in, active, project, solene):
    client = log_in(solene)
    with in_its_last_days(active):
        assert "Préparer la passation" in text(client.get(url("mission", active)))
        assert client.post(url("close", active)).status_code == 302
        page = client.get(url("end", active))
        assert "Léa Roux, lead dev" in text(page)
        assert client.post(url("end", active), {"next_owner": ""}).status_code == 422
        assert client.post(url("end", active), {"next_owner": "Noé Brisset"}).status_code == 302
        assert "Repris par Noé Brisset" in text(client.get(url("mission", active)))


def test_the_cto_breaks_off_with_a_reason_that_the_company_reads(log_in, active, mael, solene):
    client = log_in(mael.user)
    with in_its_last_days(active):
        assert client.post(url("break_off", active), {"reason": "inconnu"}).status_code == 422
        assert client.post(url("break_off", active), {"reason": "does_not_work"}).status_code == 302
        assert "la collaboration ne prend pas" in text(log_in(solene).get(url("mission", active)))


def test_what_cannot_be_done_any_more_leads_back_to_the_mission(log_in, mission, solene):
    client = log_in(solene)
    for name in ("end", "renew"):
        assert client.get(url(name, mission)).headers["Location"] == url("mission", mission)


def test_a_plain_member_decides_nothing(log_in, active, colleague):
    client = log_in(colleague)
    with in_its_last_days(active):
        page = text(client.get(url("mission", active)))
        for name in ("close", "end", "break_off", "renew"):
            assert url(name, active) not in page
            assert client.post(url(name, active)).status_code == 403
