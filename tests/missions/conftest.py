"""A company that tells a need, and the people around it. Every one of them is invented."""

from datetime import timedelta

import pytest

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.companies import actions as companies
from fractional.companies.models import Company, Member
from fractional.ctos.models import Function
from missions.needs import actions
from missions.needs.models import Need

SIREN = "732829320"
OTHER_SIREN = "552100554"


def answers() -> dict:
    """The five steps of a founder who needs a part-time CTO, as the forms would give them."""
    first = workdays.next_monday(clock.today() + timedelta(days=21))
    return {
        "title": "Remettre la livraison sur les rails",
        "problem": "delivery_slow",
        "problem_words": "Nos livraisons prennent six semaines, contre deux il y a un an. Personne n’arbitre.",
        "if_nothing_changes": "Nous perdrons deux clients au printemps.",
        "team_devs": 7,
        "team_has_lead": False,
        "team_outsourced": 0,
        "tags": ["python"],
        "decision_maker": "La présidente",
        "business_counterpart": "Le directeur commercial",
        "committee_seat": True,
        "decision_rights": "Les outils et l’organisation",
        "kind": "standing",
        "scope": "cto",
        "nature": "lead",
        "hands_on": 0,
        "half_days": 4,
        "days_per_month": None,
        "asked_half_days": [2, 3],
        "start_first_on": first,
        "start_last_on": first + timedelta(days=28),
        "months": 6,
        "ceiling_eur": 1000,
        "monthly_budget_eur": None,
        "pro_bono": False,
        "on_site_half_days": 0,
        "languages": ["fr"],
        "contracts": ["freelance"],
        "priorities": ["references", "goals"],
        "min_cto_years": 0,
        "confidential": False,
    }


GOALS = [
    {
        "code": "delivery",
        "result": "Livrer chaque semaine",
        "metric": "Délai de livraison",
        "baseline": "Six semaines",
    }
]


@pytest.fixture
def function(db) -> Function:
    return Function.objects.get_or_create(code="cto", defaults={"label": "CTO", "label_en": "CTO"})[0]


@pytest.fixture
def solene(db) -> User:
    return User.objects.create_user("solene@kelvio.example", first_name="Solène", last_name="Marquais")


@pytest.fixture
def claire(db) -> User:
    return User.objects.create_user("claire@fractional.example", first_name="Claire", is_curator=True)


@pytest.fixture
def stranger(db) -> User:
    return User.objects.create_user("autre@ailleurs.example", first_name="Paul")


@pytest.fixture
def kelvio(solene) -> Company:
    return companies.create_company(
        user=solene, name="Kelvio Atelier", siren=SIREN, stage="series_a", sector="saas", headcount=25
    )


@pytest.fixture
def colleague(kelvio) -> User:
    user = User.objects.create_user("nadia@kelvio.example", first_name="Nadia")
    Member.objects.create(company=kelvio, user=user, role=Member.Role.MEMBER)
    return user


@pytest.fixture
def verified(kelvio, claire) -> Company:
    return companies.verify(company=kelvio, by=claire, register_checked_on=clock.today())


@pytest.fixture
def draft(function, kelvio, solene) -> Need:
    return actions.start_need(company=kelvio, by=solene)


def tell(need: Need, by: User, **changes) -> Need:
    """Answer every step at once."""
    return actions.save_step(need=need, by=by, fields=answers() | changes, goals=GOALS)


@pytest.fixture
def told(draft, solene) -> Need:
    return tell(draft, solene)


@pytest.fixture
def submitted(told, solene) -> Need:
    return actions.submit(need=told, by=solene)


@pytest.fixture
def published(submitted, verified, claire) -> Need:
    return actions.publish(need=submitted, by=claire)
