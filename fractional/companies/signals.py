"""News that goes up from the companies, sent by their actions inside the transaction of the change."""

from django.dispatch import Signal

company_changed = Signal()
"""Something that a ranking reads of this company has changed: SIREN, stage, sector, head-count or members.

Argument: ``company``.
"""
