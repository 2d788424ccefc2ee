"""The commands of the product's own processes: what the demo runs, and what the benchmarks measure."""

from __future__ import annotations

from pathlib import Path

from .folders import ROOT


def web(host: str, port: int) -> list[str]:
    return [
        *("-m", "gunicorn", "fractional.wsgi:application", "--bind", f"{host}:{port}"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload"),
        *("--keep-alive", "75", "--graceful-timeout", "3", "--no-control-socket"),
    ]


def worker(queues: str, node: str = "") -> list[str]:
    """One process for the jobs of these queues (`mail,default`), named after the first of them unless `node` is."""
    node = f"{node or queues.partition(',')[0]}@demo"
    quiet = ["--without-gossip", "--without-mingle", "--concurrency", "1"]
    return ["-m", "celery", "-A", "fractional", "worker", "-Q", queues, "-n", node, *quiet]


def beat(schedule: Path) -> list[str]:
    return ["-m", "celery", "-A", "fractional", "beat", "-s", str(schedule), "--pidfile="]


def pool_writer() -> list[str]:
    """The writer of the file of POOL_FILE."""
    return [str(ROOT / "manage.py"), "keep_pool"]


def mail_sink(host: str, port: str, folder: str) -> list[str]:
    return ["-m", "fractional.local.smtp", host, port, folder]
