"""The long run, from the command line, on a database of its own."""

import argparse
import os
import sys

import django
from django.test.utils import setup_databases, teardown_databases

from tests.trust import silence


def main() -> int:
    parser = argparse.ArgumentParser(
        description=silence.__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--proposals", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=120)
    arguments = parser.parse_args()

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fractional.settings")
    django.setup()
    from tests.trust.silence.play import play  # models can be read only now

    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        result = play(proposals=arguments.proposals, seed=arguments.seed)
    finally:
        teardown_databases(databases, verbosity=0)
    say = sys.stdout.write
    say(
        f"seed {result.seed}: {result.proposals.total()} proposals over {result.days} days, {result.seconds:.0f} s\n"
    )
    for name in ("proposals", "done", "refused", "mails"):
        told = ", ".join(f"{what} {count}" for what, count in getattr(result, name).most_common())
        say(f"{name}: {told}\n")
    say(f"most optional mails to one reader in a week: {result.most_in_a_week}\n")
    say("broken: " + ("\n  ".join(["", *result.faults]) if result.faults else "0") + "\n")
    return 0 if result.is_right else 1


if __name__ == "__main__":
    raise SystemExit(main())
