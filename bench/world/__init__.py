"""A world of the size of a year's use, the same at every run: people by COPY, dealings by the product's own actions.

Everything is invented, and written into an empty database that is thrown away.
"""

from dataclasses import dataclass
from random import Random

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F

from bench.world.ctos import write_ctos
from bench.world.dealings import deal
from bench.world.needs import write_needs
from bench.world.past import write_past
from fractional import clock
from fractional.accounts.models import User
from fractional.outbox.models import WAITING, Row, State
from fractional.workdays import add_working_days
from matching.pool.actions import refresh_all
from matching.proposals.models import Proposal
from matching.proposals.ranking import rank_needs
from missions.needs import actions as need_actions
from missions.needs.models import Need

SEED = 20261123
CTOS_PER_NEED = 10
DEALT = 4
"""One need in so many has gone beyond its ranking."""
TO_READ = 50
"""One file in so many waits to be read."""


@dataclass(frozen=True)
class World:
    curator: User
    needs: list[Need]
    """To be published; a tenth as many more wait to be read."""


def begin(ctos: int, needs: int = 0) -> World:
    """Make the tables, and write a world with a tenth as many needs, or so many. Refuses one that holds people."""
    call_command("migrate", "--no-input", verbosity=0)
    if User.objects.exists():
        raise SystemExit("The database holds people already: a benchmark writes into an empty one.")
    with connection.cursor() as cursor:  # one COPY of a whole world is no request
        for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SET {limit} = 0")
    written = write(ctos, needs or max(ctos // CTOS_PER_NEED, 1))
    settle()
    return written


def write(ctos: int, needs: int) -> World:
    """That many verified CTOs with their cards, that many needs submitted."""
    rng = Random(SEED)
    with transaction.atomic():
        curators = [
            User.objects.create_user(f"{name.lower()}@fractional.example", first_name=name, is_curator=True)
            for name in ("Claire", "Paule")
        ]
        crowd = write_ctos(rng, curators, verified=ctos, waiting=ctos // TO_READ + 1)
        told = write_needs(rng, curators, needs + needs // 10 + 1)
        write_past(crowd.ctos, crowd.users)
    refresh_all()
    return World(curators[0], told[:needs])


def live_on(world: World) -> None:
    """All needs published and ranked, a quarter of them taken further."""
    dealt = world.needs[::DEALT]
    with transaction.atomic():
        deal(dealt, world.curator)
        publish(world, [need for need in world.needs if need not in dealt])
        _let_it_have_left()
    rank_needs(list(Need.objects.rankable().order_by("id").values_list("id", flat=True)))


def publish(world: World, needs: list[Need]) -> None:
    """In one transaction, so that all are owed from one commit on."""
    with transaction.atomic():
        for need in needs:
            need_actions.publish(need=need, by=world.curator, off_target_note="Lu ensemble.")


def _let_it_have_left() -> None:
    """What all that owed was sent and done; turns run, and the needs still stand."""
    today = clock.today()
    owed = {"first_tried_at": F("due_at"), "finished_at": F("due_at")}
    Row.objects.mails().filter(state__in=WAITING).update(state=State.SENT, **owed)
    Row.objects.jobs().filter(state__in=WAITING).update(state=State.DONE, **owed)
    Proposal.objects.open().filter(due_on=None).update(due_on=add_working_days(today, 3))
    Need.objects.live().update(confirmed_on=today)


def settle() -> None:
    """As autovacuum would leave it: plans are made on statistics."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
