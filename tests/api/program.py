"""A program that holds a token."""

from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client

from fractional.accounts.models import User
from fractional.api.actions import create_token
from fractional.api.models import Token
from tests.conftest import https_client

_keys = count(1)


class Program:
    """Asks as a person's program would; every POST has a key of its own unless told otherwise."""

    def __init__(self, user: User, *scopes: str, client: Client | None = None):
        allowed = [scope for scope in Token.Scope.values if user.is_curator or scope != "read:curation"]
        self.token, self.secret = create_token(by=user, name="Programme", scopes=scopes or allowed, days=30)
        self.client = client or https_client()
        self.headers = {"authorization": f"Bearer {self.secret}"}

    def get(self, address: str, **query: Any) -> HttpResponse:
        return self.client.get(address, query, headers=self.headers)

    def put(self, address: str, body: Any) -> HttpResponse:
        return self.client.put(address, body, content_type="application/json", headers=self.headers)

    def post(self, address: str, body: Any = None, *, key: str = "") -> HttpResponse:
        headers = self.headers | {"idempotency-key": key or f"tests-{next(_keys):08}"}
        return self.client.post(address, body or {}, content_type="application/json", headers=headers)
