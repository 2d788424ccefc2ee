"""A need in a curator's hands."""

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock, workdays
from fractional.accounts.models import User
from fractional.companies.actions import NotOneself
from fractional.errors import DomainError
from fractional.history.moves import move
from fractional.ui import words
from missions.needs import emails, publication
from missions.needs.actions.drafting import demand_finished
from missions.needs.actions.locks import locked
from missions.needs.actions.rewording import drop_all as drop_rewordings
from missions.needs.fit import is_off_target
from missions.needs.models import Need
from missions.needs.signals import need_published

SELECTION_WITHIN = 5
TRANSITION_WITHIN = 2
"""Working days from publication to the selection; a transition cannot wait (article row 53)."""


class NotPublishable(DomainError):
    """Something outside the answers is missing: the company's verification, a consent, a window still open."""


@transaction.atomic
def ask(*, need: Need, by: User, what: str) -> Need:
    """Ask the company for something clearer; it reads `what` as written."""
    need = locked(need)
    demand_somebody_else(need, by)
    move(
        need,
        Need.State.ASKED,
        by=by,
        note=what,
        asked_at=clock.now(),
        asked_for=what,
        owner_curator=_owner(need, by),
    )
    emails.asked(need)
    return need


@transaction.atomic
def publish(*, need: Need, by: User, off_target_note: str = "") -> Need:
    """Send the need to ranking, and promise its selection for a day. Raises Unfinished, NotPublishable.

    `off_target_note` says why, for a company outside those that a part-time CTO suits best (article row 46).
    """
    need = locked(need)
    demand_somebody_else(need, by)
    demand_finished(need)
    _demand_publishable(need)
    _demand_a_note(need, off_target_note)
    today = clock.today()
    within = TRANSITION_WITHIN if need.kind == Need.Kind.TRANSITION else SELECTION_WITHIN
    move(
        need,
        Need.State.PUBLISHED,
        by=by,
        published_at=clock.now(),
        published_by=by,
        owner_curator=_owner(need, by),
        promised_on=workdays.add_working_days(today, within),
        confirmed_on=today,
        asked_for="",
        off_target_note=off_target_note if is_off_target(need) else "",
    )
    drop_rewordings(need)
    emails.published(need)
    need_published.send(sender=Need, need=need)
    return need


def _demand_publishable(need: Need) -> None:
    missing = publication.lacks(need)
    if missing:
        named = words.listed(str(lack.text) for lack in missing)
        raise NotPublishable(
            _("Ce besoin attend encore, avant d’être publié : %(named)s.") % {"named": named}
        )


def _demand_a_note(need: Need, note: str) -> None:
    if is_off_target(need) and not note:
        raise NotPublishable(
            _("Cette entreprise sort de notre cible : notez pourquoi vous publiez ce besoin.")
        )


def demand_somebody_else(need: Need, by: User) -> None:
    """Nobody decides about a need of their own company. Raises NotOneself."""
    if need.company.members.active().filter(user=by).exists():
        raise NotOneself


def _owner(need: Need, by: User) -> User:
    return need.owner_curator or by
