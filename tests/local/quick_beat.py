"""The product's beat, four times as quick: `python -m tests.local.quick_beat SCHEDULE`."""

import sys

from fractional.celery import app

QUICKER = 4

if __name__ == "__main__":
    for entry in app.conf.beat_schedule.values():
        entry["schedule"] /= QUICKER
    app.start(["beat", "-s", sys.argv[1], "--pidfile="])
