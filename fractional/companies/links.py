"""Signed links of mails about companies."""

from django.core import signing

from fractional.companies.models import Invitation

_INVITATION = "fractional.companies.invitation"


class BadLink(Exception):
    """The link was altered, or never ours."""


def to_invitation(invitation: Invitation) -> str:
    """A token that shows who is invited where; it dies with the invitation."""
    return signing.dumps(invitation.pk, salt=_INVITATION)


def read_invitation(token: str) -> int:
    """The invitation's row. Raises BadLink."""
    try:
        return signing.loads(token, salt=_INVITATION)
    except signing.BadSignature as error:
        raise BadLink from error
