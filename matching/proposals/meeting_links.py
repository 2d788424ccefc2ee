"""The signed address of a meeting, from which a calendar fetches it without a log-in."""

from dataclasses import dataclass

from django.core import signing

from fractional.accounts.models import User
from fractional.history.moves import held
from matching.proposals.models import Proposal

_MEETING = "matching.proposals.meeting"


class BadLink(Exception):
    """The link was altered, or never ours."""


@dataclass(frozen=True)
class ToMeeting:
    proposal_id: int
    user_id: int
    slot: str
    """The moment that was picked: the link of another one shows nothing."""


def to_meeting(proposal: Proposal, user: User) -> str:
    return signing.dumps([proposal.pk, user.pk, held(proposal.slot).isoformat()], salt=_MEETING)


def read_to_meeting(token: str) -> ToMeeting:
    """Raises BadLink."""
    try:
        return ToMeeting(*signing.loads(token, salt=_MEETING))
    except (signing.BadSignature, TypeError) as error:
        raise BadLink from error
