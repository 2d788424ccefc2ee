"""CTOs for tests, at each stage of their file."""

from datetime import date
from itertools import count

from fractional import clock
from fractional.accounts.models import User
from fractional.ctos import rates
from fractional.ctos.models import Cto, Function, Post

_numbers = count(1)


def a_user(**fields) -> User:
    return User.objects.create_user(**{"email": f"personne{next(_numbers)}@essai.example"} | fields)


def a_cto(**fields) -> Cto:
    """A draft that says nothing yet."""
    fields.setdefault("user", None)
    if fields["user"] is None:
        fields["user"] = a_user(first_name="Maël", last_name="Trévidic")
    return Cto.objects.create(**fields)


def a_complete_cto(**fields) -> Cto:
    """All that a file needs but its week and its roles, still a draft."""
    complete = {
        "function": Function.objects.get(code="cto"),
        "hands_on": Cto.HandsOn.SOME,
        "headline": "CTO fondateur d’un éditeur SaaS, onze ans de direction technique",
        "nature": Cto.Nature.LEAD,
        "scopes": ["cto"],
        "target_rate_eur": 1000,
        "floor_rate_eur": 850,
        "rates": rates.grid(1000, 850, discount_percent=8, from_months=6),
        "zones": ["69", "75"],
        "languages": ["fr"],
        "kinds_accepted": ["standing", "transition"],
        "contracts": ["freelance"],
        "motives": ["variety"],
    }
    return a_cto(**complete | fields)


def a_verified_cto(**fields) -> Cto:
    now = clock.now()
    verified = {
        "state": Cto.State.VERIFIED,
        "submitted_at": now,
        "verified_at": now,
        "verified_by": fields.pop("curator", None) or a_user(is_curator=True),
        "availability_confirmed_on": clock.today(),
    }
    return a_complete_cto(**verified | fields)


def a_post(cto: Cto, **fields) -> Post:
    told = {
        "title": Post.Title.CTO,
        "full_time": True,
        "company_name": "Atelier Brumaire",
        "company_description": "éditeur SaaS, 30 personnes",
        "sector": "software",
        "stage": "seed",
        "headcount": 30,
        "team_led": 8,
        "started_on": date(2015, 1, 1),
        "ended_on": date(2019, 12, 31),
    }
    if fields.get("proof") == Post.Proof.DOCUMENT:
        told |= {"proof_seen_on": clock.today(), "proof_seen_by": a_user(is_curator=True)}
    return Post.objects.create(cto=cto, **told | fields)
