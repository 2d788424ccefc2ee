"""When things happened, counted back from the clock's today."""

from datetime import datetime, time, timedelta

from fractional import clock


def moment(*, days_ago: float) -> datetime:
    """Ten in the morning, that many days ago, in Paris."""
    day = clock.today() - timedelta(days=days_ago)
    return datetime.combine(day, time(10), tzinfo=clock.PARIS)
