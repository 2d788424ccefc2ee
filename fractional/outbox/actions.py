"""Post what is owed, in the transaction of the change that owes it."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.db.transaction import TransactionManagementError

from fractional import clock, trace
from fractional.outbox import registry
from fractional.outbox.models import WAITING, Channel, Row, State

MAIL_QUEUE = "mail"


def post_mail(
    *,
    key: str,
    to: str,
    template: str,
    kind: str,
    context: dict[str, Any] | None = None,
    subject_id: str | int = "",
    language: str = "fr",
    transactional: bool = True,
    check: str = "",
    send_after: datetime | None = None,
) -> None:
    """Owe one mail; nothing when one stands under `key` already.

    Rendered when it leaves, in `language`, from `emails/<template>_subject.txt`, `.txt` and, if there is one,
    `.html`, with `context` (JSON: ids and texts) plus `site_url` and `site_name`. `transactional` mails answer
    something their reader did and are sent again when a worker died while sending; others are then `unknown`,
    never doubled. `check` names a registered check, asked just before the mail leaves.
    """
    if not to:
        raise ValueError("A mail needs an address.")
    _post(
        Row(
            channel=Channel.MAIL,
            key=key,
            kind=kind,
            queue=MAIL_QUEUE,
            to=to,
            template=template,
            context=context or {},
            subject_id=str(subject_id),
            language=language,
            transactional=transactional,
            check_name=check,
            due_at=send_after or clock.now(),
        )
    )


def post_job(
    *,
    key: str,
    task: str,
    args: dict[str, Any] | None = None,
    queue: str = "",
    coalesce: bool = False,
    run_after: datetime | None = None,
) -> None:
    """Owe one background job: `task` called with `args` (JSON) as keywords, at least once.

    Without `coalesce` a key is done once, ever. With it a key waits at most once: posted while an earlier one
    waits, it is that one (which will see this change: it cannot start before this transaction ends); posted
    once that one has started, it is owed again. The queue is the task's own unless named.
    """
    _post(
        Row(
            channel=Channel.JOB,
            key=key,
            kind=task,
            queue=queue or registry.queue(task),
            args=args or {},
            coalesce=coalesce,
            due_at=run_after or clock.now(),
        )
    )


def post_again(row: Row) -> None:
    """Owe once more a job that died, or a mail that failed or may not have left: a curator's act.

    Mails whose text is already wiped (one-time codes, those past keeping) stay as they are.
    """
    wiped = Q(channel=Channel.MAIL) & (Q(template="") | Q(to=""))
    stranded = Row.objects.filter(pk=row.pk, state__in=(State.FAILED, State.UNKNOWN, State.DEAD))
    stranded.exclude(wiped).update(
        state=State.RETRY,
        due_at=clock.now(),
        attempts=0,
        first_tried_at=None,
        finished_at=None,
        settled_at=None,
        error="",
        error_code=None,
    )


def take_back(key: str) -> None:
    """Owe a job no more that has not been started; nothing is left of it."""
    Row.objects.jobs().filter(key=key, state=State.QUEUED).delete()


def settle(row: Row) -> None:
    """Note that a failed row needs no more attention."""
    Row.objects.filter(pk=row.pk, settled_at__isnull=True).update(settled_at=clock.now())


def readdress(*, before: str, after: str) -> None:
    """What waits for an address leaves for another one."""
    Row.objects.mails().filter(to=before, state__in=WAITING).update(to=after)


def forget_person(*, address: str, words: Collection[str]) -> None:
    """Wipe what was written to an address, and what was written to others with the address or these words in it.

    What waits among it does not leave any more.
    """
    about = Q(to=address)
    for word in filter(None, (address, *words)):
        about |= Q(said__contains=json.dumps(word, ensure_ascii=False)[1:-1]) | Q(text__contains=word)
    rows = Row.objects.mails().annotate(said=Cast("context", TextField())).filter(about)
    found = Row.objects.filter(pk__in=list(rows.values_list("pk", flat=True)))
    found.filter(state__in=WAITING).update(
        state=State.SUPPRESSED, finished_at=clock.now(), error="person_erased"
    )
    found.update(to="", subject="", text="", html="", context={})
    found.exclude(error="person_erased").update(error="")


def _post(row: Row) -> None:
    if not connection.in_atomic_block:
        raise TransactionManagementError("A debt is posted in the transaction of the change that owes it.")
    row.request_id = trace.request_id()
    if row.coalesce:
        _post_unless_waiting(row)
    else:
        # The key's own index says whether it stands already: no question, no savepoint.
        Row.objects.bulk_create([row], ignore_conflicts=True)


def _post_unless_waiting(row: Row) -> None:
    # The lock keeps workers off the waiting row until this transaction's changes can be seen.
    waiting = Row.objects.filter(key=row.key, coalesce=True, state=State.QUEUED).select_for_update(
        no_key=True
    )
    tries_left = 3
    while not waiting.first():
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:  # posted by somebody else meanwhile
            tries_left -= 1
            if not tries_left:
                raise
        else:
            return
