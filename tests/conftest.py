"""What every test stands on: clients over HTTPS, and no network. Settings are production's own, see the runner."""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.utils import translation
from hypothesis import settings

# No test asserts a time: a busy machine finds no fault.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

_connect = socket.socket.connect


def _connect_here_only(sock: socket.socket, address: Any) -> None:
    if sock.family != socket.AF_UNIX and not _is_loopback(address[0]):
        raise RuntimeError(f"A test reached for the network: {address}")
    _connect(sock, address)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


socket.socket.connect = _connect_here_only  # type: ignore[method-assign]  # no test leaves this machine


def https_client() -> Client:
    """As behind the proxy: without this header every page is a redirect to HTTPS."""
    return Client(headers={"host": "testserver", "x-forwarded-proto": "https"})


def logged_in(user: Any, *, second_factor: bool = True) -> Client:
    """A client of its own, logged in as `user`, the second factor shown unless refused."""
    from fractional.accounts import sessions

    client = https_client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    if second_factor:
        request = HttpRequest()
        request.session = client.session
        sessions.mark_second_factor(request, user, how="test")
        request.session.save()
    return client


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """A module that lives in one transaction may think for longer than a request may: a slow machine is no fault."""
    connection.settings_dict["OPTIONS"]["options"] += " -c idle_in_transaction_session_timeout=0"


@pytest.fixture(autouse=True)
def in_french() -> Iterator[None]:
    """A page that somebody read in English leaves its thread so; the next test speaks the product's language."""
    yield
    translation.deactivate()


@pytest.fixture
def client() -> Client:
    return https_client()


@pytest.fixture
def log_in(db: None) -> Callable[..., Client]:
    return logged_in
