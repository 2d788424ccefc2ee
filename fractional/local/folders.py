"""Where the runner keeps things, and whether another account may reach them."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from pwd import struct_passwd

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"

_PREFIX = "fractional-run-"
_LOCK = "lock"


def reachable(path: Path, account: struct_passwd | None) -> bool:
    """Whether `account` may walk down to `path`; None stands for ourselves, who may."""
    if account is None:
        return True
    groups = os.getgrouplist(account.pw_name, account.pw_gid)
    for folder in (path, *path.parents):
        if not folder.exists():
            continue
        stat = folder.stat()
        if stat.st_uid == account.pw_uid:
            allowed = stat.st_mode & 0o100
        elif stat.st_gid in groups:
            allowed = stat.st_mode & 0o010
        else:
            allowed = stat.st_mode & 0o001
        if not allowed:
            return False
    return True


def demo_folder(account: struct_passwd | None) -> Path:
    """The folder that keeps the demo's data between two runs.

    It lies in the checkout, unless the database's account cannot walk there (a checkout below root's home): then in
    a folder named after the checkout, so that the next run finds it again.
    """
    if reachable(ROOT, account):
        return LOCAL / "demo"
    return own_folder("demo-" + hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:12])


def own_folder(name: str) -> Path:
    """A folder of ours that outlives restarts and that every account may walk through."""
    folder = Path("/var/tmp") / f"fractional-{name}"  # noqa: S108  ownership is checked just below
    folder.mkdir(mode=0o755, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to somebody else: move it away and start again")
    folder.chmod(0o755)
    return folder


@contextmanager
def run_folder(account: struct_passwd | None) -> Iterator[Path]:
    """A short-lived folder with a short path: a socket's path may not exceed 107 bytes.

    A lock marks it as living, so that the folders of runners that were killed are swept by the next one.
    """
    parent = next(p for p in map(Path, (tempfile.gettempdir(), "/tmp")) if _fit_for_sockets(p, account))  # noqa: S108  # ownership is checked by _fit_for_sockets
    _sweep(parent)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
    folder.chmod(0o711)
    try:
        with (folder / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fit_for_sockets(parent: Path, account: struct_passwd | None) -> bool:
    return len(os.fsencode(parent)) < 60 and reachable(parent, account)


def _sweep(parent: Path) -> None:
    for lock_path in parent.glob(f"{_PREFIX}*/{_LOCK}"):
        try:
            with lock_path.open("r+") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(lock_path.parent, ignore_errors=True)
        except OSError:
            continue  # alive, or another account's
