"""The name under which one request can be followed through logs, jobs and mails."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_request_id: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """The id of the request being served, or of the request that owed the job being done; "" outside both."""
    return _request_id.get()


def new_request_id() -> str:
    """16 hexadecimal characters, never taken from the caller: a log must not hold what a stranger wrote."""
    return secrets.token_hex(8)


@contextmanager
def following(request_id: str) -> Iterator[None]:
    """Everything inside carries this request id."""
    token = _request_id.set(request_id)
    try:
        yield
    finally:
        _request_id.reset(token)
