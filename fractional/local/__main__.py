"""The commands of the runner."""

from __future__ import annotations

import argparse
import json
import os
import secrets
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from . import assets, demo
from .browser import browser
from .processes import tie_to_parent
from .servers import servers


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fractional.local", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    execute = commands.add_parser("exec", help="run a command next to throw-away PostgreSQL and Valkey")
    execute.add_argument("argv", nargs=argparse.REMAINDER, metavar="CMD")
    commands.add_parser(
        "assets", help="build the style sheet, fonts, scripts and catalogues that are out of date"
    )
    commands.add_parser("messages", help="bring the English catalogue up to the texts of today")
    commands.add_parser("demo", help="servers, web, workers, beat and mail sink, until Ctrl-C")
    commands.add_parser("demo-reset", help="erase what the demo holds")
    commands.add_parser("browser", help="print the test browser as JSON, fetched when there is none")
    arguments = parser.parse_args()
    if arguments.command == "assets":
        for line in assets.build():
            print(line)
        return 0
    if arguments.command == "messages":
        from . import catalogue  # Django and Babel: half a second that no other command owes

        print("{} messages, {} without their English".format(*catalogue.update()))
        return 0
    if arguments.command == "demo":
        return demo.run()
    if arguments.command == "demo-reset":
        return demo.reset()
    if arguments.command == "browser":
        print(json.dumps(asdict(browser()), indent=1))
        return 0
    if not arguments.argv:
        parser.error("exec needs a command")
    return run_beside_servers(arguments.argv)


def run_beside_servers(argv: list[str]) -> int:
    """The command's own exit code; it shares our terminal, so Ctrl-C reaches it and we wait for its end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with servers() as started:
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
        environment = (
            {"SECRET_KEY": secrets.token_urlsafe(50)} | os.environ | started.environment | {"PATH": path}
        )
        command = subprocess.Popen(
            argv,
            env=environment,
            preexec_fn=tie_to_parent(signal.SIGTERM),  # noqa: PLW1509  one thread here
        )
        try:
            while True:
                try:
                    code = command.wait()
                    break
                except KeyboardInterrupt:
                    continue
        finally:
            if command.poll() is None:
                command.terminate()
                command.wait()
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    raise SystemExit(main())
