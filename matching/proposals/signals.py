"""News that goes up from proposals, sent by their actions inside the transaction of the change."""

from django.dispatch import Signal

selection_given_back = Signal()
"""A selection that should have left is a draft again, by itself. Arguments: ``selection``, with its need, company and
curator; ``unfit``, its proposals that break a rule by now, none when the need is paused."""

more_asked = Signal()
"""A company asks for other profiles. Arguments: ``need``, ``contest``, what the team owes an answer to."""
