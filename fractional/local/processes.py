"""Child processes that never outlive the runner."""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

from .folders import ROOT

_PR_SET_PDEATHSIG = 1
# Loaded before any fork: an account that the child drops to may not be able to read the Python installation.
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def unprivileged_account() -> pwd.struct_passwd | None:
    """The account PostgreSQL runs under when we are root, which it refuses to be; None when we are not root."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise LookupError("running as root needs an account named postgres or nobody for PostgreSQL")


class Process:
    """One child in a process group of its own, so that Ctrl-C reaches the runner alone and children stop in order."""

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        account: pwd.struct_passwd | None = None,
        log: Path | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
        orphan_signal: signal.Signals = signal.SIGKILL,
    ) -> None:
        self.name = name
        self.command = [str(part) for part in command]
        self.env = env
        self.account = account
        self.log = log
        self.stop_signal = stop_signal
        self.orphan_signal = orphan_signal
        self._popen: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Must be called from the main thread: the kernel ties the child to the thread that made it."""
        output = self.log.open("ab") if self.log else None
        try:
            self._popen = subprocess.Popen(
                self.command,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=output or subprocess.DEVNULL,
                stderr=subprocess.STDOUT,
                preexec_fn=tie_to_parent(self.orphan_signal),  # noqa: PLW1509  the runner has one thread
                process_group=0,
                **as_account(self.account),
            )
        finally:
            if output:
                output.close()

    @property
    def pid(self) -> int | None:
        return self._popen.pid if self._popen else None

    @property
    def exit_code(self) -> int | None:
        """None while it lives."""
        return self._popen.poll() if self._popen else None

    @property
    def alive(self) -> bool:
        return self._popen is not None and self._popen.poll() is None

    def wait(self) -> int:
        """Its exit code, once it ended by itself."""
        if self._popen is None:
            raise RuntimeError(f"{self.name} was never started")
        return self._popen.wait()

    def ask_to_stop(self) -> None:
        if self._popen and self.alive:
            self._popen.send_signal(self.stop_signal)

    def stop(self, *, seconds: float = 8) -> None:
        """Ask, wait, then end what is left of its group."""
        if self._popen is None:
            return
        self.ask_to_stop()
        try:
            self._popen.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self._popen.pid, signal.SIGKILL)
            self._popen.wait()


def stop_all(processes: Iterable[Process]) -> None:
    """All are asked at once, then each is waited for."""
    asked = list(processes)
    for process in asked:
        process.ask_to_stop()
    for process in asked:
        process.stop()


class Identity(TypedDict, total=False):
    cwd: Path
    user: int
    group: int
    extra_groups: list[int]


def as_account(account: pwd.struct_passwd | None) -> Identity:
    """Arguments of subprocess that run a command as that account, from a folder it can be in."""
    if account is None:
        return {"cwd": ROOT}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "cwd": Path("/")}


def wait_until(ready: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Raises TimeoutError when `ready` is still false after that long."""
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} did not come up within {seconds:.0f} s")
        time.sleep(0.02)


def tie_to_parent(orphan_signal: signal.Signals) -> Callable[[], None] | None:
    """Has the kernel end the child when the runner dies, however it dies (Linux)."""
    if _libc is None:
        return None
    libc, parent = _libc, os.getpid()

    def tie() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, int(orphan_signal))
        if os.getppid() != parent:  # it died before the tie was made
            os._exit(1)

    return tie
