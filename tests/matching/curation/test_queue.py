"""What waits for a curator, and by when."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from fractional import clock
from fractional.companies.models import Company
from fractional.ctos import actions as cto_actions
from fractional.ctos.models import Cto
from matching.curation.queue import Waiting, waiting
from missions.needs.models import Need
from tests import factories
from tests.conftest import logged_in

pytestmark = pytest.mark.django_db

MONDAY = datetime(2027, 1, 11, 10, tzinfo=clock.PARIS)
UNVERIFIED = {"state": Company.State.UNVERIFIED, "verified_at": None, "verified_by": None}


@pytest.fixture(autouse=True)
def monday():
    with clock.standing_at(MONDAY):
        yield


def rows(kind: str) -> list[Waiting]:
    return [row for row in waiting(clock.today()) if row.kind == kind]


@pytest.fixture
def nameless() -> Company:
    """A company that has not given its SIREN."""
    return factories.make_company(siren="", created_at=MONDAY - timedelta(days=60), **UNVERIFIED)


def test_a_missing_siren_is_to_be_asked_for_once_a_need_waits_for_it(nameless):
    assert rows("SIREN à demander") == []
    need = factories.make_need(company=nameless, state=Need.State.SUBMITTED)
    row = rows("SIREN à demander")[0]
    assert (row.title, row.due_on, row.late) == (nameless.name, date(2027, 1, 13), False)
    page = logged_in(factories.make_curator()).get(row.url).content.decode()
    assert "Le numéro SIREN manque" in page
    assert f"/besoins/{need.public_id}/" in page or str(need.public_id) in page
    assert "verifier" not in page


def test_a_company_is_promised_from_its_need_and_not_from_its_account(nameless):
    Company.objects.filter(pk=nameless.pk).update(siren=factories.siren(4711))
    factories.make_need(company=nameless, state=Need.State.SUBMITTED)
    assert rows("SIREN à demander") == []
    assert [row.due_on for row in rows("Entreprise")] == [date(2027, 1, 13)]


# --- Verified files that have changed -------------------------------------------------------------------
@pytest.fixture
def changed() -> Cto:
    cto = factories.make_cto(user=factories.make_user(first_name="Maël", last_name="Trévidic"))
    cto_actions.change_post(post=cto.posts.get(), by=cto.user, result="Délai divisé par dix", team_led=9)
    return cto


def test_what_a_verified_cto_has_changed_is_to_be_read_within_five_working_days(changed):
    row = rows("Expérience à relire")[0]
    assert (row.title, row.due_on) == ("Maël Trévidic", date(2027, 1, 18))


def test_the_page_shows_both_versions_and_reading_empties_the_row(changed):
    curator = logged_in(factories.make_curator())
    page = curator.get(rows("Expérience à relire")[0].url).content.decode()
    assert "Délai divisé par dix" in page
    assert "Délai de livraison divisé par trois" in page
    assert "Personnes que vous dirigiez</dt><dd>9" in page
    assert "avant : 8" in page
    assert "Stade" not in page.split("<h2>Règles")[0]  # what did not change is not shown again
    answer = curator.post(reverse("curation:read_changes", args=[changed.public_id]))
    assert answer.url == reverse("curation:queue")
    assert rows("Expérience à relire") == []
    page = curator.get(reverse("curation:cto", args=[changed.public_id])).content.decode()
    assert "divisé par trois" not in page
    assert "changements relus" in page


def test_a_question_takes_the_row_away_until_the_cto_answers(changed):
    curator = logged_in(factories.make_curator())
    ask = reverse("curation:ask_about_changes", args=[changed.public_id])
    assert curator.post(ask, {"what": ""}).status_code == 422
    assert curator.post(ask, {"what": "Divisé par dix, mesuré comment ?"}).status_code == 302
    assert rows("Expérience à relire") == []
    page = curator.get(reverse("curation:cto", args=[changed.public_id])).content.decode()
    assert "Divisé par dix, mesuré comment" in page
    cto_actions.change_post(post=changed.posts.get(), by=changed.user, result="Délai divisé par neuf")
    assert len(rows("Expérience à relire")) == 1
