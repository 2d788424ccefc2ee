"""Time against size, drawn from `results/matching.json` into `docs/images/matching.svg`."""

import json
from math import log10
from pathlib import Path

from bench.measure import RESULTS

PICTURE = Path(__file__).parent.parent / "docs" / "images" / "matching.svg"
WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT = 640, 320, 56, 24, 40, 150
LETTERS = 14
LINES = {
    "cpu_ms_p50": ("the pool's file", "#1d6b4f"),
    "polars_cpu_ms_p50": ("polars", "#3f5f9e"),
    "tuned_postgres_cpu_ms_p50": ("tuned SQL query", "#b06a1f"),
    "postgres_cpu_ms_p50": ("SQL query", "#8a3a3a"),
}


def draw() -> Path:
    """Of all sizes that were measured."""
    PICTURE.write_text(drawn(json.loads((RESULTS / "matching.json").read_text())))
    return PICTURE


def drawn(sizes: list[dict[str, float]]) -> str:
    """Both axes by powers of ten: CTOs, and milliseconds of processor for the best 50 of one need."""
    ends = [log10(min(size["n"] for size in sizes)), log10(max(size["n"] for size in sizes))]
    values = [size[line] for size in sizes for line in LINES]
    lowest, highest = int(log10(min(values)) // 1), -int(-log10(max(values)) // 1)

    def x(count: float) -> float:
        share = (log10(count) - ends[0]) / ((ends[1] - ends[0]) or 1)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        share = (log10(value) - lowest) / ((highest - lowest) or 1)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    marks = []
    for power in range(lowest, highest + 1):
        at = y(10**power)
        marks.append(f'<path d="M{LEFT} {at}H{WIDTH - RIGHT}" stroke="#d8d8d2"/>')
        marks.append(f'<text x="{LEFT - 8}" y="{at + 4}" text-anchor="end">{10.0**power:g} ms</text>')
    marks += [
        f'<text x="{x(size["n"])}" y="{HEIGHT - 14}" text-anchor="middle">{size["n"]:,} CTOs</text>'
        for size in sizes
    ]
    for line, (_name, colour) in LINES.items():
        points = " ".join(f"{x(size['n'])},{y(size[line])}" for size in sizes)
        marks.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
    last, above = sizes[-1], float(HEIGHT)
    for line in sorted(LINES, key=lambda line: last[line]):
        above = min(y(last[line]) + 4, above - LETTERS)  # no name stands on another
        name, colour = LINES[line]
        marks.append(f'<text x="{x(last["n"]) + 8}" y="{above}" fill="{colour}">{name}</text>')
    body = "\n".join(marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="12" fill="#444"><rect width="100%" height="100%" fill="#fff"/>\n{body}\n</svg>\n'
    )
