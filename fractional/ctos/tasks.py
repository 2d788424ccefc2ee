"""Work owed by a CTO's own dates."""

from datetime import date

from fractional import clock, outbox
from fractional.ctos.actions import resume
from fractional.ctos.models import Cto


@outbox.job("ctos.resume")
def end_pause(*, cto_id: int, until: str) -> None:
    """End a pause on its day; one that was moved or ended meanwhile is left alone."""
    cto = Cto.objects.filter(
        pk=cto_id, state=Cto.State.PAUSED, paused_until=date.fromisoformat(until)
    ).first()
    if cto and clock.today() >= date.fromisoformat(until):
        resume(cto=cto, by=None)
