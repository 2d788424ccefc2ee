"""News that goes up from the needs, sent by their actions inside the transaction of the change."""

from django.dispatch import Signal

need_published = Signal()
"""A need is published: it is to be ranked. Argument: ``need``."""

need_edited = Signal()
"""Something that a ranking reads of a live need, or of its company, has changed. Argument: ``need``."""

need_closed = Signal()
"""A live need has ended. Arguments: ``need``, ``reason`` (``filled``, ``expired`` or ``withdrawn``)."""
