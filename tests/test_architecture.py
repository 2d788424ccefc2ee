"""Where things live, which way they look, what no module may do.

Imports are held by import-linter's contracts (pyproject.toml). What is named in a string escapes them: addresses,
templates, models, tasks. Those are read here, from the code and from the pages.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fractional.local.catalogue import ROOT, modules, templates
from tests.sources import name_of, none_of, strings

FOLDERS = {
    "fractional",
    "missions",
    "matching",
    "tests",
    "bench",
    "templates",
    "static",
    "docs",
    "locale",
    "deploy",
}
PACKAGES = {"fractional", "missions", "matching", "tests", "bench"}
# Written by tools, ignored by git.
BUILT = {"test-results", "__pycache__"}

# From low to high: a name of one line may be said by the same line and by those after it.
ORDER = (
    ("outbox", "history", "ui"),
    ("web",),
    ("accounts",),
    ("api",),
    ("ctos", "companies"),
    ("needs",),
    ("engagements",),
    ("billing",),
    ("scoring",),
    ("pool",),
    ("planning",),
    ("proposals",),
    ("curation",),
    ("public",),
    ("demo",),
)
RANK = {app: rank for rank, apps in enumerate(ORDER) for app in apps}
HOME = {app: "fractional" for apps in ORDER[:5] for app in apps} | {
    app: "missions" if app in {"needs", "engagements", "billing"} else "matching"
    for apps in ORDER[5:]
    for app in apps
}
# Pages of allauth that are drawn by us.
PACKAGE_PAGES = {"account": "accounts", "mfa": "accounts", "allauth": "accounts"}
# They put the site together and so name what stands above them.
WIRING = {
    "fractional/settings.py",
    "fractional/urls.py",
    "fractional/celery.py",
    "fractional/local/demo.py",
    "templates/base.html",
    "templates/components/top.html",
    "templates/components/foot.html",
    "templates/components/demo_banner.html",
    "templates/components/account_menu.html",
    "templates/components/demo_mails.html",
}
# How the score is made is told wherever a score stands.
TOLD_EVERYWHERE = {"public:ranking"}
# `ctos:home`, `emails/ctos/asked`, `ctos/file.html`, `ctos.Cto`, `fractional.ctos.tasks.remind`.
REFERENCE = re.compile(
    rf"\b(?P<app>{'|'.join(RANK)})"
    r"(?::[a-z]\w*\b|/[a-z_/]+\b|\.(?:[A-Z][a-z]\w+|(?:tasks|models|views|actions|apps|urls|signals|receivers)\b))"
)
DOTTED = re.compile(r"\b(?P<layer>missions|matching)\.[a-z_]+\b")
LAYERS = ("fractional", "missions", "matching")

LONGEST = 350  # lines
LONGEST_OF_TESTS = 450  # cases are read one by one

# The clock itself, and times that no business date depends on: leases of the outbox, age of a session.
OWN_TIME = {"fractional/clock.py", "fractional/accounts/sessions.py", "fractional/web/health.py"}
FORBIDDEN_CALLS = {
    "timezone.now",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "Now",
    "mark_safe",
    "eval",
    "exec",
}


def test_the_top_level_is_a_closed_list() -> None:
    found = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    assert found - BUILT <= FOLDERS
    assert {name for name in found if (ROOT / name / "__init__.py").exists()} <= PACKAGES
    assert [path.name for path in ROOT.glob("*.py")] == ["manage.py"]


def test_imports_keep_to_the_contracts() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [linter, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("layer", LAYERS)
def test_code_names_nothing_above_itself(layer: str) -> None:
    none_of(
        f"{name_of(path)}:{line}: {said}"
        for path in modules()
        if path.is_relative_to(ROOT / layer) and name_of(path) not in WIRING
        for line, text in strings(path)
        for said in upward(text, _app_of(path), layer)
    )


def test_templates_name_nothing_above_themselves() -> None:
    none_of(
        f"{name_of(path)}: {said}"
        for path in templates()
        if name_of(path) not in WIRING
        for tag in re.findall(r"\{[%{].*?[%}]\}", path.read_text())
        for said in upward(tag, _app_of(path), HOME.get(_app_of(path), "fractional"))
    )


@pytest.mark.parametrize(
    ("said", "app", "layer"),
    [
        ("{% url 'proposals:inbox' %}", "needs", "missions"),
        ("{% include 'curation/_history.html' %}", "ctos", "fractional"),
        ("emails/needs/asked", "companies", "fractional"),
        ("needs.Need", "ctos", "fractional"),
        ("matching.pool.tasks.refresh", "", "fractional"),
        ("engagements:mission", "needs", "missions"),
        ("companies:detail", "ctos", "fractional"),
    ],
)
def test_a_name_from_above_is_seen(said: str, app: str, layer: str) -> None:
    assert list(upward(said, app, layer))


@pytest.mark.parametrize(
    ("said", "app", "layer"),
    [
        ("{% url 'needs:list' %}", "proposals", "matching"),
        ("a public.id, and the demo: stories", "accounts", "fractional"),
        ("the needs of a company", "ctos", "fractional"),
        ("ctos.Cto", "ctos", "fractional"),
    ],
)
def test_other_words_are_left_alone(said: str, app: str, layer: str) -> None:
    assert not list(upward(said, app, layer))


def upward(text: str, app: str, layer: str) -> Iterator[str]:
    """Names of upper layers, of apps above `app` and of those beside it, said in a text."""
    # What is no app of its own (bounds, errors, components) stands at the bottom of its layer.
    rank = RANK.get(app, min(rank for other, rank in RANK.items() if HOME[other] == layer))
    for found in REFERENCE.finditer(text):
        other = found["app"]
        if other != app and RANK[other] >= rank and not (layer == "matching" and found[0] in TOLD_EVERYWHERE):
            yield found[0]
    for found in DOTTED.finditer(text):
        if LAYERS.index(found["layer"]) > LAYERS.index(layer):
            yield found[0]


def _app_of(path: Path) -> str:
    """The app of a module or of a template; "" for what belongs to none."""
    parts = path.relative_to(ROOT).parts[:-1]
    return next(
        (PACKAGE_PAGES.get(part, part) for part in reversed(parts) if part in RANK or part in PACKAGE_PAGES),
        "",
    )


def test_code_takes_its_time_from_the_clock_and_trusts_no_text() -> None:
    none_of(
        f"{name_of(path)}:{line}: {call}"
        for path in modules()
        for line, call in _calls(path)
        if call in FORBIDDEN_CALLS and not (_own_time(path) and call != "mark_safe")
    )


def _own_time(path: Path) -> bool:
    return name_of(path) in OWN_TIME or name_of(path).startswith(("fractional/outbox/", "fractional/local/"))


def _calls(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            yield node.lineno, node.func.id
        elif isinstance(node.func, ast.Attribute):
            owner = node.func.value
            yield node.lineno, f"{getattr(owner, 'id', getattr(owner, 'attr', ''))}.{node.func.attr}"


def test_no_field_dates_itself() -> None:
    none_of(
        f"{name_of(path)}:{node.value.lineno}: {node.arg}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}
    )


def test_no_sql_reads_the_servers_clock() -> None:
    none_of(
        f"{name_of(path)}:{line}"
        for path in modules()
        if not _own_time(path)
        for line, text in strings(path)
        if re.search(r"(?i)\bnow\(\)|\bcurrent_(?:date|timestamp)\b|\bclock_timestamp\(", text)
    )


def test_no_file_is_long() -> None:
    sources = [*modules(), *templates(), *_sources("tests", "*.py"), *_sources("bench", "*.py")]
    sources += [*_sources("static/src", "*.js"), *_sources("static/src", "*.css")]
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in sources}
    none_of(f"{name}: {lines}" for name, lines in lengths.items() if lines > _longest(name))


def _longest(name: str) -> int:
    return LONGEST_OF_TESTS if name.startswith("tests/") else LONGEST


def _sources(folder: str, pattern: str) -> list[Path]:
    return sorted((ROOT / folder).rglob(pattern))


def test_no_file_is_a_drawer() -> None:
    none_of(
        name_of(path) for path in modules() if path.stem in {"utils", "util", "helpers", "misc", "common"}
    )
