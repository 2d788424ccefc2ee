"""Signed links of mails, which open without a log-in."""

from datetime import date
from typing import Any

from django.core import signing

from fractional.ctos.models import Cto, Reference
from fractional.history.moves import held

_REFERENCE = "fractional.ctos.reference"
_AVAILABILITY = "fractional.ctos.availability"


class BadLink(Exception):
    """The link was altered, or never ours."""


def of_reference(reference: Reference) -> str:
    """A token by which the person asked may answer, and take their answer back for as long as it stands."""
    return signing.dumps(reference.pk, salt=_REFERENCE)


def read_reference(token: str) -> int:
    """The reference's number. Raises BadLink."""
    return int(_read(token, _REFERENCE))


def to_confirm(cto: Cto) -> str:
    """A token by which this CTO may say that their days are still the same, once per question that they are sent."""
    return signing.dumps([cto.pk, held(cto.availability_confirmed_on).isoformat()], salt=_AVAILABILITY)


def read_to_confirm(token: str) -> tuple[int, date]:
    """The CTO's number, and the confirmation that the mail asked to renew. Raises BadLink."""
    cto_id, asked_of = _read(token, _AVAILABILITY)
    return cto_id, date.fromisoformat(asked_of)


def _read(token: str, purpose: str) -> Any:
    try:
        return signing.loads(token, salt=purpose)
    except signing.BadSignature as error:
        raise BadLink from error
