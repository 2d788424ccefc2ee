"""The demo's commands on data of one's own, the checkout's being perhaps in use.

`python -m tests.local.elsewhere FOLDER run|hurry|reset`
"""

import sys
from pathlib import Path

from fractional.local import demo, services


def hurry() -> int:
    """As `run`, with a beat that asks more often: whoever tries the product waits for it hundreds of times."""
    services.beat = lambda schedule: ["-m", "tests.local.quick_beat", str(schedule)]
    return demo.run()


if __name__ == "__main__":
    demo.demo_folder = lambda account: Path(sys.argv[1])
    sys.exit({"run": demo.run, "hurry": hurry, "reset": demo.reset}[sys.argv[2]]())
