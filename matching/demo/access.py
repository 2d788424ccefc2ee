"""Who a door of the demo lets one be."""

from django.http import Http404

from fractional.accounts.access import found
from fractional.accounts.models import User
from matching.demo.doors import BY_KEY


def behind(door: str) -> User | None:
    """The invented person behind that door, None where one arrives as nobody yet; 404 for a door that is none."""
    if door not in BY_KEY:
        raise Http404
    email = BY_KEY[door].email
    return found(User.objects.filter(email=email)) if email else None
