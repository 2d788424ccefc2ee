import pytest

from fractional.accounts.models import User
from fractional.companies import actions
from fractional.companies.models import Company

SIREN = "732829320"
OTHER_SIREN = "552100554"


def told(**changes) -> dict:
    return {
        "name": "Kelvio Atelier",
        "siren": SIREN,
        "stage": "series_a",
        "sector": "saas",
        "headcount": 25,
    } | changes


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
    return actions.create_company(user=solene, job_title="Présidente", **told())
