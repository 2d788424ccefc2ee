"""Many CTOs in little time."""

import uuid

from fractional.accounts.models import User
from fractional.ctos.models import Cto
from matching.pool.models import Card


def clone(cto: Cto, times: int) -> None:
    """Copies of a CTO and of their card: equals in everything but their number."""
    card = Card.objects.get(cto=cto)
    users = User.objects.bulk_create(
        User(email=f"copie{cto.pk}.{number}@exemple.example", first_name="Copie") for number in range(times)
    )
    values = {
        field.attname: getattr(cto, field.attname)
        for field in Cto._meta.fields
        if field.name not in ("id", "user", "public_id")
    }
    copies = Cto.objects.bulk_create(Cto(user=user, public_id=uuid.uuid4(), **values) for user in users)
    said = {field.attname: getattr(card, field.attname) for field in Card._meta.fields if field.name != "cto"}
    Card.objects.bulk_create(Card(cto=copy, **said) for copy in copies)
