"""Ask for a human, for a correction, against an abuse; answer with a reason; once, ask somebody else."""

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from fractional import clock, workdays
from fractional.accounts import emails
from fractional.accounts.access import Forbidden
from fractional.accounts.models import Contest, User
from fractional.errors import Conflict
from fractional.history.actions import record
from fractional.history.moves import move

ANSWERED_WITHIN = 5
"""Working days; the law leaves a month (R13)."""
WAITING_AT_MOST = 5
"""Open requests of one person."""


@transaction.atomic
def contest(*, user: User, kind: str, about: str, words: str) -> Contest:
    """Write to the team and be answered by a promised day. Raises Conflict beyond WAITING_AT_MOST open ones."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if Contest.objects.waiting_for_a_curator().filter(user=user).count() >= WAITING_AT_MOST:
        raise Conflict(
            _("Plusieurs de vos demandes attendent déjà notre réponse. Laissez-nous y répondre d’abord.")
        )
    due_on = workdays.add_working_days(clock.today(), ANSWERED_WITHIN)
    owner = _who_answers(user.pk)
    asked = Contest.objects.create(user=user, kind=kind, about=about, words=words, due_on=due_on, owner=owner)
    record(thing="contest", thing_id=asked.pk, event="asked", to_state=asked.state, by=user, reason=kind)
    emails.contest_asked(asked)
    return asked


@transaction.atomic
def answer_contest(*, contest: Contest, by: User, answer: str) -> Contest:
    """Answer with a reason. Raises Forbidden for one's own, and for an appeal against one's own answer."""
    contest = Contest.objects.select_for_update(of=("self",)).select_related("user").get(pk=contest.pk)
    appealed = contest.state == Contest.State.APPEALED
    if not by.is_curator or by.pk == contest.user_id or (appealed and by.pk == contest.answered_by_id):
        raise Forbidden
    to = Contest.State.CLOSED if appealed else Contest.State.ANSWERED
    move(contest, to, by=by, answer=answer, answered_at=clock.now(), answered_by=by)
    emails.contest_answered(contest)
    return contest


@transaction.atomic
def appeal_contest(*, contest: Contest, by: User, words: str) -> Contest:
    """« Je ne suis pas d’accord » : somebody else of the team reads it anew, by a new day."""
    if contest.user_id != by.pk:
        raise Forbidden
    due_on = workdays.add_working_days(clock.today(), ANSWERED_WITHIN)
    owner = _who_answers(contest.user_id, contest.answered_by_id)
    move(
        contest,
        Contest.State.APPEALED,
        by=by,
        appeal=words,
        appealed_at=clock.now(),
        due_on=due_on,
        owner=owner,
    )
    emails.contest_asked(contest)
    return contest


def give_contest(*, contest_id: int, to: User) -> None:
    """Somebody else of the team answers it; nobody is given their own, nor a second time the same one."""
    Contest.objects.for_curator(to.pk).filter(pk=contest_id).update(owner=to)


def _who_answers(*but: int | None) -> User | None:
    """Whoever of the team has the fewest requests to answer."""
    waiting = Contest.objects.filter(state__in=Contest.WAITING, owner=OuterRef("pk")).order_by()
    load = waiting.values("owner").annotate(count=Count("pk")).values("count")
    able = User.objects.curators().exclude(pk__in=[pk for pk in but if pk])
    return able.annotate(load=Coalesce(Subquery(load), 0)).order_by("load", "pk").first()
