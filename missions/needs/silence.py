"""How long a need waits for its company before it is published: one reminder, then it is put away by itself.

Working days since the company last answered anything, or was asked something.
"""

from datetime import date

from fractional import clock, workdays
from missions.needs.models import Need

State = Need.State
DAYS = {State.DRAFT: (1, 22), State.ASSESSED: (5, 20), State.ASKED: (5, 10)}
"""When the reminder leaves, and the last day."""


def since(need: Need) -> date:
    """The day from which it waits."""
    dates = [need.told_at, need.asked_at if need.state == State.ASKED else None]
    return max(at for at in dates if at).astimezone(clock.PARIS).date()


def reminder_on(need: Need) -> date:
    return workdays.add_working_days(since(need), DAYS[State(need.state)][0])


def ends_on(need: Need) -> date:
    """The last day on which the company may go on with it."""
    return workdays.add_working_days(since(need), DAYS[State(need.state)][1])
