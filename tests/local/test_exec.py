"""`python -m fractional.local exec`: throw-away servers beside a command."""

import subprocess
import sys

from fractional.local.folders import ROOT

EXEC = [sys.executable, "-m", "fractional.local", "exec"]
ASK_BOTH = """
import os, kombu, psycopg
print(psycopg.connect(os.environ["DATABASE_URL"]).execute("SELECT 1").fetchone()[0])
print(kombu.Connection(os.environ["REDIS_URL"]).ensure_connection(max_retries=1).connected)
"""


def run(*command, env):
    return subprocess.run(
        [*EXEC, *command], env=env, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


def test_two_runs_at_once_each_have_their_own_servers(environment, folder, family):
    command = [*EXEC, sys.executable, "-c", ASK_BOTH + "print(os.environ['DATABASE_URL'])"]
    runs = [
        subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    answers = [each.communicate(timeout=60)[0].split() for each in runs]

    assert [answer[:2] for answer in answers] == [["1", "True"], ["1", "True"]]
    assert answers[0][2] != answers[1][2]
    assert family() == []
    assert list(folder.iterdir()) == []


def test_the_exit_code_of_the_command_is_passed_on(environment):
    named = environment | {"DATABASE_URL": "postgresql://elsewhere", "REDIS_URL": "redis://elsewhere"}

    assert run("sh", "-c", "exit 7", env=named).returncode == 7


def test_servers_named_by_the_environment_are_used_and_not_started(environment):
    named = environment | {"DATABASE_URL": "postgresql://elsewhere/x", "REDIS_URL": "redis://elsewhere"}

    done = run("sh", "-c", "echo $DATABASE_URL $REDIS_URL; ls $TMPDIR/fractional-run-*", env=named)

    assert done.stdout.split() == ["postgresql://elsewhere/x", "redis://elsewhere", "lock"]


def test_a_killed_runner_leaves_no_process_and_the_next_one_sweeps_its_folder(
    environment, folder, family, eventually
):
    runner = subprocess.Popen([*EXEC, "sleep", "600"], env=environment, cwd=ROOT)
    eventually(lambda: any(line.startswith("sleep") for line in family()), "the command runs")
    assert any("postgres" in line for line in family())
    assert any("valkey" in line for line in family())

    runner.kill()
    runner.wait()

    eventually(lambda: family() == [], "everything ended")
    assert len(list(folder.iterdir())) == 1
    named = environment | {"DATABASE_URL": "postgresql://elsewhere", "REDIS_URL": "redis://elsewhere"}
    assert run("true", env=named).returncode == 0
    assert list(folder.iterdir()) == []
