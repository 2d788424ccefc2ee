"""What the team does about a conversation that is silent: one more reminder, three more days, once."""

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import workdays
from fractional.accounts.models import User
from fractional.companies.actions import NotOneself
from fractional.errors import Conflict
from fractional.history.actions import record
from fractional.history.moves import held
from matching.proposals import emails
from matching.proposals.actions.locks import lock
from matching.proposals.models import Proposal

MORE = 3
"""Working days that a turn is given once."""
REMINDERS = 3
"""Of one turn, whoever asked for them."""


@transaction.atomic
def poke(*, proposal: Proposal, by: User) -> Proposal:
    """Remind the owner of the turn now. Raises Conflict without a running turn, or when they had three reminders."""
    proposal = _running(proposal, by)
    if proposal.reminders >= REMINDERS:
        raise Conflict(_("Trois rappels sont déjà partis : appelez plutôt."))
    proposal.reminders += 1
    proposal.save(update_fields=["reminders"])
    emails.reminder(proposal)
    record(thing="proposal", thing_id=proposal.pk, event="poked", by=by, facts={"turn": proposal.turn})
    return proposal


@transaction.atomic
def extend(*, proposal: Proposal, by: User, reason: str) -> Proposal:
    """Give the turn three more working days, once for the whole proposal, for a written reason."""
    proposal = _running(proposal, by)
    if proposal.extended_once:
        raise Conflict(_("Ce délai a déjà été prolongé une fois."))
    proposal.due_on = workdays.add_working_days(held(proposal.due_on), MORE)
    proposal.extended_once = True
    proposal.save(update_fields=["due_on", "extended_once"])
    facts = {"until": proposal.due_on.isoformat()}
    record(thing="proposal", thing_id=proposal.pk, event="extended", by=by, facts=facts, note=reason)
    return proposal


def _running(proposal: Proposal, by: User) -> Proposal:
    proposal = lock(proposal)
    if by.pk == proposal.cto.user_id or proposal.need.company.members.active().filter(user=by).exists():
        raise NotOneself
    if not proposal.is_open or proposal.due_on is None:
        raise Conflict(_("Aucun délai ne court dans cet échange."))
    return proposal
