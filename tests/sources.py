"""What tests read of our own sources."""

import ast
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fractional.local.folders import ROOT


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def none_of(offences: Iterable[str]) -> None:
    found = sorted(set(offences))
    assert not found, "\n".join([f"{len(found)} places", *found])


@cache
def strings(path: Path) -> list[tuple[int, str]]:
    """The constants of a module that are no documentation; an f-string is one text with a gap (NUL) per value."""
    tree = ast.parse(path.read_text())
    left_out: set[int] = set()
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            left_out |= {id(part) for part in node.values}
            parts = [str(part.value) if isinstance(part, ast.Constant) else "\0" for part in node.values]
            found.append((node.lineno, "".join(parts)))
    found += [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out
    ]
    return found
