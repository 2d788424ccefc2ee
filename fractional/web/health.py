"""For whoever watches over the site."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError
from django.db.models import F, Min
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fractional import clock
from fractional.outbox.models import Row, Tick

LATE_TICK = 60  # seconds
LATE_OUTBOX = 60


@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers. Asks nobody else."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """503 only without the database: pages work without broker and workers, whose absence shows as `degraded`."""
    try:
        tick, lag = tick_age(), outbox_lag()
    except (DatabaseError, InterfaceError):
        return JsonResponse({"status": "down", "database": False}, status=503)
    late = tick is None or tick > LATE_TICK or lag > LATE_OUTBOX
    return JsonResponse(
        {
            "status": "degraded" if late else "ok",
            "database": True,
            "tick_age_seconds": tick,
            "outbox_lag_seconds": lag,
        }
    )


def tick_age() -> float | None:
    """Seconds since a worker last heard from beat through the broker; None if never."""
    age = Tick.objects.annotate(age=Now() - F("at")).values_list("age", flat=True).first()
    return round(age.total_seconds(), 1) if age is not None else None


def outbox_lag() -> float:
    """Seconds for which the oldest due row has been waiting."""
    oldest = Row.objects.due().order_by().aggregate(oldest=Min("due_at"))["oldest"]
    return round((clock.now() - oldest).total_seconds(), 1) if oldest else 0.0
