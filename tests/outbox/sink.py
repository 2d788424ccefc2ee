"""A real SMTP server that keeps what it is given and answers as it is told."""

import asyncio
import socket
import threading
from collections import deque
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

CUT = "cut"  # take the message, then hang up without a word
HANG_UP = "hang up"  # take the message, say so, then hang up
STALL = "stall"  # take the message and say nothing for a long while


class Sink:
    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.at_rcpt: deque[str] = deque()
        self.at_data: deque[str] = deque()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.hung_up = threading.Event()
        self._controller: Controller | None = None

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None

    @property
    def ids(self) -> list[str]:
        return [message["Message-ID"] for message in self.messages]

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        if self.at_rcpt and (answer := self.at_rcpt.popleft()):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        answer = self.at_data.popleft() if self.at_data else ""
        if answer not in {"", CUT, HANG_UP, STALL}:
            return answer
        self.messages.append(message_from_bytes(envelope.content or b""))
        if answer == CUT:
            server.transport.abort()
        if answer == STALL:
            await asyncio.sleep(30)
        if answer == HANG_UP:
            asyncio.get_running_loop().call_later(0.05, self._hang_up, server)
        return "250 OK"

    def _hang_up(self, server: SMTP) -> None:
        server.transport.abort()
        self.hung_up.set()
