"""docs/scoring.md tells the truth: its worked example and its lists are recomputed here."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from matching.public.example import CTO as MAEL
from matching.public.example import NEED
from matching.scoring import parts, rules
from matching.scoring.columns import Pool, Request
from matching.scoring.explain import Explanation, Side, explain
from matching.scoring.rank import rank
from matching.scoring.weights import V1

GUIDE = (Path(__file__).parents[3] / "docs" / "scoring.md").read_text()


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
