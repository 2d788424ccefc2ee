"""An owner invites a colleague by mail, who accepts once logged in under that address."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fractional import clock
from fractional.accounts.models import User
from fractional.companies import emails
from fractional.companies.actions.company import locked
from fractional.companies.actions.members import MOST, join
from fractional.companies.models import Company, Invitation, Member
from fractional.errors import Conflict, DomainError
from fractional.history.actions import record

OPEN_FOR = timedelta(days=14)
State = Invitation.State
ENDED = {State.REVOKED: "invitation_revoked", State.LAPSED: "invitation_lapsed"}


class NotInvited(DomainError):
    """The person is logged in under another address than the one that was invited."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("Cette invitation est pour une autre adresse : connectez-vous avec elle."))


@transaction.atomic
def invite(*, company: Company, by: User, email: str, role: str) -> Invitation:
    """Raises Conflict for somebody who is a member or is invited already, and beyond `MOST` people."""
    company = locked(company)
    if company.members.acts_under(email):
        raise Conflict(_("Cette personne fait déjà partie du compte."))
    if company.invitations.waiting().filter(email=email).exists():
        raise Conflict(_("Une invitation l’attend déjà à cette adresse."))
    if company.members.active().count() + company.invitations.waiting().count() >= MOST:
        raise Conflict(_("Un compte réunit vingt personnes au plus."))
    due_on = clock.today() + OPEN_FOR
    invitation = company.invitations.create(email=email, role=role, invited_by=by, due_on=due_on)
    facts = {"invitation": invitation.pk, "role": role}
    record(thing="company", thing_id=company.pk, event="member_invited", by=by, facts=facts)
    emails.invited(invitation)
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User) -> Member:
    """Raises NotInvited, and Conflict once it is answered, revoked or over."""
    company, invitation = _held(invitation)
    if invitation.email != user.email:
        raise NotInvited
    invitation.state, invitation.answered_at = State.ACCEPTED, clock.now()
    invitation.save(update_fields=["state", "answered_at"])
    member = join(company, user, invitation.role)
    facts = {"member": member.pk, "invitation": invitation.pk}
    record(thing="company", thing_id=company.pk, event="member_joined", by=user, facts=facts)
    emails.joined(member)
    return member


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User) -> None:
    """The link of the mail opens nothing any more."""
    _end(invitation, State.REVOKED, by)


@transaction.atomic
def remind_invitation(*, invitation: Invitation) -> None:
    """Once."""
    _company, invitation = _held(invitation)
    if invitation.reminded_at is None:
        invitation.reminded_at = clock.now()
        invitation.save(update_fields=["reminded_at"])
        emails.invited(invitation, reminder=True)


@transaction.atomic
def lapse_invitation(*, invitation: Invitation) -> None:
    """Its day has passed."""
    _end(invitation, State.LAPSED, None)


def _end(invitation: Invitation, state: State, by: User | None) -> None:
    company, invitation = _held(invitation)
    invitation.state = state
    invitation.save(update_fields=["state"])
    facts = {"invitation": invitation.pk}
    record(thing="company", thing_id=company.pk, event=ENDED[state], by=by, facts=facts)


def _held(invitation: Invitation) -> tuple[Company, Invitation]:
    company = locked(invitation.company)
    invitation = Invitation.objects.get(pk=invitation.pk)
    if invitation.state != State.ASKED:
        raise Conflict(_("Cette invitation n’est plus ouverte."))
    return company, invitation
