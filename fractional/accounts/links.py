"""The signed link that is sent to a new address."""

from django.core import signing

from fractional.accounts.models import AddressChange

_ADDRESS = "fractional.accounts.address"


class BadLink(Exception):
    """The link was altered, or never ours."""


def to_new_address(change: AddressChange) -> str:
    """A token by which whoever reads the new address confirms it; it dies with the asking."""
    return signing.dumps(change.pk, salt=_ADDRESS)


def read_to_new_address(token: str) -> int:
    """The asking's row, which may be gone. Raises BadLink."""
    try:
        number: int = signing.loads(token, salt=_ADDRESS)
    except signing.BadSignature as error:
        raise BadLink from error
    return number
