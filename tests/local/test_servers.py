"""What the embedded servers keep, and that they come back."""

import subprocess
import sys

from fractional.local.folders import ROOT

HOLD = """
import sys, time, psycopg, redis
from pathlib import Path
from fractional.local.servers import servers

with servers(Path(sys.argv[1])) as started:
    database = psycopg.connect(started.environment["DATABASE_URL"], autocommit=True)
    broker = redis.Redis(unix_socket_path=started.environment["REDIS_URL"].removeprefix("redis+socket://"))
    database.execute("CREATE TABLE IF NOT EXISTS kept (line text)")
    print(database.execute("SELECT count(*) FROM kept").fetchone()[0], broker.llen("kept"), flush=True)
    database.execute("INSERT INTO kept VALUES ('accepted')")
    broker.rpush("kept", "accepted")
    print("done", flush=True)
    sys.stdin.read()
"""


def hold(folder, environment):
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder / "data")],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_runner_killed_outright_loses_nothing_it_had_accepted(folder, environment, family):
    first = hold(folder, environment)
    assert [first.stdout.readline(), first.stdout.readline()] == ["0 0\n", "done\n"]
    first.kill()
    first.wait()

    second = hold(folder, environment)  # at once: the servers of the first may still be ending
    assert second.stdout.readline() == "1 1\n"
    second.communicate()

    assert second.returncode == 0
    assert family() == []
