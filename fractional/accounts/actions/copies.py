"""A copy of all that is held about a person: asked for by them, made by a job, kept for a week."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import timedelta
from io import BytesIO

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock
from fractional.accounts import emails, holdings, personal
from fractional.accounts.holdings import Line
from fractional.accounts.models import Copy, User
from fractional.errors import Conflict
from fractional.history.actions import record
from fractional.outbox.actions import post_job

ONE_DAY = timedelta(days=1)


@transaction.atomic
def ask_copy(*, user: User) -> Copy:
    """Owe a copy to its person. Raises Conflict for a second one within a day."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if user.copies.filter(asked_at__gt=clock.now() - ONE_DAY).exists():
        raise Conflict(_("Vous avez déjà demandé une copie aujourd’hui. Réessayez demain."))
    copy = Copy.objects.create(user=user)
    record(thing="user", thing_id=user.pk, event="copy_asked", by=user)
    post_job(key=f"copy:{copy.pk}", task="accounts.make_copy", args={"copy_id": copy.pk})
    return copy


@transaction.atomic
def make_copy(*, copy: Copy) -> None:
    """Write the ZIP and tell its owner. Done once: a second call changes nothing."""
    copy = Copy.objects.select_for_update(no_key=True).select_related("user").get(pk=copy.pk)
    if copy.made_at or copy.user.state != User.State.ACTIVE:
        return
    copy.content, copy.made_at = packed(files_of(copy.user)), clock.now()
    copy.save(update_fields=["content", "made_at"])
    record(thing="user", thing_id=copy.user_id, event="copy_made", by=None)
    emails.copy_ready(copy)


@transaction.atomic
def note_download(*, user: User) -> None:
    record(thing="user", thing_id=user.pk, event="copy_downloaded", by=user)


def drop_old_copies() -> None:
    Copy.objects.past_keeping().update(content=None)


def files_of(user: User) -> Iterator[tuple[str, list[Line]]]:
    """Name and lines of each file of the copy; tables that hold nothing about this person are left out."""
    sources: list[tuple[str, Iterable[Line]]] = [
        (holding.file, holding.lines(user.pk)) for holding in holdings.registered()
    ]
    sources += [
        ("mails", personal.mails(user)),
        ("history", personal.history(user)),
        ("acts", holdings.acts(user.pk, list(apps.get_models()))),
    ]
    for name, lines in sources:
        held = list(lines)
        if held:
            yield name, held


def packed(files: Iterable[tuple[str, list[Line]]]) -> bytes:
    """A ZIP with one JSON file each."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in files:
            text = json.dumps(lines, cls=Encoder, ensure_ascii=False, indent=1)
            archive.writestr(f"{name}.json", text)
    return target.getvalue()


class Encoder(DjangoJSONEncoder):
    def default(self, o: object) -> object:
        """Periods of a calendar, as text."""
        return str(o) if type(o).__name__.endswith("Range") else super().default(o)
