"""What months of use leave behind: histories, mails that were sent, one that was not."""

from collections.abc import Iterable, Iterator

from bench.world.copying import copy
from bench.world.days import moment
from fractional.accounts.models import User
from fractional.ctos.models import Cto
from fractional.history.models import Event
from fractional.outbox.models import Channel, Row, State

LIFE = (
    ("created", "", "draft"),
    ("submitted", "draft", "submitted"),
    ("verified", "submitted", "verified"),
    ("week_set", "", ""),
    ("availability_confirmed", "", ""),
)
MAILS = 10
"""Per CTO: codes, answers, monthly questions."""
LOST = 12


def write_past(ctos: Iterable[Cto], users: list[User]) -> None:
    copy(event for cto in ctos for event in _events(cto))
    copy(_mail(user, number, State.SENT) for user in users for number in range(MAILS))
    copy(_mail(user, MAILS, State.FAILED) for user in users[:LOST])


def _events(cto: Cto) -> Iterator[Event]:
    for number, (event, before, after) in enumerate(LIFE):
        yield Event(
            at=moment(days_ago=100 - number),
            thing="cto",
            thing_id=cto.pk,
            event=event,
            from_state=before,
            to_state=after,
            by_id=cto.user_id,
        )


def _mail(user: User, number: int, state: State) -> Row:
    at = moment(days_ago=60 - 5 * number)
    return Row(
        channel=Channel.MAIL,
        key=f"bench:{user.pk}:{number}",
        kind="cto_availability",
        queue="mail",
        state=state,
        created_at=at,
        due_at=at,
        first_tried_at=at,
        finished_at=at,
        attempts=1,
        to=user.email,
        language=user.language,
        template="ctos/availability",
        error="550 unknown" if state == State.FAILED else "",
    )
