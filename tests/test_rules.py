"""Every rule of docs/rules.md is held by tests that exist."""

import re

import pytest

from fractional.local.folders import ROOT

LINES = re.findall(r"^\| ([#R]\d+) \| (.+?) \| (.+?) \|$", (ROOT / "docs" / "rules.md").read_text(), re.M)
HELD = [(code, name) for code, _what, names in LINES for name in re.findall(r"`([^`]+)`", names)]


def test_every_rule_is_held_by_some_test() -> None:
    assert len(LINES) > 60
    assert {code for code, *_ in LINES} == {code for code, _name in HELD}
    assert len({code for code, *_ in LINES}) == len(LINES)


@pytest.mark.parametrize(("code", "name"), HELD)
def test_the_test_that_holds_a_rule_exists(code: str, name: str) -> None:
    path, _, test = name.partition("::")
    source = (ROOT / "tests" / path).read_text()
    assert f"def {test}(" in source if test else "def test_" in source
