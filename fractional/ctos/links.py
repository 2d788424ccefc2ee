"""Signed links of mails, which open without a log-in."""

from django.core import signing

from fractional.ctos.models import Reference

_REFERENCE = "fractional.ctos.reference"


class BadLink(Exception):
    """The link was altered, or never ours."""


def of_reference(reference: Reference) -> str:
    """A token by which the person asked may answer, and take their answer back for as long as it stands."""
    return signing.dumps(reference.pk, salt=_REFERENCE)


def read_reference(token: str) -> int:
    """The reference's number. Raises BadLink."""
    return int(_read(token, _REFERENCE))


def _read(token: str, purpose: str):
    try:
        return signing.loads(token, salt=purpose)
    except signing.BadSignature as error:
        raise BadLink from error
