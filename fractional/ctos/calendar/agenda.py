"""The week of a CTO as they read it: each engagement with its days and its end, then what remains."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from fractional.ctos.calendar import week
from fractional.ctos.calendar.models import Hold
from fractional.ctos.models import Cto
from fractional.workdays import monday_of

ONE_DAY = timedelta(days=1)


@dataclass
class Engagement:
    """What one mission or outside client takes."""

    holder: str
    kind: str
    label: str
    first: date
    last: date | None
    half_days: list[int] = field(default_factory=list)

    @property
    def is_external(self) -> bool:
        return self.kind == Hold.Kind.EXTERNAL


@dataclass(frozen=True)
class Agenda:
    engagements: list[Engagement]
    from_on: date | None
    """The Monday that `remaining` speaks of: this one, or the first one that opens anything."""
    open: list[int]
    protected: list[int]
    remaining: list[int]
    """Half-days open and not taken in that week."""
    taken: list[int]


def agenda(cto: Cto, today: date) -> Agenda:
    """Two queries."""
    step = week.current(cto.week_steps.all(), today)
    holds = cto.holds.exclude(kind=Hold.Kind.CLOSED).filter(period__overlap=(today, None))
    engagements = engagements_of(holds)
    monday = max(step.from_on, monday_of(today)) if step else monday_of(today)
    sunday = monday + 7 * ONE_DAY
    taken = {
        half_day
        for engagement in engagements
        if engagement.first < sunday and (engagement.last is None or engagement.last >= monday)
        for half_day in engagement.half_days
    }
    opened = step.open if step else []
    return Agenda(
        engagements=engagements,
        from_on=monday if step else None,
        open=list(opened),
        protected=list(step.protected) if step else [],
        remaining=[half_day for half_day in opened if half_day not in taken],
        taken=sorted(taken),
    )


def engagements_of(holds: Iterable[Hold]) -> list[Engagement]:
    """Rows of one holder as one engagement, the first to begin first."""
    found: dict[str, Engagement] = {}
    for hold in sorted(holds, key=lambda hold: (hold.period.lower, hold.half_day)):
        last = hold.period.upper - ONE_DAY if hold.period.upper else None
        engagement = found.setdefault(
            hold.holder, Engagement(hold.holder, hold.kind, hold.label, hold.period.lower, last)
        )
        engagement.half_days.append(hold.half_day)
    return list(found.values())
