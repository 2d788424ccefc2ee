"""A code by mail before an act that gives an account away: whoever has an open session is not always its person."""

import secrets

from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest

from fractional import clock

LASTS = 600  # seconds
TRIES = 5


def begin(request: HttpRequest, act: str) -> str:
    """A new code of six digits for this session and this act; the one before is worth nothing any more."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    request.session[_key(act)] = {
        "hash": make_password(code),
        "until": clock.now().timestamp() + LASTS,
        "tries": 0,
    }
    return code


def awaited(request: HttpRequest, act: str) -> bool:
    kept = request.session.get(_key(act), {"until": 0, "tries": TRIES})
    in_time: bool = kept["until"] > clock.now().timestamp()
    return in_time and kept["tries"] < TRIES


def is_right(request: HttpRequest, act: str, code: str) -> bool:
    """Whether it is the code that was sent; five tries at most. A right one is used up."""
    if not awaited(request, act):
        return False
    kept = request.session[_key(act)]
    request.session[_key(act)] = kept | {"tries": kept["tries"] + 1}
    right = check_password(code.strip(), kept["hash"])
    if right:
        del request.session[_key(act)]
    return right


def _key(act: str) -> str:
    return f"code_{act}"
