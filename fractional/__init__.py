"""The project and its people: the layer that everything else stands on."""

from fractional.celery import app as celery_app

__all__ = ["celery_app"]
