"""News that goes up from the companies, sent by their actions inside the transaction of the change."""

from django.dispatch import Signal

company_changed = Signal()
"""Something that a ranking reads of this company has changed: stage, sector or head-count.

Argument: ``company``.
"""
