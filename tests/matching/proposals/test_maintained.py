"""A need that its company keeps against our opinion: whoever is asked reads why."""

import pytest
from django.urls import reverse

from fractional import clock
from missions.needs.models import Verdict
from tests.conftest import logged_in
from tests.matching.proposals.stage import Stage, reach, show

WHY = "Il nous faut une direction."


@pytest.fixture
def page(here: Stage):
    proposal = reach(here, show(here)[0], "sent")
    address = reverse("proposals:proposal", args=[proposal.public_id])

    def read() -> str:
        return logged_in(proposal.cto.user).get(address).content.decode()

    return read


@pytest.fixture
def verdict(here: Stage) -> Verdict:
    return Verdict.objects.create(need=here.need, kind="lead_dev", rules_version=1, points={}, reasons=[])


def test_the_cto_reads_why_the_company_maintains_its_need(page, verdict: Verdict):
    assert "maintient son besoin" not in page()
    verdict.maintained_at, verdict.maintained_why = clock.now(), WHY
    verdict.save()
    assert "un lead dev. L’entreprise maintient son besoin." in page()
    assert f'<p class="quote">{WHY}</p>' in page()


def test_the_page_leads_to_a_report_or_another_opinion(page):
    assert (
        f'<a href="{reverse("accounts:contests")}">Signaler ce besoin ou demander un autre avis</a>' in page()
    )
