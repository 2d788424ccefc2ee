"""What may happen to a company, and what the database refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from fractional.companies import actions
from fractional.companies.models import Company, Member
from fractional.companies.signals import company_changed
from fractional.errors import Conflict, DomainError
from fractional.history.models import Event
from fractional.outbox.models import Row
from tests.companies.conftest import OTHER_SIREN, SIREN, told

pytestmark = pytest.mark.django_db

READ_ON = date(2026, 11, 23)


def refused(constraint: str, company: Company, **fields) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Company.objects.filter(pk=company.pk).update(**fields)


def test_who_opens_the_account_owns_it(kelvio, solene):
    member = kelvio.members.get()
    assert (member.user, member.role, member.job_title) == (solene, "owner", "Présidente")
    assert Event.objects.of("company", kelvio.pk).get().event == "created"


def test_a_second_account_of_a_siren_is_told_what_to_do(kelvio, stranger):
    with pytest.raises(actions.SirenTaken, match="déjà un compte") as refusal:
        actions.create_company(user=stranger, **told(name="Kelvio bis"))
    assert refusal.value.status == 409
    assert not stranger.memberships.exists()


def test_two_companies_without_siren_yet_live_side_by_side(solene, stranger):
    actions.create_company(user=solene, **told(siren=""))
    actions.create_company(user=stranger, **told(siren=""))


def test_a_company_changes_what_it_says_of_itself(kelvio, solene):
    company = actions.update(company=kelvio, by=solene, headcount=40, town="Lyon")
    assert (company.headcount, company.town) == (40, "Lyon")
    assert Event.objects.of("company", kelvio.pk).last().facts == {"fields": ["headcount", "town"]}


def test_saying_the_same_again_changes_nothing(kelvio, solene):
    actions.update(company=kelvio, by=solene, **told())
    assert Event.objects.of("company", kelvio.pk).count() == 1


def test_only_what_a_ranking_reads_is_news(kelvio, solene):
    heard = []

    def hear(sender, company, **kwargs):
        heard.append(company.pk)

    company_changed.connect(hear)
    try:
        actions.update(company=kelvio, by=solene, about="Logiciel")
        actions.update(company=kelvio, by=solene, stage="series_b")
    finally:
        company_changed.disconnect(hear)
    assert heard == [kelvio.pk]


def test_a_taken_siren_is_refused_on_change_too(kelvio, stranger):
    other = actions.create_company(user=stranger, **told(siren=OTHER_SIREN))
    with pytest.raises(actions.SirenTaken):
        actions.update(company=other, by=stranger, siren=SIREN)


def test_what_was_verified_stays_as_it_was_read(kelvio, solene, claire):
    company = actions.verify(company=kelvio, by=claire, register_checked_on=READ_ON)
    with pytest.raises(DomainError, match="vérifiés"):
        actions.update(company=company, by=solene, name="Autre nom")
    assert actions.update(company=company, by=solene, headcount=30).headcount == 30


def test_a_verified_company_says_by_whom_and_when_and_its_members_are_told(kelvio, claire):
    company = actions.verify(company=kelvio, by=claire, register_checked_on=READ_ON)
    assert (company.state, company.verified_by, company.register_checked_on) == ("verified", claire, READ_ON)
    assert Row.objects.get(kind="company_verified").to == "solene@kelvio.example"


def test_a_company_without_siren_is_not_verified(solene, claire):
    company = actions.create_company(user=solene, **told(siren=""))
    with pytest.raises(DomainError, match="SIREN"):
        actions.verify(company=company, by=claire, register_checked_on=READ_ON)


def test_a_refused_company_is_told_the_coded_reason(kelvio, claire):
    company = actions.refuse(company=kelvio, by=claire, reason="name_differs")
    assert (company.state, company.refused_reason) == ("refused", "name_differs")
    assert Row.objects.get(kind="company_refused").context["reason"] == "name_differs"


def test_a_company_is_decided_upon_once(kelvio, claire):
    actions.verify(company=kelvio, by=claire, register_checked_on=READ_ON)
    with pytest.raises(Conflict):
        actions.refuse(company=kelvio, by=claire, reason="abuse")


def test_a_curator_decides_nothing_about_their_own_company(kelvio, claire):
    Member.objects.create(company=kelvio, user=claire, role=Member.Role.MEMBER)
    with pytest.raises(actions.NotOneself):
        actions.verify(company=kelvio, by=claire, register_checked_on=READ_ON)
    with pytest.raises(actions.NotOneself):
        actions.refuse(company=kelvio, by=claire, reason="abuse")


def test_who_left_no_longer_acts_for_the_company(kelvio, solene):
    Member.objects.filter(user=solene).update(left_on=READ_ON)
    assert list(Company.objects.of_member(solene)) == []


# --- What the database refuses -----------------------------------------------------------------------
@pytest.mark.parametrize("siren", ["12345678", "73282932A", "73282932 "])
def test_a_siren_is_nine_digits(kelvio, siren):
    refused("company_siren_form", kelvio, siren=siren)


def test_a_siren_stands_once(kelvio, stranger):
    other = actions.create_company(user=stranger, **told(siren=OTHER_SIREN))
    refused("company_siren_once", other, siren=SIREN)


def test_a_company_has_somebody_in_it(kelvio):
    refused("company_headcount_positive", kelvio, headcount=0)


@pytest.mark.parametrize("state", ["verified", "refused", "ailleurs"])
def test_a_state_comes_with_its_date_and_its_author(kelvio, state):
    refused("company_state_dated", kelvio, state=state)


def test_a_person_is_a_member_once(kelvio, solene):
    with pytest.raises(IntegrityError, match="member_once"), transaction.atomic():
        Member.objects.create(company=kelvio, user=solene, role="member")


def test_a_role_is_known(kelvio, stranger):
    with pytest.raises(IntegrityError, match="member_role_known"), transaction.atomic():
        Member.objects.create(company=kelvio, user=stranger, role="chef")
