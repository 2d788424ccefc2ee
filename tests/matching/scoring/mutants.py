"""One-line bugs planted in copies of the scorer: ``python -m tests.matching.scoring.mutants`` counts those caught.

Each bug is the only change of a fresh copy; the tests of scoring run there until the first failure. Exits with 1
when a bug survives. Takes a few minutes; ``test_mutants.py`` keeps the list valid in the suite.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SCORING = ROOT / "matching" / "scoring"
NEEDED = ["matching/scoring", "matching/public", "tests/matching/scoring"]
PACKAGES = ["matching/__init__.py", "tests/__init__.py", "tests/matching/__init__.py"]
TESTS = ["reference", "calendar", "tables", "explanation", "guide", "properties"]
"""The quickest to catch first."""


@dataclass(frozen=True)
class Mutant:
    module: str
    before: str
    after: str
    what: str


MUTANTS = [
    Mutant(
        "rules",
        "pool.floor > request.highest_rate",
        "pool.floor >= request.highest_rate",
        "ceiling at the floor",
    ),
    Mutant(
        "rules",
        "pool.floor > request.highest_rate",
        "pool.floor > request.highest_rate + 4",
        "just under the floor",
    ),
    Mutant(
        "rules", "max_half_days < request.half_days", "max_half_days <= request.half_days", "most half-days"
    ),
    Mutant("rules", "GATE_MONTHS = 12", "GATE_MONTHS = 11", "eleven months pass the gate"),
    Mutant(
        "rules",
        "return pool.full_time_months < request.min_months_cto",
        "return (pool.full_time_months < request.min_months_cto) & ~pool.gate_lifted",
        "a lifted gate lifts the need's minimum",
    ),
    Mutant("rules", "& request.languages != request.languages", "& request.languages == 0", "one language"),
    Mutant("rules", "department >= 64", "department >= 32", "wrong department"),
    Mutant(
        "rules",
        "(np.asarray(request.hands_on) == MUCH)",
        "(np.asarray(request.hands_on) >= 1)",
        "some code asked excludes",
    ),
    Mutant(
        "rules", "pool.scopes & request.scope == 0", "pool.scopes != request.scope", "both scopes accepted"
    ),
    Mutant("rules", "return pool.blocked", "return pool.blocked & False", "refused companies forgotten"),
    Mutant("rules", "mask |= breaks", "mask = breaks", "only the last rule counts"),
    Mutant("calendar", "LAST_BIT = 63", "LAST_BIT = 62", "what follows the last week"),
    Mutant(
        "calendar", "step = min(covered, weeks - covered)", "step = covered", "length rounded to a power of 2"
    ),
    Mutant("calendar", "room[:, k - 1 : k + 1]", "room[:, 0:2]", "room for one is enough"),
    Mutant("calendar", "at_least(k, free)", "at_least(k - 1, free)", "one half-day too few"),
    Mutant(
        "calendar",
        "np.maximum(request.start_first, request.today + (1 - request.today) % WEEK)",
        "request.start_first",
        "a start in the past",
    ),
    Mutant("calendar", "bits(found.half_days) < k", "bits(found.half_days) < 1", "later weeks not tried"),
    Mutant("calendar", "free & stretch == stretch", "free & stretch != 0", "free some of the weeks"),
    Mutant("calendar", "// WEEK + 1)", "// WEEK)", "the last Monday of the window"),
    Mutant(
        "calendar",
        "(bits(half_days) > request.half_days)",
        "(bits(half_days) >= request.half_days)",
        "a half-day to spare that is not",
    ),
    Mutant("columns", "-(-self.months * 52 // 12)", "self.months * 52 // 12", "last week not checked"),
    Mutant("columns", "self.months >= months", "self.months > months", "step one month late"),
    Mutant("columns", "self.half_days >= half_days", "self.half_days > half_days", "step of the next rhythm"),
    Mutant("curves", "(120, 1000))", "(120, 1000), (240, 1200))", "twenty years count more than ten"),
    Mutant("curves", "(1000, 800), (1100, 1000))", "(1000, 800), (1200, 1000))", "under-asking pays"),
    Mutant("curves", "NEUTRAL = 500", "NEUTRAL = 0", "unknown counts as nothing"),
    Mutant(
        "parts",
        "along(curves.REFERENCES, positive)",
        "along(curves.REFERENCES, pool.references)",
        "poor ones",
    ),
    Mutant("parts", "np.minimum(trust, FULL)", "trust", "trust above full marks"),
    Mutant("parts", "permille(high, here)", "permille(here, high)", "much larger companies are all right"),
    Mutant("parts", "untold = (known == 0) |", "untold =", "an empty profile is punished"),
    Mutant("parts", "(np.asarray(asked) == 0)", "(known < 0)", "unstated counts"),
    Mutant(
        "parts", "request.start_first) > request", "request.start_first) >= request", "middle of the window"
    ),
    Mutant("parts", "pool.rate_steps(request.rate_column)", "pool.floor", "compared with the private floor"),
    Mutant("parts", "(free >> 1) & MORNINGS", "(free >> 1)", "afternoon and next morning make a day"),
    Mutant(
        "parts",
        "np.minimum(request.on_site_half_days, request.half_days)",
        "request.on_site_half_days",
        "on site",
    ),
    Mutant("weights", "-(shares[i] % unit)", "(shares[i] % unit)", "smallest remainder"),
    Mutant("weights", "ticked(defaults, mask)", "ticked(defaults, 0)", "ticks of the CTO forgotten"),
    Mutant("weights", "if left and (caps is None or whole[i] < caps[i])", "if left", "caps forgotten"),
    Mutant("chance", "SCALE = 90", "SCALE = 91", "another table of chances"),
    Mutant("rank", "company_chance * cto_chance", "company_chance + cto_chance", "sum instead of product"),
    Mutant("rank", "np.minimum(company", "np.maximum(company", "the higher side breaks ties"),
    Mutant("rank", "pool.exposures_30d.astype", "-pool.exposures_30d.astype", "most shown first"),
    Mutant("order", ":{cto_id}:", ":", "the draw forgets the CTO"),
    Mutant("order", ":{year}-W{week:02d}", "", "the same luck every week"),
    Mutant("order", "start >= limit", "end > limit", "ties across the limit"),
    Mutant("explain", ", caps=shown_weights)", ")", "a bar longer than its frame"),
    Mutant("explain", "tuple(reserves or [Reserve(otherwise, {})])", "tuple(reserves)", "no reserve at all"),
    Mutant("reasons", 'max(self.cto["floor"], min(', 'min(self.cto["floor"], min(', "the floor is shown"),
    Mutant("reasons", "> STALE_DAYS", ">= STALE_DAYS", "stale a day early"),
    Mutant(
        "reasons",
        '{"proposal_rate": proposal, "ceiling": ceiling}',
        '{"proposal_rate": pair.asked_rate}',
        "leak",
    ),
    Mutant("what_if", 'side="right"', 'side="left"', "a floor met exactly is not counted"),
    Mutant("what_if", "// CROWD * CROWD", "", "small counts told"),
]


def source(mutant: Mutant) -> str:
    return (SCORING / f"{mutant.module}.py").read_text()


def caught_by(mutant: Mutant | None) -> str | None:
    """Name of the first test that fails on a copy with this bug; None when all pass."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in NEEDED:
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in PACKAGES:
            (copy / name).touch()
        (copy / "docs").mkdir()
        shutil.copy(ROOT / "docs" / "scoring.md", copy / "docs")
        if mutant:
            path = copy / "matching" / "scoring" / f"{mutant.module}.py"
            path.write_text(source(mutant).replace(mutant.before, mutant.after))
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-c", "/dev/null", "--rootdir", folder]
        command += ["-p", "no:django", "-p", "no:randomly", "-p", "no:cacheprovider"]
        command += [f"tests/matching/scoring/test_{name}.py" for name in TESTS]
        run = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    if run.returncode == 0:
        return None
    found = re.search(r"^(?:FAILED|ERROR) \S*?(?:::(\w+)|(test_\w+)\.py)", run.stdout, re.MULTILINE)
    if not found:
        raise RuntimeError(run.stdout + run.stderr)
    return found[1] or found[2]


def main() -> int:
    if failed := caught_by(None):
        print(f"The tests fail without any bug: {failed}")  # noqa: T201  # a command: it prints
        return 1
    caught = 0
    for mutant in MUTANTS:
        test = caught_by(mutant)
        caught += test is not None
        print(f"{mutant.module:9} {mutant.what:42} {test or 'SURVIVED'}", flush=True)  # noqa: T201  # a command: it prints
    print(f"{caught} of {len(MUTANTS)} planted bugs caught")  # noqa: T201  # a command: it prints
    return 0 if caught == len(MUTANTS) else 1


if __name__ == "__main__":
    sys.exit(main())
