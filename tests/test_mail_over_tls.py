"""Mail leaves over TLS, to a server whose certificate is known, with the password of the settings; or it waits."""

import ssl
from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import transaction

from fractional import clock
from fractional.outbox import delivery
from fractional.outbox.actions import post_mail
from fractional.outbox.models import Row, State
from tests.outbox.sink import Sink

HOST = "127.0.0.1"
KNOWN = (b"user", b"password")


class TlsSink(Sink):
    """Takes mail over STARTTLS alone, from who knows the password. `certificate` is a file."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.certificate, self.key = folder / "certificate.pem", folder / "key.pem"
        certify(HOST, self.certificate, self.key)

    def start(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        self._controller = Controller(
            self,
            hostname=HOST,
            port=self.port,
            tls_context=context,
            require_starttls=True,
            authenticator=self.knows,
            auth_required=True,
        )
        self._controller.start()

    def knows(
        self, server: Any, session: Any, envelope: Any, mechanism: str, said: LoginPassword
    ) -> AuthResult:
        return AuthResult(success=(said.login, said.password) == KNOWN)


@pytest.fixture
def server(tmp_path: Path, settings: Any) -> Iterator[TlsSink]:
    server = TlsSink(tmp_path)
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = HOST, server.port, True
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = (word.decode() for word in KNOWN)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def mail(server: TlsSink, transactional_db: None) -> Row:
    with transaction.atomic():
        post_mail(key="one", to="awa@exemple.example", template="companies/verified", kind="one")
        return Row.objects.get(key="one")


def test_a_mail_leaves_over_tls_with_the_password(
    server: TlsSink, mail: Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    delivery.send_due()
    mail.refresh_from_db()
    assert (mail.state, server.ids) == (State.SENT, [mail.message_id])


def test_a_mail_waits_rather_than_trust_a_certificate_that_nobody_knows(server: TlsSink, mail: Row) -> None:
    delivery.send_due()
    mail.refresh_from_db()
    assert (mail.state, mail.error, server.ids) == (State.RETRY, "SSLCertVerificationError", [])


def certify(host: str, certificate: Path, key: Path) -> None:
    """Write a certificate that only its owner vouches for."""
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = clock.real_now()
    made = (
        x509.CertificateBuilder(name, name, secret.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
        .sign(secret, hashes.SHA256())
    )
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    key.write_bytes(secret.private_bytes(*plain))
