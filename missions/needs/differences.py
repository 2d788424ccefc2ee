"""Two versions of a text, side by side: what stays, what goes, what comes. Words are compared, not letters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True)
class Piece:
    kind: str
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """In reading order; the pieces that stay and those that go make `before`, those that stay and come, `after`."""
    return list(_pieces(re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece(SAME, "".join(before[a:b]))
            continue
        for kind, words in ((GONE, before[a:b]), (NEW, after[c:d])):
            if words:
                yield Piece(kind, "".join(words))
