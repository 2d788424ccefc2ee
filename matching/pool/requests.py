"""A need as the integers that matching reads."""

from datetime import date, timedelta

from fractional import clock
from fractional.data import taxonomy
from fractional.history.moves import held
from fractional.workdays import monday_of
from matching.pool import masks
from matching.scoring.columns import LONGEST_WINDOW, Request
from matching.scoring.parts import COMPANY
from missions.needs.models import Need

ONE_WEEK = timedelta(weeks=1)


def request_of(need: Need, *, ceiling: int | None = None) -> Request:
    """The request of a complete need; `ceiling` (EUR per day) stands in for its own where given.

    Reads the need's company and goals: two queries unless they were fetched with it.
    """
    company = need.company
    first, last = mondays(held(need.start_first_on), held(need.start_last_on))
    return Request(
        need_id=need.pk,
        today=clock.today().toordinal(),
        function=held(need.function_id),
        scope=masks.among(masks.SCOPES, [need.scope]),
        kind=masks.kinds([need.kind]),
        half_days=held(need.half_days),
        months=held(need.months),
        start_first=first.toordinal(),
        start_last=last.toordinal(),
        ceiling=None if need.pro_bono else ceiling or need.ceiling_eur,
        pro_bono=need.pro_bono,
        asked=sum(1 << half_day for half_day in need.asked_half_days),
        hands_on=held(need.hands_on),
        on_site_half_days=need.on_site_half_days,
        department=taxonomy.departments.bit(need.department) if need.department else -1,
        languages=masks.of(taxonomy.languages, need.languages),
        contracts=masks.of(taxonomy.contracts, need.contracts),
        min_months_cto=12 * need.min_cto_years,
        headcount=company.headcount,
        team_size=need.team_devs or 0,
        stage=masks.of(taxonomy.stages, [company.stage]),
        sector=masks.of(taxonomy.sectors, [company.sector]),
        tags=masks.of(taxonomy.tags, need.tags),
        topics=masks.topics([need.problem], [goal.code for goal in need.goals.all()]),
        priorities=masks.among(COMPANY, need.priorities),
    )


def siren_of(need: Need) -> int:
    """The company's SIREN as a number; 0 when it has none yet."""
    return int(need.company.siren or 0)


def mondays(first: date, last: date) -> tuple[date, date]:
    """First and last Monday of a start window; the Monday of its week when it holds none.

    A mission starts with a week (decision 14). A window is read over half a year at most.
    """
    opens = monday_of(first + ONE_WEEK - timedelta(days=1))
    closes = monday_of(last)
    if closes < opens:
        return closes, closes
    return opens, min(closes, opens + LONGEST_WINDOW * ONE_WEEK)
