"""Somebody whose company has an account already asks its owners to let them in."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fractional import clock, workdays
from fractional.accounts.actions import change_preferences
from fractional.accounts.models import User
from fractional.companies import emails
from fractional.companies.actions.company import locked
from fractional.companies.actions.members import MOST, join
from fractional.companies.models import Company, JoinRequest, Member
from fractional.errors import Conflict
from fractional.history.actions import record

ANSWER_WITHIN = 5
"""Working days; silence ends the request."""
MOST_AT_ONCE = 3
"""Requests of one person that wait."""
State = JoinRequest.State
ENDED = {
    State.ACCEPTED: "join_accepted",
    State.REFUSED: "join_refused",
    State.LAPSED: "join_lapsed",
}


@transaction.atomic
def ask_to_join(
    *, company: Company, user: User, words: str = "", first_name: str = "", last_name: str = ""
) -> JoinRequest:
    """Raises Conflict for a member, for who asks already or was refused, and for who asks too many companies."""
    company = locked(company)
    if company.members.active().filter(user=user).exists():
        raise Conflict(_("Vous faites déjà partie de ce compte."))
    asked = JoinRequest.objects.filter(user=user)
    if asked.filter(company=company, state__in=[State.ASKED, State.REFUSED]).exists():
        raise Conflict(_("Votre demande est déjà faite : la réponse vient des personnes qui décident."))
    if asked.waiting().count() >= MOST_AT_ONCE:
        raise Conflict(_("Vos demandes en cours attendent leur réponse avant une nouvelle."))
    if first_name and last_name:
        change_preferences(
            by=user, first_name=first_name, last_name=last_name, phone=user.phone, language=user.language
        )
    due_on = workdays.add_working_days(clock.today(), ANSWER_WITHIN)
    request = JoinRequest.objects.create(company=company, user=user, words=words, due_on=due_on)
    facts = {"request": request.pk}
    record(thing="company", thing_id=company.pk, event="join_asked", by=user, facts=facts)
    emails.join_asked(request)
    return request


@transaction.atomic
def accept_join(*, request: JoinRequest, by: User) -> Member:
    """Let them in, as a member who takes part."""
    company, request = _held(request)
    if company.members.active().count() >= MOST:
        raise Conflict(_("Un compte réunit vingt personnes au plus."))
    _end(company, request, State.ACCEPTED, by)
    return join(company, request.user, Member.Role.MEMBER)


@transaction.atomic
def refuse_join(*, request: JoinRequest, by: User) -> None:
    """They are told, without a reason."""
    company, request = _held(request)
    _end(company, request, State.REFUSED, by)


@transaction.atomic
def remind_join(*, request: JoinRequest) -> None:
    """Once, to the owners."""
    _company, request = _held(request)
    if request.reminded_at is None:
        request.reminded_at = clock.now()
        request.save(update_fields=["reminded_at"])
        emails.join_asked(request, reminder=True)


@transaction.atomic
def lapse_join(*, request: JoinRequest) -> None:
    """Nobody answered: who asked is told, and whom to write to."""
    company, request = _held(request)
    _end(company, request, State.LAPSED, None)


def _end(company: Company, request: JoinRequest, state: State, by: User | None) -> None:
    request.state, request.answered_by = state, by
    request.answered_at = clock.now() if by else None
    request.save(update_fields=["state", "answered_by", "answered_at"])
    facts = {"request": request.pk}
    record(thing="company", thing_id=company.pk, event=ENDED[state], by=by, facts=facts)
    emails.join_answered(request)


def _held(request: JoinRequest) -> tuple[Company, JoinRequest]:
    company = locked(request.company)
    request = JoinRequest.objects.select_related("user").get(pk=request.pk)
    if request.state != State.ASKED:
        raise Conflict(_("Cette demande n’attend plus de réponse."))
    return company, request
