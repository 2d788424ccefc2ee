"""The SMTP sink writes what it receives where the mail viewer reads it."""

import smtplib
import socket
import sys
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from fractional.local.processes import Process


@pytest.fixture
def sink(folder, eventually):
    """The address of a running sink."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = Process("sink", [sys.executable, "-m", "fractional.local.smtp", "127.0.0.1", str(port), folder])
    process.start()

    def listens():
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return True

    eventually(listens, "the sink listens")
    yield "127.0.0.1", port
    process.stop()


def test_a_mail_received_is_one_file_with_its_true_recipients(sink, folder):
    sent = EmailMessage()
    sent["From"], sent["To"], sent["Subject"] = (
        "bonjour@fractional.example",
        "mael@example.org",
        "Une proposition",
    )
    sent.set_content("Bonjour Maël,\n.\nune entreprise souhaite vous rencontrer.\n")

    with smtplib.SMTP(*sink) as client:
        client.send_message(sent, to_addrs=["mael@example.org", "copie@example.org"])

    (file,) = folder.glob("*.eml")
    received = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert received["Delivered-To"] == "mael@example.org, copie@example.org"
    assert received["Subject"] == "Une proposition"
    assert received.get_content() == sent.get_content()
