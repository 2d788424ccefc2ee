"""Django's e-mail backend of this project: a message becomes a row, in the transaction that sends it."""

import uuid
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from fractional import trace
from fractional.outbox.actions import MAIL_QUEUE
from fractional.outbox.models import Channel, Row

KIND = "message"


class OutboxBackend(BaseEmailBackend):
    """For mails that libraries write themselves (log-in codes): always transactional, wiped once they have left."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [_row(message, address) for message in email_messages for address in message.recipients()]
        Row.objects.bulk_create(rows)
        return len(email_messages)


def _row(message: EmailMessage, address: str) -> Row:
    return Row(
        channel=Channel.MAIL,
        key=f"{KIND}:{uuid.uuid4()}",
        kind=KIND,
        queue=MAIL_QUEUE,
        to=address,
        language=get_language() or "fr",
        subject=" ".join(message.subject.split()),
        text=str(message.body),
        html=next(
            (part.content for part in getattr(message, "alternatives", []) if part.mimetype == "text/html"),
            "",
        ),
        request_id=trace.request_id(),
    )
