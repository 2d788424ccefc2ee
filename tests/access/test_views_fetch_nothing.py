"""Views take owned objects from their app's `access.py` and from nowhere else."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHORTCUTS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404", "aget_list_or_404"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
FETCHES = {
    "get",
    "first",
    "last",
    "earliest",
    "latest",
    "in_bulk",
    "raw",
    "get_or_create",
    "update_or_create",
}

VIEWS = sorted(
    path
    for package in ("fractional", "missions", "matching")
    for pattern in ("views*.py", "views/*.py", "api*.py", "api/*.py")
    for path in (ROOT / package).rglob(pattern)
)


def fetches(source: str) -> list[str]:
    """The calls in `source` that fetch an object around access.py."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [ast.unparse(call) for call in calls if _shortcut(call) or _through_a_manager(call)]


def _shortcut(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in SHORTCUTS


def _through_a_manager(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in FETCHES:
        return False
    names = {node.attr for node in ast.walk(call.func.value) if isinstance(node, ast.Attribute)}
    return bool(names & MANAGERS)


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_view_fetches_an_object_by_itself(path: Path):
    assert not fetches(path.read_text())


@pytest.mark.parametrize(
    "call",
    [
        "get_object_or_404(Need, pk=1)",
        "shortcuts.get_object_or_404(Need, pk=1)",
        "Need.objects.get(pk=1)",
        "Need.objects.select_related('company').filter(pk=1).first()",
        "Need._default_manager.last()",
    ],
)
def test_such_a_fetch_would_be_seen(call: str):
    assert fetches(f"def view(request):\n    return {call}") == [call]


def test_reading_a_list_by_its_name_is_allowed():
    assert fetches("needs = Need.objects.published()\nvalue = {}.get('a')") == []
