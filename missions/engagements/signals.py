"""News that goes up from the missions, sent by their actions inside the transaction of the change."""

from django.dispatch import Signal

mission_started = Signal()
"""The first day of a mission has come. Argument: ``mission``."""

mission_ended = Signal()
"""A mission is over, at its end or broken off. Argument: ``mission``."""
