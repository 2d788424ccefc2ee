"""The style sheet keeps the promises of the visual identity: contrast, weight, no class without a style."""

import gzip
import re
from pathlib import Path

import pytest

from fractional.local import assets

TOKENS = assets.SOURCES / "css" / "tokens.css"
TEMPLATES = assets.ROOT / "templates"
KILOBYTE = 1024


@pytest.fixture(scope="module")
def built() -> Path:
    assets.build()
    return assets.BUILT


def colours(theme: int) -> dict[str, str]:
    pairs = re.findall(r"--color-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS.read_text())
    return {name: pair[theme] for name, *pair in pairs}


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two #rrggbb colours."""

    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["page", "surface", "soft"])
def test_words_are_readable_on_every_ground(theme, ground):
    known = colours(theme)
    for ink in ("ink", "muted", "petrol"):
        assert contrast(known[ink], known[ground]) >= 4.5, ink


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_tones_buttons_and_edges_are_readable(theme):
    known = colours(theme)
    for tone in ("ok", "warn", "error", "info"):
        assert contrast(known[tone], known["surface"]) >= 6.5, tone
    assert contrast(known["on-petrol"], known["petrol"]) >= 7
    assert contrast(known["on-yellow"], known["yellow"]) >= 7
    assert contrast(known["edge"], known["page"]) >= 3
    assert contrast(known["edge"], known["surface"]) >= 3


def test_sheet_script_and_drawings_are_light(built):
    def weight(name: str) -> int:
        return len(gzip.compress((built / name).read_bytes(), 9))

    assert weight("app.css") <= 14 * KILOBYTE
    assert weight("app.js") <= 8 * KILOBYTE
    assert weight("icons.svg") + weight("favicon.svg") <= 2 * KILOBYTE


def test_every_class_of_a_template_has_a_style(built):
    sheet = (built / "app.css").read_text()
    known = {re.sub(r"\\(.)", r"\1", name) for name in re.findall(r"\.((?:\\.|[\w-])+)", sheet)}
    unknown = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        if "emails" in path.parts:
            continue
        # A tag or a variable inside a class makes the words that touch it unknowable here: they are left out.
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "\0", path.read_text())
        names = [name for found in re.findall(r'class="([^"]*)"', text) for name in found.split()]
        unknown += [f"{path.relative_to(TEMPLATES)}: {n}" for n in names if "\0" not in n and n not in known]
    assert unknown == []
