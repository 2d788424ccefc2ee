"""What is owed to people, now or once a day. Each job is safe to run twice."""

from django.core.management import call_command

from fractional import clock, outbox, workdays
from fractional.accounts import obstacles, retention
from fractional.accounts.actions.addresses import drop_old_changes
from fractional.accounts.actions.copies import drop_old_copies, make_copy
from fractional.accounts.actions.farewells import erase as erase_now
from fractional.accounts.actions.farewells import keep_farewell, tell_retention
from fractional.accounts.actions.mailing import send_digest, send_held_back
from fractional.accounts.mailing import DIGEST_DAY, held_back_from
from fractional.accounts.models import Copy, Farewell, User
from fractional.accounts.topics import Pace


@outbox.job("accounts.digests")
def send_digests() -> None:
    """Each morning, what full weeks held back; on the day of the digest, to everybody who reads something weekly."""
    today = clock.today()
    if workdays.is_working_day(today):
        for user in held_back_from():
            send_held_back(user=user, day=today)
    if today.weekday() != DIGEST_DAY:
        return
    for user in User.objects.active().filter(mail_choices__pace=Pace.DIGEST).distinct().order_by("pk"):
        send_digest(user=user, day=today)


@outbox.job("accounts.make_copy")
def write_copy(*, copy_id: int) -> None:
    """Nothing to do for one whose person is erased since."""
    if copy := Copy.objects.filter(pk=copy_id).first():
        make_copy(copy=copy)


@outbox.job("accounts.erase")
def erase(*, user_id: int) -> None:
    keep_farewell(user=User.objects.get(pk=user_id))


@outbox.job("accounts.tidy")
def tidy() -> None:
    """Each night: copies past their week, links to new addresses that nobody followed, sessions that have ended.

    And erasures that something kept waiting.
    """
    for farewell in Farewell.objects.filter(due_at__lte=clock.now()).select_related("user").order_by("pk"):
        keep_farewell(user=farewell.user)
    drop_old_copies()
    drop_old_changes()
    keep_nobody_for_ever()
    call_command("clearsessions")


def keep_nobody_for_ever() -> None:
    """Tell who has been away for long, erase who stayed away, drop sign-ups that nobody finished (R38)."""
    today = clock.today()
    for user in retention.to_tell(today):
        tell_retention(user=user)
    for user in (*retention.to_erase(today), *retention.never_confirmed(today)):
        if not obstacles.of(user):
            erase_now(user=user)
