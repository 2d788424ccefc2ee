"""How actions hold what they change."""

from missions.needs.models import Need


def locked(need: Need) -> Need:
    """The need's row, read again and held until the transaction ends. After a CTO's row, before proposals."""
    return Need.objects.select_for_update(no_key=True).get(pk=need.pk)
