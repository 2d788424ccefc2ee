"""One line to the SMTP server, and what its answers mean."""

import contextlib
import smtplib
from typing import Self

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend

REFUSED_FOR_GOOD = 500  # answers from here on


class SmtpFailure(Exception):
    """The mail is not known to have left.

    `certain`: the server surely did not take it. `code`: its answer, where it gave one about this mail.
    """

    def __init__(self, text: str, *, certain: bool, code: int | None = None):
        super().__init__(text)
        self.certain = certain
        self.code = code

    @property
    def for_good(self) -> bool:
        return self.code is not None and self.code >= REFUSED_FOR_GOOD


class SmtpLine:
    """Opened with the first mail, tested before each, closed at the end."""

    def __init__(self) -> None:
        self._backend = EmailBackend()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._hang_up()

    def send(self, message: EmailMultiAlternatives) -> None:
        """Hand over one message. Raises SmtpFailure."""
        self._make_ready()
        try:
            self._backend.send_messages([message])
        except smtplib.SMTPRecipientsRefused as refusal:
            code, text = next(iter(refusal.recipients.values()))
            raise SmtpFailure(f"{code} {_text(text)}", certain=True, code=code) from refusal
        except smtplib.SMTPResponseException as refusal:
            raise SmtpFailure(
                f"{refusal.smtp_code} {_text(refusal.smtp_error)}", certain=True, code=refusal.smtp_code
            ) from refusal
        except (smtplib.SMTPException, OSError) as failure:
            # Cut somewhere between its first line and its last: the server may have taken it.
            self._hang_up()
            raise SmtpFailure(type(failure).__name__, certain=False) from failure

    def _make_ready(self) -> None:
        try:
            if not self._answers():
                self._hang_up()
                self._backend.open()
        except (smtplib.SMTPException, OSError) as failure:
            self._hang_up()
            # No code: a server that refuses our own log-in says nothing about the address.
            raise SmtpFailure(type(failure).__name__, certain=True) from failure

    def _answers(self) -> bool:
        line = self._backend.connection
        try:
            return line is not None and line.noop()[0] == 250
        except (smtplib.SMTPException, OSError):
            return False

    def _hang_up(self) -> None:
        with contextlib.suppress(smtplib.SMTPException, OSError):
            self._backend.close()
        self._backend.connection = None


def _text(answer: bytes | str) -> str:
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer
