"""The signed link of a proposal's mail: it reads what the mail says and takes one answer, without a log-in."""

from dataclasses import dataclass

from django.core import signing

from matching.proposals.models import PhoneAnswer, Proposal

_ANSWER, _CONTEST = "matching.proposals.answer", "matching.proposals.contest"
ANSWERABLE = (Proposal.State.SENT, Proposal.State.SEEN)


class BadLink(Exception):
    """The link was altered, or never ours."""


@dataclass(frozen=True)
class ToAnswer:
    proposal_id: int
    cto_id: int
    again: bool
    """Mailed after the company had kept its own terms."""

    def is_alive(self, proposal: Proposal) -> bool:
        """The turn that it was mailed for has not ended."""
        return proposal.state in ANSWERABLE and proposal.counter_kept_once == self.again


def to_answer(proposal: Proposal) -> str:
    """A token by which the proposal's CTO may answer it, for this turn alone."""
    told = [proposal.pk, proposal.cto_id, int(proposal.counter_kept_once)]
    return signing.dumps(told, salt=_ANSWER)


def read_to_answer(token: str) -> ToAnswer:
    """Raises BadLink."""
    try:
        proposal_id, cto_id, again = signing.loads(token, salt=_ANSWER)
    except signing.BadSignature as error:
        raise BadLink from error
    return ToAnswer(proposal_id, cto_id, bool(again))


def to_contest(noted: PhoneAnswer) -> str:
    """A token by which a person may say that an answer written down in their name was not theirs."""
    return signing.dumps(noted.pk, salt=_CONTEST)


def read_to_contest(token: str) -> int:
    """Which answer. Raises BadLink."""
    try:
        return int(signing.loads(token, salt=_CONTEST))
    except signing.BadSignature as error:
        raise BadLink from error
