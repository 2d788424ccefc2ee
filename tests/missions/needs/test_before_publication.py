"""What a founder is told before they begin, and what a curator owes first (#29, #46, #49, #51, #74, R14)."""

from statistics import mean

import pytest
from django.urls import reverse

from fractional.companies import notice
from fractional.companies.models import Company
from fractional.history.models import Event
from missions.needs import actions
from missions.needs.fit import is_off_target
from missions.needs.forms import OF_STEP, PublishForm
from missions.needs.models import Need
from missions.needs.sizing import size
from tests.missions.conftest import tell
from tests.missions.needs.briefs import BRIEFS
from tests.missions.needs.test_forms import PLACE

pytestmark = pytest.mark.django_db
SIZED = {
    "part_time": [4, 4, 3, 2, 4, 6, 3, 4, 6, 2, 4, 4, 6, 4],
    "transition": [8, 6, 7, 8, 8, 6],
}
"""Half-days a week that we would advise by hand, in the order of the briefs."""


def test_the_warning_is_read_before_a_need_begins(log_in, solene, kelvio, function):
    client = log_in(solene)
    assert client.post(reverse("needs:new")).status_code == 422
    assert not Need.objects.exists()
    client.post(reverse("needs:new"), {"read": "on"})
    assert Need.objects.get().warning_read_at is not None


@pytest.mark.parametrize("page", ["needs:new", "companies:create"])
def test_how_profiles_are_compared_stands_before_the_first_field(log_in, solene, kelvio, page):
    assert "Comment nous comparons les profils" in log_in(solene).get(reverse(page)).content.decode()


def test_the_version_of_that_notice_is_kept(draft, kelvio):
    for thing, pk in (("need", draft.pk), ("company", kelvio.pk)):
        created = Event.objects.of(thing, pk).get(event="created")
        assert created.facts["notice"] == notice.VERSION


def test_a_need_knows_how_its_company_heard_of_us(draft, kelvio, solene):
    assert draft.source == "unknown"
    Company.objects.filter(pk=kelvio.pk).update(source="investor")
    kelvio.refresh_from_db()
    assert actions.start_need(company=kelvio, by=solene).source == "investor"


@pytest.mark.parametrize(
    ("headcount", "has_cto", "kind", "off"),
    [
        (25, False, "standing", False),
        (9, False, "standing", True),
        (51, False, "standing", True),
        (25, True, "standing", True),
        (25, True, "reinforcement", False),
        (25, True, "transition", False),
    ],
)
def test_the_target_is_ten_to_fifty_people_without_a_cto(headcount, has_cto, kind, off):
    need = Need(company=Company(headcount=headcount, has_cto=has_cto), kind=kind)
    assert is_off_target(need) == off


def test_off_target_a_curator_says_why_they_publish(submitted, verified, claire):
    Company.objects.filter(pk=verified.pk).update(headcount=200)
    need = Need.objects.get(pk=submitted.pk)
    assert not PublishForm({}, need=need).is_valid()
    with pytest.raises(actions.NotPublishable, match="cible"):
        actions.publish(need=need, by=claire)
    published = actions.publish(need=need, by=claire, off_target_note="Une équipe de six, en filiale.")
    assert published.off_target_note == "Une équipe de six, en filiale."


def test_on_target_nothing_is_asked(submitted):
    assert PublishForm({}, need=submitted).is_valid()


def test_deliverables_are_a_closed_list(draft):
    said = PLACE | {"deliverables": ["roadmap", "debt_plan"]}
    assert OF_STEP["place"](said, need=draft).answers()["deliverables"] == ["roadmap", "debt_plan"]
    assert "deliverables" in OF_STEP["place"](PLACE | {"deliverables": ["un site"]}, need=draft).errors


def test_deliverables_are_told_on_the_need(log_in, draft, solene):
    need = tell(draft, solene, deliverables=["debt_plan"])
    page = log_in(solene).get(reverse("needs:need", args=[need.public_id])).content.decode()
    assert "Un plan de dette, avec une règle d’arrêt" in page


def test_the_size_advised_is_within_half_a_day_of_ours_on_the_briefs():
    errors = []
    for advised, ours in SIZED.items():
        briefs = [brief for brief in BRIEFS if brief.advised == advised]
        for brief, half_days in zip(briefs, ours, strict=True):
            found = size(brief.answers)
            errors.append(abs((found.low + found.high) / 2 - half_days) / 2)
    assert mean(errors) < 0.5


def test_a_size_says_what_it_follows_from_and_waits_for_the_team():
    [brief] = [brief for brief in BRIEFS if brief.title == "montée en charge"]
    found = size(brief.answers)
    assert (found.low, found.high, found.reasons) == (3, 5, ("6 devs, sans lead",))
    assert size(brief.answers.__class__()) is None


def test_why_a_need_is_maintained_is_asked_and_shown(log_in, draft, solene, claire):
    need = tell(draft, solene, hands_on=2, team_devs=2, committee_seat=False)
    client, opinion = log_in(solene), reverse("needs:opinion", args=[need.public_id])
    assert client.post(reverse("needs:maintain", args=[need.public_id]), {"why": ""}).status_code == 422
    client.post(reverse("needs:maintain", args=[need.public_id]), {"why": "Il nous faut une direction."})
    assert Need.objects.get(pk=need.pk).verdict.maintained_why == "Il nous faut une direction."
    assert "Il nous faut une direction." in client.get(opinion).content.decode()
