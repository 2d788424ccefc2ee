"""docs/scoring.md tells the truth: its worked example and its lists are recomputed here."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from matching.scoring import parts, rules
from matching.scoring.columns import Pool, Request
from matching.scoring.explain import Explanation, Side, explain
from matching.scoring.rank import rank
from matching.scoring.weights import V1

GUIDE = (Path(__file__).parents[3] / "docs" / "scoring.md").read_text()
FIRST = date(2026, 2, 2).toordinal()

NEED = Request(
    need_id=7,
    today=date(2026, 1, 14).toordinal(),
    function=1,
    scope=1,
    kind=1,
    half_days=4,
    months=6,
    start_first=FIRST,
    start_last=FIRST + 28,
    ceiling=1050,
    asked=0b0011001100,
    hands_on=1,
    on_site_half_days=2,
    department=69,
    languages=1,
    headcount=25,
    team_size=7,
    stage=4,
    sector=8,
    tags=0b111,
    topics=0b1111,
)
FROM_THE_THIRD_MONDAY = -(1 << 5)
"""Week zero is three weeks before the window opens."""
MAEL = {
    "cto_id": 42,
    "function": 1,
    "scopes": 1,
    "rates": [1000] * 6 + [920] * 6,
    "floor": 850,
    "week_zero": FIRST - 21,
    "free": [0, 0, FROM_THE_THIRD_MONDAY, FROM_THE_THIRD_MONDAY, 0, 0, FROM_THE_THIRD_MONDAY, 0, -1, -1],
    "room": [-1] * 5 + [0] * 5,
    "min_half_days": 2,
    "max_half_days": 6,
    "min_months": 3,
    "full_time_months": 90,
    "gate_lifted": False,
    "references": 2,
    "references_positive": 2,
    "kinds_accepted": 3,
    "kinds_wanted": 1,
    "kinds_lived": 1,
    "contracts": 1,
    "pro_bono": False,
    "topics": 0b0111,
    "sectors": 8,
    "sectors_refused": 0,
    "tags": 0b1,
    "headcount_min": 10,
    "headcount_max": 20,
    "max_team_led": 9,
    "hands_on": 1,
    "zones_a": 0,
    "zones_b": 1 << 5,
    "languages": 1,
    "stages_wanted": 0,
    "priorities": 0,
    "confirmed_on": date(2026, 1, 5).toordinal(),
    "exposures_30d": 0,
}


def explained(need: Request = NEED) -> Explanation:
    pool = Pool.from_rows([MAEL])
    (explanation,) = explain(rank(pool, need), pool, need)
    return explanation


def section(title: str) -> str:
    return re.split(r"^#+ ", GUIDE.split(f"# {title}\n")[1], flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """Cells of the lines of a table whose second cell is a number."""
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if "|" in line
    ]
    return [cells for cells in lines if len(cells) > 1 and cells[1].isdigit()]


def as_told(side: Side) -> list[list[str]]:
    told = [
        [part.code, str(part.weight), str(part.thousandths), str(part.points), part.reason]
        for part in side.parts
    ]
    return [*told, ["total", "1000", "", str(side.total), ""]]


def test_the_worked_example_of_the_company_side_is_what_the_scorer_says() -> None:
    table = [[*cells[:4], cells[5]] for cells in rows(section("Company side"))]
    assert table == as_told(explained().company)


def test_the_worked_example_of_the_cto_side_is_what_the_scorer_says() -> None:
    table = [[*cells[:4], cells[5]] for cells in rows(section("CTO side"))]
    assert table == as_told(explained().cto)


def test_the_weights_told_are_the_weights() -> None:
    company = {cells[0]: int(cells[1]) for cells in rows(section("Company side"))[:-1]}
    cto = {cells[0]: int(cells[1]) for cells in rows(section("CTO side"))[:-1]}
    assert company == dict(zip(parts.COMPANY, V1.company, strict=True))
    assert cto == dict(zip(parts.CTO, V1.cto, strict=True))


def test_the_families_told_are_what_a_card_shows() -> None:
    explanation = explained()
    shown = [
        [family.code, str(family.shown_weight), str(family.shown_points)] for family in explanation.families
    ]
    told = [[cells[0].split(" ")[0], *cells[1:3]] for cells in rows(section("What a card shows"))]
    assert told == [*shown, ["total", "100", str(explanation.company.shown_total)]]


def test_the_weights_with_three_ticks_are_what_the_scorer_takes() -> None:
    ticked = replace(NEED, priorities=0b101001)
    told = [[cells[0], cells[2]] for cells in rows(section("Priorities"))]
    assert told == [[part.code, str(part.weight)] for part in explained(ticked).company.parts]


def test_the_figures_in_the_text_are_recomputed() -> None:
    explanation = explained()
    text = section("From scores to order")
    assert f"{explanation.company.chance:,}" in text
    assert f"{explanation.cto.chance:,}" in text
    assert f"{explanation.value:,}" in text
    assert date.fromordinal(explanation.first_start) == date(2026, 2, 16)
    assert explanation.proposal_rate == 920
    assert explanation.half_days == 0b0101001100


def test_the_rules_told_are_the_rules() -> None:
    told = re.findall(r"^\| `(\w+)` \|", section("Hard rules"), re.MULTILINE)
    assert told == list(rules.RULES)
