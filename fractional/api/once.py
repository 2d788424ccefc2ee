"""A POST is done once: whoever asks again with the same key is answered again, and nothing happens twice."""

import hashlib
import json
import re
from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from fractional.api.authentication import TokenRequest
from fractional.api.models import KeptAnswer

HEADER = "Idempotency-Key"
FORM = r"^[A-Za-z0-9_.:-]{8,100}$"


class KeyNeeded(APIException):
    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "key_needed"


class KeyReused(APIException):
    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_code = "key_reused"


def once(request: TokenRequest, act: Callable[[], Response]) -> Response:
    """The answer of `act`, or the one it gave under this key. What it did and its answer are kept together.

    A refusal keeps nothing: it did nothing, and may be asked again.
    """
    key = request.headers.get(HEADER, "")
    if not re.fullmatch(FORM, key, re.ASCII):
        raise KeyNeeded(_("Joignez un en-tête « Idempotency-Key » : 8 à 100 lettres, chiffres ou tirets."))
    asked = _digest(request)
    with transaction.atomic():
        kept, is_new = KeptAnswer.objects.claim(user=request.user, key=key, request=asked)
        if not is_new:
            if kept.request != asked:
                raise KeyReused(_("Cette clé a déjà servi à une autre demande : tirez-en une nouvelle."))
            return Response(kept.answer, status=kept.status, headers={"Idempotency-Replayed": "true"})
        response = act()
        kept.status, kept.answer = (
            response.status_code,
            json.loads(JSONRenderer().render(response.data) or "null"),
        )
        kept.save(update_fields=["status", "answer"])
        return response


def _digest(request: TokenRequest) -> str:
    said = json.dumps([request.method, request.path, request.data], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()
