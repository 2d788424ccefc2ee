"""Cards are written in the transaction of the change, whole, by one function.

A card left behind by a commit would propose somebody for days already sold. The CTO's row is locked first:
two writers of one card follow each other, and what is read is read after the lock.
"""

from collections.abc import Iterable, Mapping

from django.db import transaction

from fractional import clock
from fractional.ctos.models import Cto
from matching.pool.models import Card
from matching.pool.snapshot import card_of, packed, readable

CHUNK = 250
_REWRITTEN = [field.name for field in Card._meta.fields if field.name not in {"cto", "cto_state"}]


@transaction.atomic
def write_card(cto: Cto) -> Card | None:
    """Write the card of this CTO as things stand, or drop it when they are not verified (any more)."""
    written = _write([cto.pk])
    if written:
        return written[0]
    drop_card(cto)
    return None


def drop_card(cto: Cto) -> None:
    """This CTO is no longer matched."""
    Card.objects.filter(cto_id=cto.pk).delete()


def refresh_all(*, exposures: Mapping[int, int] | None = None) -> int:
    """Write every card again, week zero being this Monday; returns how many there are.

    Each chunk is a transaction of its own, so that nobody waits long for a CTO's row. `exposures` counts, for
    each CTO who was on a selection lately, on how many in the last 30 days; None leaves the counts alone.
    """
    ids = list(Cto.objects.verified().order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), CHUNK):
        with transaction.atomic():
            _write(ids[start : start + CHUNK], exposures)
    return len(ids)


def pack_again(cto_ids: Iterable[int]) -> None:
    """Cards that another version of the product has packed: nothing else of them changes."""
    cards = Card.objects.filter(cto_id__in=list(cto_ids)).order_by("cto_id").select_for_update()
    with transaction.atomic():
        Card.objects.bulk_update(packed(list(cards)), ["packed", "layout"])


@transaction.atomic
def note_exposure(cto_ids: Iterable[int]) -> None:
    """A selection with these CTOs was shown: among equals, others come first for 30 days."""
    cards = list(Card.objects.filter(cto_id__in=list(cto_ids)).order_by("cto_id").select_for_update())
    for card in cards:
        card.exposures_30d += 1
        card.updated_at = clock.now()
    Card.objects.bulk_update(packed(cards), ["exposures_30d", "updated_at", "packed", "layout"])


def _write(ids: list[int], exposures: Mapping[int, int] | None = None) -> list[Card]:
    today = clock.today()
    locked = Cto.objects.verified().filter(pk__in=ids).order_by("id").select_for_update(no_key=True)
    cards = [card_of(cto, today) for cto in readable(locked, today)]
    shown = _shown_on(ids) if exposures is None else exposures
    for card in cards:
        card.exposures_30d = shown.get(card.cto_id, 0)
    return Card.objects.bulk_create(
        packed(cards), update_conflicts=True, unique_fields=["cto"], update_fields=_REWRITTEN
    )


def _shown_on(ids: list[int]) -> dict[int, int]:
    """What the cards of these CTOs say of it by now."""
    return dict(Card.objects.filter(cto__in=ids).values_list("cto_id", "exposures_30d"))
