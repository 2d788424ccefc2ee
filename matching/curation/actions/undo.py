"""Ten seconds to think again: an act is rehearsed at once, done later, and until then it is only a row."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from fractional import clock
from fractional.accounts.models import User
from fractional.errors import Conflict, DomainError
from fractional.history.actions import record
from fractional.outbox.actions import post_job, take_back
from matching.curation.actions.acts import DO, do
from matching.curation.models import Pending

WITHIN = timedelta(seconds=settings.UNDO_SECONDS)
"""How long an act may be undone."""


class Rehearsed(Exception):
    """The act may be done: whatever it did is taken back."""


@transaction.atomic
def hold(*, act: str, thing_id: int, about: str, path: str, by: User, arguments: dict[str, Any]) -> Pending:
    """Have `act` done in UNDO_SECONDS; raises at once whatever the action would raise now.

    Raises Conflict while another act on the same thing has not been done yet. What had been given back about the
    thing is settled by this act.
    """
    thing = DO[act][0]
    try:
        with transaction.atomic():
            pending = Pending.objects.create(
                act=act,
                thing=thing,
                thing_id=thing_id,
                about=about,
                path=path,
                arguments=arguments,
                by=by,
                due_at=clock.now() + WITHIN,
            )
    except IntegrityError as error:
        raise Conflict(_("Une décision sur ce dossier est déjà en cours : rechargez la page.")) from error
    pending.refresh_from_db()  # with the arguments as the job will read them
    _rehearse(pending)
    Pending.objects.filter(thing=thing, thing_id=thing_id).exclude(pk=pending.pk).delete()
    post_job(
        key=_key(pending),
        task="curation.perform",
        args={"pending_id": pending.pk},
        run_after=pending.due_at,
    )
    return pending


@transaction.atomic
def undo(*, pending: Pending) -> bool:
    """Whether the act could still be undone; then nothing is left of it. One that was given back is dismissed."""
    found = Pending.objects.select_for_update().filter(pk=pending.pk).first()
    if found is None:
        return False
    take_back(_key(found))
    found.delete()
    return True


@transaction.atomic
def perform(*, pending_id: int) -> None:
    """Do what was held; what is refused by now goes back to its curator with the reason. Safe to run twice."""
    pending = Pending.objects.to_come().select_for_update(of=("self",)).select_related("by")
    found = pending.filter(pk=pending_id, due_at__lte=clock.now()).first()
    if found is None:
        return
    try:
        with transaction.atomic(), translation.override(found.by.language):
            do(found)
            found.delete()
    except DomainError as refusal:
        found.returned_at, found.refusal = clock.now(), str(refusal)
        found.save(update_fields=["returned_at", "refusal"])
        record(thing=found.thing, thing_id=found.thing_id, event="act_returned", by=None, reason=found.act)


def _rehearse(pending: Pending) -> None:
    try:
        with transaction.atomic():
            do(pending)
            raise Rehearsed
    except Rehearsed:
        return


def _key(pending: Pending) -> str:
    return f"curation:{pending.public_id}:perform"
