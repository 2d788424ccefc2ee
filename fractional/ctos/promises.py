"""The dates we promise a CTO, in working days."""

from datetime import date, datetime, time, timedelta

from fractional.clock import PARIS
from fractional.ctos.models import Cto
from fractional.workdays import add_working_days

ANSWER_WITHIN = 5
"""Working days in which a person of the team reads a file."""
READ_LATE_WITHIN = 2
"""Working days promised anew, once, when that day has passed."""
REMINDED_AFTER = (5, 10)
"""Working days after a question to a CTO: they are reminded of it, each time once."""
CLOSED_AFTER = 20
"""Working days after which a question without an answer closes the file."""
LEFT_AFTER_REMINDER = 5
"""Working days to answer it that are left after each reminder, at the least."""
REFEREE_ANSWERS_WITHIN = 15
"""Working days that somebody has to answer as a reference; reminded once."""
REFEREE_REMINDED_AFTER = 5
"""Working days after which they are; at least as many are left from then on."""
ASK_AGAIN_AFTER = timedelta(days=30)
"""A confirmed availability is asked about again; at 45 days it is stale."""


def answer_due_on(cto: Cto) -> date | None:
    """The day by which a file that was sent is answered."""
    if cto.submitted_at is None:
        return None
    return cto.late_until or read_by(cto.submitted_at)


def read_by(since: datetime) -> date:
    """The day by which what a CTO sent or changed at that moment is read."""
    return add_working_days(since.astimezone(PARIS).date(), ANSWER_WITHIN)


def morning_of(day: date) -> datetime:
    """Nine o'clock in Paris: when what falls due that day is done."""
    return datetime.combine(day, time(9), tzinfo=PARIS)
