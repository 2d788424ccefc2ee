"""The planted bugs can still be planted; whether they are caught is told by the command in mutants.py."""

import pytest

from tests.matching.scoring.mutants import MUTANTS, Mutant, source


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: f"{mutant.module}: {mutant.what}")
def test_the_line_to_break_stands_once_in_its_module(mutant: Mutant) -> None:
    assert source(mutant).count(mutant.before) == 1
    compile(source(mutant).replace(mutant.before, mutant.after), mutant.module, "exec")
