"""What the description of the API allows, and what it does not, asked of the product's own server.

python -m fractional.local exec python -m tests.api.fuzz --examples 30

Real gunicorn, a database of its own. Every operation is asked by three people, with the ids of things that exist.
Fails on a failure of the server and on any answer that the description does not tell.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import django
from django.test.utils import setup_databases, teardown_databases

from tests.trust.race import HOST, SEED, gunicorn

ROLES = ("cto", "owner", "curator")
# A body may be of the right shape and still say what our rules refuse: 422 is no lie of the description.
LEFT_OUT = "positive_data_acceptance"


def fuzz(examples: int) -> int:
    """The number of people whose run told of something."""
    from tests import cast
    from tests.api.program import Program

    world = cast.world()
    secrets = {role: Program(world.users[role]).secret for role in ROLES}
    with gunicorn() as port, tempfile.TemporaryDirectory() as folder:
        described = Path(folder) / "openapi.json"
        described.write_text(json.dumps(_with_ids(world.kwargs)))
        return sum(_run(described, port, secret, examples) != 0 for secret in secrets.values())


def _with_ids(known: dict[str, Any]) -> dict[str, Any]:
    """The description, its addresses filled with things of this world."""
    from fractional.api import description

    schema: dict[str, Any] = json.loads(description.whole())
    for operations in schema["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "path":
                    thing = known[parameter["name"]]
                    parameter["schema"]["enum"] = [thing if isinstance(thing, int) else str(thing)]
    return schema


def _run(described: Path, port: int, secret: str, examples: int) -> int:
    command = [str(Path(sys.executable).with_name("schemathesis")), "run", str(described)]
    headers = [
        "-H",
        f"Authorization: Bearer {secret}",
        "-H",
        "X-Forwarded-Proto: https",
        "-H",
        "Host: localhost",
    ]
    options = [
        *("--url", f"http://{HOST}:{port}", "--exclude-checks", LEFT_OUT, "--continue-on-failure"),
        *("--max-examples", str(examples), "--seed", str(SEED), "--phases", "coverage,fuzzing"),
        *("--suppress-health-check", "all", "--warnings", "off", "--generation-database", "none"),
    ]
    return subprocess.run([*command, *headers, *options], cwd=described.parent, check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--examples", type=int, default=30)
    arguments = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "fractional.settings"
    os.environ["API_REQUESTS_PER_MINUTE"] = "0"
    django.setup()
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        return fuzz(arguments.examples)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    raise SystemExit(main())
