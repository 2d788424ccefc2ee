"""The demo's commands on data of one's own, the checkout's being perhaps in use.

`python -m tests.local.elsewhere FOLDER run|reset`
"""

import sys
from pathlib import Path

from fractional.local import demo

if __name__ == "__main__":
    demo.demo_folder = lambda account: Path(sys.argv[1])
    sys.exit({"run": demo.run, "reset": demo.reset}[sys.argv[2]]())
