"""What a need still waits for before it is published: told to the company with a link, and asked of it by the team."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from fractional import clock
from fractional.companies import actions as companies
from fractional.companies.models import Company
from missions.needs import actions, publication
from tests.missions.conftest import SIREN, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def kelvio(solene) -> Company:
    """This company has not given its SIREN."""
    return companies.create_company(
        user=solene, name="Kelvio Atelier", stage="series_a", sector="saas", headcount=25
    )


def lacking(need) -> list[str]:
    need.company.refresh_from_db()
    return [str(lack.text) for lack in publication.lacks(need)]


def page_of(need, client) -> str:
    return re.sub(r"\s+", " ", client.get(reverse("needs:need", args=[need.public_id])).content.decode())


def test_the_company_comes_first_from_its_siren_to_its_verification(submitted, kelvio, solene, claire):
    assert lacking(submitted) == ["le numéro SIREN de l’entreprise"]
    companies.update(company=kelvio, by=solene, siren=SIREN)
    assert lacking(submitted) == ["la vérification de l’entreprise"]
    companies.verify(company=kelvio, by=claire, register_checked_on=clock.today())
    assert lacking(submitted) == []
    assert actions.publish(need=submitted, by=claire).state == "published"


def test_a_refused_company_reads_why(submitted, kelvio, claire, log_in, solene):
    companies.refuse(company=kelvio, by=claire, reason="not_found")
    assert "que nous avons refusée" in lacking(submitted)[0]
    assert reverse("companies:company", args=[kelvio.public_id]) in page_of(submitted, log_in(solene))


def test_a_reinforcement_lacks_the_consent_of_the_cto_in_place(draft, solene):
    need = tell(draft, solene, kind="reinforcement", cto_in_place_email="cto@kelvio.example")
    assert "l’accord écrit du CTO en place" in lacking(need)


def test_a_window_that_has_passed_is_to_be_changed(submitted):
    with clock.standing_at(clock.now() + timedelta(days=90)):
        assert "une période de démarrage à venir" in lacking(submitted)


def test_a_published_need_and_one_that_has_ended_lack_nothing(submitted, verified, solene, claire):
    assert publication.lacks(actions.withdraw(need=submitted, by=solene, reason="budget")) == []


@pytest.fixture
def verified(kelvio, solene, claire) -> Company:
    companies.update(company=kelvio, by=solene, siren=SIREN)
    return companies.verify(company=kelvio, by=claire, register_checked_on=clock.today())


def test_whoever_publishes_too_early_is_told_all_that_is_missing(draft, solene, claire):
    need = tell(draft, solene, kind="reinforcement", cto_in_place_email="cto@kelvio.example")
    need = actions.submit(need=need, by=solene)
    with pytest.raises(actions.NotPublishable, match="SIREN de l’entreprise et l’accord"):
        actions.publish(need=need, by=claire)


def test_the_page_of_the_need_leads_to_the_siren_and_back(submitted, kelvio, solene, log_in):
    client = log_in(solene)
    page = page_of(submitted, client)
    assert "Ce qui manque encore avant la publication" in page
    assert "manque le numéro SIREN" in page  # the steps say it too
    link = re.search(r'href="([^"#]*/modifier/[^"#]*)#id_siren"', page)[1]
    form = client.get(link)
    answers = form.context["form"].initial | {"siren": SIREN}
    answer = client.post(link, {name: value for name, value in answers.items() if value is not None})
    assert answer.url == reverse("needs:need", args=[submitted.public_id])
    page = page_of(submitted, client)
    assert "Ce qui manque encore" not in page  # the rest is the team's to do
    assert "manque la vérification de l’entreprise" in page


def test_a_draft_says_it_too_before_it_is_sent(draft, solene, log_in):
    assert "Ajouter le SIREN" in page_of(draft, log_in(solene))
