"""A reinforcement that the CTO in place refuses: the team closes it, or gives it back with a word."""

from django.db import transaction
from django.utils.translation import gettext as _

from fractional import clock
from fractional.accounts.models import User
from fractional.errors import Conflict
from fractional.history.actions import record
from fractional.history.moves import move
from missions.needs import emails
from missions.needs.actions.locks import locked
from missions.needs.actions.review import demand_somebody_else
from missions.needs.actions.rewording import drop_all as drop_rewordings
from missions.needs.models import Consent, Need

NO_CONSENT = "consent_refused"
"""Reason of a need that ended so; a company does not choose it."""


@transaction.atomic
def settle_refusal(*, need: Need, by: User, follows: str, words: str) -> Need:
    """Close the need, or give it back; everybody of the company reads `words`.

    Raises Conflict when nothing is refused, or somebody else of the team has settled it.
    """
    need = locked(need)
    demand_somebody_else(need, by)
    last = need.consents.select_for_update(no_key=True).last()
    if need.state != Need.State.ASKED or not last or not last.is_to_settle:
        raise Conflict(_("Ce refus n’attend plus de réponse de l’équipe."))
    last.settled_at, last.settled_by = clock.now(), by
    last.save(update_fields=["settled_at", "settled_by"])
    need.owner_curator = need.owner_curator or by
    return (_close if follows == Consent.Follows.CLOSE else _give_back)(need, by, words)


def _close(need: Need, by: User, words: str) -> Need:
    move(
        need,
        Need.State.WITHDRAWN,
        by=by,
        reason=NO_CONSENT,
        note=words,
        withdrawn_at=clock.now(),
        withdrawn_reason=NO_CONSENT,
        owner_curator=need.owner_curator,
    )
    drop_rewordings(need)
    emails.closed(need, words)
    return need


def _give_back(need: Need, by: User, words: str) -> Need:
    """Silence ends by itself from today."""
    need.asked_at, need.asked_for = clock.now(), words
    need.save(update_fields=["asked_at", "asked_for", "owner_curator"])
    record(thing="need", thing_id=need.pk, event="consent_sent_back", by=by, note=words)
    emails.asked(need)
    return need
