"""The two ways in which an action refuses, so that no refusal ever ends as an error of the server."""

from typing import Any


class DomainError(Exception):
    """An action refused: the message says why, in words for the person who asked (lazy translations allowed).

    Actions raise a subclass that lives beside them. A form turns it into its own error; a view that lets it
    pass answers with a 422 page (`fractional.web.middleware.DomainErrors`).
    """

    status = 422
    argument = ""
    """The argument of the action that is refused, when it is one: a form says so beside its field."""

    def __init__(self, message: Any = ""):
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class Conflict(DomainError):
    """Somebody else was first, or the thing has moved on since the page was read: a 409 page."""

    status = 409
