"""News that goes up from people, sent by their actions inside the transaction of the change."""

from django.dispatch import Signal

mail_stopped = Signal()
"""A person wants no mail of a topic any more. Arguments: ``user``, ``topic`` (its key)."""

person_leaves = Signal()
"""A person is being erased: every app ends what is open and wipes what is theirs. Argument: ``user``, still named.

Sent once, inside the transaction of the erasure, to lower apps first. What money and history need stays, without a
name (trust: retention).
"""
