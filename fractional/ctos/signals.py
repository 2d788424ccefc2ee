"""News that goes up from the CTOs, sent by their actions inside the transaction of the change."""

from django.dispatch import Signal

cto_changed = Signal()
"""Something that matching reads of this CTO has changed: state, rules, roles, references, rates or half-days.

Argument: ``cto``.
"""
