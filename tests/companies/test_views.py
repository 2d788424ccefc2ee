"""A company's pages: its account opened, edited, its verification followed; nobody else's."""

import uuid

import pytest
from django.urls import reverse

from fractional.companies import actions
from fractional.companies.models import Company, Member
from tests.companies.conftest import OTHER_SIREN, SIREN, told

pytestmark = pytest.mark.django_db

FORM = {
    "name": "Kelvio Atelier",
    "siren": "732 829 320",
    "stage": "series_a",
    "sector": "saas",
    "headcount": "25",
    "has_cto": "False",
    "town": "",
    "department": "",
    "about": "",
    "first_name": "Solène",
    "last_name": "Marquais",
    "job_title": "Présidente",
}


def test_a_founder_opens_an_account(log_in, solene):
    client = log_in(solene)
    assert client.get(reverse("companies:create")).status_code == 200
    answer = client.post(reverse("companies:create"), FORM)
    company = Company.objects.get()
    assert answer.url == reverse("companies:home")
    assert (company.siren, company.has_cto, company.members.get().user) == (SIREN, False, solene)


def test_a_founder_says_their_name_once(log_in, stranger):
    log_in(stranger).post(reverse("companies:create"), FORM | {"first_name": "Pauline", "last_name": "Roc"})
    stranger.refresh_from_db()
    assert stranger.full_name == "Pauline Roc"
    answer = log_in(stranger).post(reverse("companies:create"), FORM | {"last_name": ""})
    assert answer.status_code == 422


def test_the_founder_wears_the_hat_of_the_new_company(log_in, solene, kelvio):
    client = log_in(solene)
    client.post(reverse("companies:create"), FORM | {"name": "Seconde Maison", "siren": OTHER_SIREN})
    page = client.get(reverse("companies:home"), follow=True)
    assert "Seconde Maison" in page.content.decode()


def test_the_account_leads_on_to_the_page_one_came_from(log_in, solene):
    answer = log_in(solene).post(reverse("companies:create"), FORM | {"next": "/besoins/nouveau/"})
    assert answer.url == "/besoins/nouveau/"


@pytest.mark.parametrize("target", ["//mauvais.example/", "https://mauvais.example/", "javascript:alert(1)"])
def test_it_never_leads_to_somebody_elses_site(log_in, solene, target):
    answer = log_in(solene).post(reverse("companies:create"), FORM | {"next": target})
    assert answer.url == reverse("companies:home")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "obligatoire"),
        ("name", "\u200b\u200b", "visible"),
        ("name", "=SOMME(1)", "lettre"),
        ("siren", "732829321", "Kbis"),
        ("siren", "000000000", "Kbis"),
        ("siren", "12", "Kbis"),
        ("headcount", "0", "au moins 1"),
        ("headcount", "10" * 20, "nombre entier"),
        ("headcount", "dix", "nombre entier"),
        ("stage", "inconnue", "liste"),
        ("sector", "", "obligatoire"),
        ("has_cto", "", "obligatoire"),
        ("department", "99", "liste"),
        ("about", "a\x00b", "caractères"),
    ],
)
def test_a_wrong_answer_is_said_and_the_others_are_kept(log_in, solene, field, value, message):
    answer = log_in(solene).post(reverse("companies:create"), FORM | {"town": "Lyon"} | {field: value})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert message in page
    assert 'value="Lyon"' in page
    assert not Company.objects.exists()


def test_a_taken_siren_is_said_beside_its_field(log_in, stranger, kelvio):
    answer = log_in(stranger).post(reverse("companies:create"), FORM)
    assert answer.status_code == 422
    assert "déjà un compte" in answer.content.decode()


def test_a_company_is_edited_by_any_of_its_members(log_in, kelvio, stranger):
    Member.objects.create(company=kelvio, user=stranger, role="member")
    client = log_in(stranger)
    url = reverse("companies:edit", args=[kelvio.public_id])
    assert 'value="Kelvio Atelier"' in client.get(url).content.decode()
    assert client.post(url, FORM | {"headcount": "31"}).status_code == 302
    kelvio.refresh_from_db()
    assert kelvio.headcount == 31


def test_a_verified_name_is_read_only_and_a_forged_one_is_ignored(log_in, solene, claire, kelvio):
    actions.verify(company=kelvio, by=claire, register_checked_on=kelvio.created_at.date())
    client = log_in(solene)
    url = reverse("companies:edit", args=[kelvio.public_id])
    assert "disabled" in client.get(url).content.decode()
    client.post(url, FORM | {"name": "Autre Nom", "headcount": "31"})
    kelvio.refresh_from_db()
    assert (kelvio.name, kelvio.headcount) == ("Kelvio Atelier", 31)


@pytest.mark.parametrize("name", ["company", "edit"])
def test_a_foreign_company_does_not_exist(log_in, stranger, kelvio, name):
    url = reverse(f"companies:{name}", args=[kelvio.public_id])
    assert log_in(stranger).get(url).status_code == 404
    assert log_in(stranger).get(reverse(f"companies:{name}", args=[uuid.uuid4()])).status_code == 404


def test_who_left_sees_it_no_more(log_in, solene, kelvio):
    kelvio.members.update(left_on=kelvio.created_at.date())
    assert log_in(solene).get(reverse("companies:company", args=[kelvio.public_id])).status_code == 404


def test_a_company_without_siren_is_asked_for_it(log_in, solene):
    company = actions.create_company(user=solene, **told(siren=""))
    page = log_in(solene).get(reverse("companies:company", args=[company.public_id])).content.decode()
    assert "Indiquez votre numéro SIREN" in page


def test_a_refused_company_reads_why(log_in, solene, claire, kelvio):
    actions.refuse(company=kelvio, by=claire, reason="closed")
    page = log_in(solene).get(reverse("companies:company", args=[kelvio.public_id])).content.decode()
    assert "a cessé son activité" in page


def test_home_is_the_first_line_of_the_menu_or_the_opening_of_an_account(log_in, solene, stranger, kelvio):
    assert log_in(solene).get(reverse("companies:home")).url == reverse("needs:list")
    assert log_in(stranger).get(reverse("companies:home")).url == reverse("companies:create")


def test_the_page_of_a_company_costs_few_queries(log_in, solene, kelvio, django_assert_max_num_queries):
    client = log_in(solene)
    url = reverse("companies:company", args=[kelvio.public_id])
    with django_assert_max_num_queries(8):
        client.get(url)
