"""A curator suggests another wording; the founder reads the difference, and takes it or leaves it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.companies.actions import NotOneself
from fractional.errors import Conflict
from fractional.history.actions import record
from missions.needs import emails
from missions.needs.actions.drafting import save_step
from missions.needs.actions.locks import locked
from missions.needs.models import Need, Rewording

ANSWER_WITHIN = 5
REMINDED_AFTER = 3
"""Working days from the suggestion."""
State = Rewording.State
READ = (Need.State.SUBMITTED, Need.State.ASKED)
"""States in which a curator reads a need."""


@transaction.atomic
def suggest(*, need: Need, by: User, field: str, after: str, why: str = "") -> Rewording:
    """Another wording of one text (`Rewording.Field`), which the founder has 5 working days to answer."""
    need = locked(need)
    if need.company.members.active().filter(user=by).exists():
        raise NotOneself
    if need.state not in READ:
        raise Conflict(_("Ce besoin n’est plus en relecture : sa rédaction ne se discute plus."))
    before = getattr(need, Rewording.Field(field))
    if before == after:
        raise Conflict(_("Ce texte est déjà celui du besoin."))
    if need.rewordings.proposed().filter(field=field).exists():
        raise Conflict(_("Une autre rédaction de ce texte attend déjà la réponse de l’entreprise."))
    due_on = workdays.add_working_days(clock.today(), ANSWER_WITHIN)
    suggested = Rewording.objects.create(
        need=need, field=field, before=before, after=after, why=why, suggested_by=by, due_on=due_on
    )
    record(thing="need", thing_id=need.pk, event="rewording_suggested", by=by, facts={"field": field})
    emails.reworded(suggested)
    return suggested


@transaction.atomic
def accept_rewording(*, rewording: Rewording, by: User) -> Rewording:
    """The founder takes the wording. Raises Conflict when the text, or the suggestion, is no longer that one."""
    need, rewording = _held(rewording)
    if getattr(need, rewording.field) != rewording.before:
        raise Conflict(_("Ce texte a changé depuis cette suggestion : elle ne s’applique plus."))
    save_step(need=need, by=by, fields={rewording.field: rewording.after})
    _decide(rewording, State.ACCEPTED, by)
    record(
        thing="need", thing_id=need.pk, event="rewording_accepted", by=by, facts={"field": rewording.field}
    )
    return rewording


@transaction.atomic
def refuse_rewording(*, rewording: Rewording, by: User) -> Rewording:
    """The founder keeps their own words."""
    need, rewording = _held(rewording)
    _decide(rewording, State.REFUSED, by)
    record(thing="need", thing_id=need.pk, event="rewording_refused", by=by, facts={"field": rewording.field})
    return rewording


@transaction.atomic
def remind_of(*, rewording: Rewording) -> None:
    """Once."""
    _need, rewording = _held(rewording)
    if rewording.reminded_at is None:
        rewording.reminded_at = clock.now()
        rewording.save(update_fields=["reminded_at"])
        emails.reworded(rewording, reminder=True)


@transaction.atomic
def lapse_rewording(*, rewording: Rewording) -> None:
    """Silence leaves the founder's words as they are."""
    need, rewording = _held(rewording)
    rewording.state = State.LAPSED
    rewording.save(update_fields=["state"])
    record(
        thing="need", thing_id=need.pk, event="rewording_lapsed", by=None, facts={"field": rewording.field}
    )


def drop_all(need: Need) -> None:
    """The need is published as it stands: nobody waits for an answer about its words any more."""
    need.rewordings.proposed().update(state=State.DROPPED)


def reminder_of(rewording: Rewording) -> date:
    day = rewording.suggested_at.astimezone(clock.PARIS).date()
    return workdays.add_working_days(day, REMINDED_AFTER)


def _held(rewording: Rewording) -> tuple[Need, Rewording]:
    need = locked(rewording.need)
    rewording = Rewording.objects.select_for_update(no_key=True).get(pk=rewording.pk)
    if rewording.state != State.PROPOSED:
        raise Conflict(_("Cette suggestion n’attend plus de réponse."))
    return need, rewording


def _decide(rewording: Rewording, state: str, by: User) -> None:
    rewording.state, rewording.decided_by, rewording.decided_at = state, by, clock.now()
    rewording.save(update_fields=["state", "decided_by", "decided_at"])
