"""Many chosen proposals made at once: each as if two people had met, for half-days that cannot all be sold."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model

from fractional import clock, workdays
from fractional.ctos.models import Cto
from matching.proposals.frozen import freeze
from matching.proposals.models import Proposal, Selection
from missions.needs.models import Need
from tests import factories
from tests.conftest import logged_in

PROFILES = [(3, 6, 10), (8, 2, 10), (8, 6, 5)]
"""Half-days open, missions and half-days at most: what binds is the week, the missions, the half-days in turn."""
ASKED = 8
"""Half-days of the week that are asked for, from Monday morning on."""
Thing = TypeVar("Thing", bound=Model)


@dataclass(frozen=True)
class Person:
    cto: Cto
    session: str
    """What the cookie of their browser holds."""
    fit: int
    """Missions of one half-day, all of them different, that this CTO can take."""


@dataclass(frozen=True)
class Asked:
    """A last yes to be given."""

    address: str
    person: Person


def proposals(how_many: int, *, ctos: int) -> list[Asked]:
    """`how_many` proposals, one half-day each, spread evenly over the CTOs and over their half-days."""
    people = [_person(*PROFILES[number % len(PROFILES)]) for number in range(ctos)]
    need = factories.make_need(half_days=1, asked_half_days=[], state=Need.State.IN_TALKS)
    needs = _copies(need, [{} for _ in range(how_many)])
    selections = _copies(factories.make_selection(need), [{"need_id": need.pk} for need in needs])
    cards = [freeze(need, person.cto) for person in people]
    made = Proposal.objects.bulk_create(
        Proposal(
            need=needs[number],
            cto=people[number % ctos].cto,
            final_half_days=[number // ctos % ASKED],
            **_chosen(selections[number]) | cards[number % ctos],
        )
        for number in range(how_many)
    )
    return [
        Asked(f"/propositions/{proposal.public_id}/confirmer/", people[number % ctos])
        for number, proposal in enumerate(made)
    ]


def _person(open_half_days: int, missions: int, half_days: int) -> Person:
    cto = factories.make_cto(
        open_half_days=tuple(range(open_half_days)), max_missions=missions, max_half_days_in_all=half_days
    )
    session = logged_in(cto.user).cookies[settings.SESSION_COOKIE_NAME].value
    return Person(cto, session, fit=min(open_half_days, missions, half_days))


def _chosen(selection: Selection) -> dict[str, Any]:
    need, now = selection.need, clock.now()
    moments = ("wanted_at", "sent_at", "seen_at", "accepted_at", "chosen_at")
    return dict.fromkeys(moments, now) | {
        "selection": selection,
        "letter": "A",
        "note": "A déjà remis une équipe à livrer.",
        "kept_by": selection.curator,
        "wanted_by": need.created_by,
        "chosen_by": need.created_by,
        "state": Proposal.State.CHOSEN,
        "turn": Proposal.Side.CTO,
        "sent_on": clock.today(),
        "due_on": workdays.add_working_days(clock.today(), 3),
        "final_rate_eur": 950,
        "final_starts_on": need.start_first_on,
        "final_ends_on": need.start_first_on + timedelta(days=181),
        "final_contract": "freelance",
        "final_will_not_do": ["L’astreinte de nuit"],
    }


def _copies(one: Thing, changes: Sequence[dict[str, Any]]) -> list[Thing]:
    """As many rows like `one`, each with its changes."""
    known = {
        field.attname: getattr(one, field.attname) for field in one._meta.fields if not field.primary_key
    }
    model = type(one)
    return model._default_manager.bulk_create(
        model(**known | {"public_id": uuid.uuid4()} | change) for change in changes
    )
