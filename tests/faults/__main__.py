"""The product, broken on purpose while people use it; what was found, beside what is demanded.

python -m tests.faults [PART …]

Parts: broker, mail_server, ranking, pool, mails, beat; all of them without a name. About twenty minutes, on data of its
own; figures are kept in .local/faults.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from importlib import import_module

from fractional.local.folders import LOCAL, ROOT
from tests.faults.bench import Bench
from tests.faults.figures import Report, told

PARTS = ("broker", "mail_server", "ranking", "pool", "mails", "beat")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parts = parser.parse_args().parts or PARTS
    if len(parts) == 1:
        return _run(parts[0])
    # A process each: Django is bound to one database for the life of its process.
    codes = [subprocess.call([sys.executable, "-m", "tests.faults", part], cwd=ROOT) for part in parts]
    return max(codes)


def _run(part: str) -> int:
    report = Report(part, LOCAL / "faults" / f"{part}.json")
    product = Bench()
    try:
        product.connect()
        report.add(told("load of the machine before", round(os.getloadavg()[0], 1)))
        for figure in import_module(f"tests.faults.{part}").run(product):
            report.add(figure)
        report.add(told("load of the machine after", round(os.getloadavg()[0], 1)))
    finally:
        product.stop()
    return 1 if report.failures() else 0


if __name__ == "__main__":
    sys.exit(main())
