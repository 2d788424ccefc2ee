"""What people do that owes mails and jobs, through the pages of the product."""

from __future__ import annotations

from itertools import count

from django.db import transaction

from fractional.outbox.models import Row, State
from fractional.web import health
from matching.proposals.models import Proposal, Ranking
from matching.proposals.ranking import request_ranking
from missions.needs.models import Need
from tests.faults.bench import Bench
from tests.faults.person import Person

_numbers = count(1)


def newcomer(product: Bench) -> str:
    """The address of somebody who has just signed up."""
    email = f"visite.{next(_numbers)}@personnes.example"
    Person(product).signs_up(email)
    return email


def ask_for_codes(product: Bench, people: int) -> None:
    """So many strangers begin to sign up: each is owed a mail."""
    for _ in range(people):
        page = "/compte/inscription/"
        Person(product).submit(page, page, email=f"visite.{next(_numbers)}@personnes.example")


def publish(claire: Person) -> Need:
    """The need that waits for a curator."""
    need = Need.objects.filter(state=Need.State.SUBMITTED, company__state="verified").earliest("id")
    page = f"/equipe/besoins/{need.public_id}/"
    assert claire.submit(page, "/publier/").status == 200
    need.refresh_from_db()
    assert need.state == Need.State.PUBLISHED
    return need


def ask_to_meet(solene: Person) -> Proposal:
    """One more of the profiles that were shown to her."""
    shown = Proposal.objects.filter(need__company__name__startswith="Kelvio", state=Proposal.State.KEPT)
    proposal = shown.earliest("id")
    address = f"/selection/{proposal.public_id}/rencontre/"
    assert solene.submit(address, address, message="Que regardez-vous en premier ?").status == 200
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.SENT, proposal.state
    return proposal


def owe_ranking(need: Need) -> None:
    with transaction.atomic():
        request_ranking(need)


def is_ranked(need: Need) -> bool:
    return Ranking.objects.filter(need=need, state=Ranking.State.DONE).exists() and not owed_ranking(need)


def owed_ranking(need: Need) -> int:
    return Row.objects.filter(key=f"rank:{need.pk}").exclude(state__in=(State.DONE, State.DEAD)).count()


def due() -> int:
    """Rows that are due or under way: nothing is owed any more when there is none."""
    return Row.objects.due().count() + Row.objects.filter(state__in=(State.SENDING, State.STARTED)).count()


def mail_of(proposal: Proposal) -> Row:
    """The one mail that asks the CTO."""
    return Row.objects.get(key=f"proposal:{proposal.pk}:to_cto")


def rows_in(*states: str) -> list[Row]:
    return list(Row.objects.filter(state__in=states))


def tick_age() -> float:
    return health.tick_age() or 1e9


def is_ranking() -> bool:
    return Row.objects.filter(kind="matching.rank_need", state=State.STARTED).exists()
