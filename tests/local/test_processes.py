"""Child processes are stopped, revived and tied to the runner."""

import signal
import sys

from fractional.local.processes import Process
from fractional.local.supervisor import Supervisor

DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"


def test_a_process_that_will_not_stop_is_ended(folder, eventually):
    log = folder / "log"
    process = Process("deaf", [sys.executable, "-c", DEAF], log=log)
    process.start()
    eventually(lambda: "deaf" in log.read_text(), "it ignores the signal")

    process.stop(seconds=0.1)

    assert process.exit_code == -signal.SIGKILL


def test_a_process_that_dies_is_started_again_and_that_is_said():
    said = []
    process = Process("sleeper", ["sleep", "600"])
    process.start()
    first = process.pid
    supervisor = Supervisor(said.append)
    supervisor.watch(process)

    process.stop()
    supervisor.look()
    supervisor.look()

    assert process.alive
    assert process.pid != first
    assert said == ["sleeper ended with code -15: started again now"]
    process.stop()


def test_one_that_keeps_dying_is_given_pauses(eventually):
    said = []
    process = Process("hopeless", ["false"])
    process.start()
    supervisor = Supervisor(said.append)
    supervisor.watch(process)

    eventually(lambda: supervisor.look() or len(said) == 2, "it died twice")

    assert said[1] == "hopeless ended with code 1: started again in 1 s"
