"""The place that is given, and what it costs (rows 31, 52, 55, 56, 90)."""

import pytest
from django.urls import reverse

from missions.needs import actions
from missions.needs.costs import estimate
from missions.needs.forms import OF_STEP
from tests.missions.conftest import answers, tell
from tests.missions.needs.test_forms import PLACE, TEAM

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(log_in, draft, solene):
    def read(**changes) -> str:
        need = tell(draft, solene, **changes)
        return log_in(solene).get(reverse("needs:need", args=[need.public_id])).content.decode()

    return read


def test_a_business_counterpart_is_asked_and_may_wait(draft):
    form = OF_STEP["equipe"]({**TEAM, "business_counterpart": "La directrice commerciale"}, need=draft)
    assert form.answers()["business_counterpart"] == "La directrice commerciale"
    assert OF_STEP["equipe"]({**TEAM, "business_counterpart": ""}, need=draft).is_valid()


def test_the_place_given_is_asked_and_told(draft, page):
    assert "committee_seat" in OF_STEP["place"]({**PLACE, "committee_seat": ""}, need=draft).errors
    assert "hors du comité de direction" in page(committee_seat=False)
    shown = page(committee_seat=True, decision_rights="Les outils jusqu’à 5 000 €")
    assert "au comité de direction" in shown
    assert "Les outils jusqu’à 5 000 €" in shown


def test_a_month_and_a_year_stand_beside_a_full_time_cto():
    cost = estimate(1000, half_days=4)
    assert (cost.month_eur, cost.year_eur) == (8660, 88_000)
    assert cost.full_time_year_eur > cost.full_time_salary_eur > 0


def test_a_project_names_who_takes_it_over(draft):
    said = {**PLACE, "kind": "project", "next_owner": ""}
    assert "next_owner" in OF_STEP["place"](said, need=draft).errors


def test_a_pro_bono_need_has_no_price_and_keeps_its_days(draft, solene, verified, claire):
    need = tell(draft, solene, pro_bono=True, ceiling_eur=1000)
    assert (need.ceiling_eur, need.half_days) == (None, answers()["half_days"])
    published = actions.publish(need=actions.submit(need=need, by=solene), by=claire)
    assert (published.state, published.ceiling_eur) == ("published", None)
