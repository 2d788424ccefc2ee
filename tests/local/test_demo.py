"""`make demo`, whole: it answers, survives a kill with its data, and leaves nothing behind when it stops."""

import http.client
import signal
import socket
import subprocess
import sys

import pytest

from fractional.local.folders import ROOT

ELSEWHERE = [sys.executable, "-m", "tests.local.elsewhere"]


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def demo(folder, environment, port):
    """Starts the demo and returns once it says where it is."""
    runs = []

    def start():
        run = subprocess.Popen(
            [*ELSEWHERE, str(folder / "demo"), "run"],
            env=environment | {"PORT": str(port)},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        runs.append(run)
        said = []
        for line in run.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                return run
        raise AssertionError("".join(said))

    yield start
    for run in runs:
        run.kill()
        run.wait()


def status(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    return connection.getresponse().status


def test_the_demo_survives_a_kill_and_stops_clean(demo, port, folder, environment, family, eventually):
    first = demo()
    assert status(port, "/demo") == 200
    people = folder / "demo" / "log" / "prepare.log"
    assert "Applying" in people.read_text()
    refused = subprocess.run(
        [*ELSEWHERE, str(folder / "demo"), "reset"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert "running" in refused.stderr

    first.kill()
    eventually(lambda: family() == [], "no process of a killed runner is left")

    second = demo()
    assert status(port, "/demo") == 200
    assert "Applying" not in people.read_text()

    second.send_signal(signal.SIGTERM)
    assert second.wait(20) == 0
    assert family() == []
