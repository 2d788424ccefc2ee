"""The SMTP sink: accepts every mail and writes it as one `.eml` file, for the mail viewer and the tests.

`python -m fractional.local.smtp HOST PORT FOLDER`
"""

from __future__ import annotations

import asyncio
import sys
import time
import uuid
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

_LARGEST_MAIL = 5_000_000  # bytes


class Sink:
    """Handler of aiosmtpd. A file's name starts with its arrival in nanoseconds, so names sort by arrival."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        name = f"{time.time_ns():020d}-{uuid.uuid4().hex[:8]}.eml"
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(_as_file(envelope))
        unfinished.rename(self.folder / name)  # a reader never sees half a mail
        return "250 OK"


def _as_file(envelope: Envelope) -> bytes:
    """The mail below the addresses it was really sent from and to, which its own headers need not name."""
    content = envelope.content if isinstance(envelope.content, bytes) else b""
    head = f"Return-Path: <{envelope.mail_from}>\nDelivered-To: {', '.join(envelope.rcpt_tos)}\n"
    return head.encode() + content.replace(b"\r\n", b"\n")


async def serve(host: str, port: int, folder: Path) -> None:
    """Listens until it is stopped."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sink = Sink(folder)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(sink, enable_SMTPUTF8=True, data_size_limit=_LARGEST_MAIL), host, port
    )
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))
