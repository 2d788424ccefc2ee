"""What a curator does about a mail that did not leave or a job that died, each act with its history row."""

from django.db import transaction

from fractional.accounts.models import User
from fractional.history.actions import record
from fractional.outbox import actions as outbox
from fractional.outbox.models import Row
from matching.proposals.actions import turns


@transaction.atomic
def try_again(*, debt: Row, by: User) -> None:
    """Owe it once more."""
    outbox.post_again(debt)
    record(thing="debt", thing_id=debt.pk, event="tried_again", by=by, facts={"kind": debt.kind})


@transaction.atomic
def settle(*, debt: Row, by: User) -> None:
    """It was dealt with otherwise: a turn that this mail opened runs from today, so that it ends some day."""
    outbox.settle(debt)
    turns.note_taken(debt)
    record(thing="debt", thing_id=debt.pk, event="settled", by=by, facts={"kind": debt.kind})
