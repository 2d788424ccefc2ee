"""The image's own steps and the composition's own commands, taken without an engine: what a visitor then gets."""

import os
import re
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import environ
import pytest
from django.db import connection

from fractional.local import assets
from fractional.local.folders import ROOT
from fractional.outbox import tasks
from tests.composition import command, environment, own_environment, services
from tests.test_deployment import GIVEN

HOST = GIVEN["DOMAIN"]
AS_PROXY = {"Host": HOST, "X-Forwarded-Proto": "https"}


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder /app of the image: what .dockerignore lets in, style sheet and catalogues, static files compressed."""
    assets.build()
    app = tmp_path_factory.mktemp("image") / "app"
    app.mkdir()
    for rule in (ROOT / ".dockerignore").read_text().splitlines():
        if rule.startswith("!") and (source := ROOT / rule[1:]).is_dir():
            shutil.copytree(
                source, app / source.name, ignore=shutil.ignore_patterns("__pycache__", "collected")
            )
        elif rule.startswith("!"):
            shutil.copy(source, app)
    build = {"SECRET_KEY": "k" * 50, "DATABASE_URL": "postgresql://nowhere/none", "STATIC_FROM_FINDERS": "0"}
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"],
        cwd=app,
        env=_clean() | build,
        check=True,
    )
    return app


@pytest.fixture(scope="session")
def variables(django_db_setup: None) -> dict[str, str]:
    """Those of the composition's web service, on the servers of this run."""
    address = urlsplit(os.environ["DATABASE_URL"])
    here = urlunsplit(address._replace(path=f"/{connection.settings_dict['NAME']}"))
    given = environment(services()["web"], GIVEN) | {
        "DATABASE_URL": here,
        "REDIS_URL": os.environ["REDIS_URL"],
    }
    own = {name: value for name, value in own_environment().items() if name != "PATH"}
    return _clean() | own | given


@pytest.fixture(scope="session")
def port(image: Path, variables: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where the composition's `web` answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    memory = tmp_path_factory.mktemp("memory")
    here = {"0.0.0.0:8000": f"127.0.0.1:{port}", "/dev/shm": str(memory)}
    argv = [here.get(word, word) for word in command(services()["web"])]
    log = (memory / "log").open("w+")
    web = subprocess.Popen(argv, cwd=image, env=variables, stdout=log, stderr=log)
    deadline = time.monotonic() + 60
    while not _listens(port):
        assert web.poll() is None, Path(log.name).read_text()
        assert time.monotonic() < deadline, Path(log.name).read_text()
        time.sleep(0.1)
    yield port
    web.send_signal(signal.SIGTERM)
    assert web.wait(30) == 0
    log.close()


@pytest.fixture
def get(port: int) -> Callable[..., HTTPResponse]:
    def get(path: str, **headers: str) -> HTTPResponse:
        line = HTTPConnection("127.0.0.1", port, timeout=20)
        line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        return line.getresponse()

    return get


def _clean() -> dict[str, str]:
    """No variable of this run but those that any program needs."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.defpath])
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"PATH": path}


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


# --- What a visitor gets -------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_it_is_alive_and_ready_for_whoever_asks_on_the_spot(
    get: Callable[..., HTTPResponse], port: int
) -> None:
    tasks.tick()
    assert get("/healthz", Host="localhost").read() == b"ok"
    ready = get("/readyz", Host="localhost")
    assert (ready.status, b'"status": "ok"' in ready.read()) == (200, True)


def test_the_health_checks_say_what_is_so(
    port: int, variables: dict[str, str], transactional_db: None
) -> None:
    def healthy(name: str) -> bool:
        kind, *argv = services()[name]["healthcheck"]["test"]
        assert kind == "CMD"
        argv = [word.replace(":8000/", f":{port}/") for word in argv]
        return subprocess.run(argv, env=variables, stderr=subprocess.DEVNULL, check=False).returncode == 0

    assert healthy("web")
    assert not healthy("beat")
    tasks.tick()
    assert healthy("beat")


def test_plain_http_is_sent_to_https(get: Callable[..., HTTPResponse]) -> None:
    answer = get("/compte/connexion/", Host=HOST)
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}/compte/connexion/")


@pytest.mark.django_db(transaction=True)
def test_a_page_behind_the_proxy_is_whole(get: Callable[..., HTTPResponse]) -> None:
    answer = get("/compte/connexion/", **AS_PROXY)
    page = answer.read().decode()
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-csrftoken=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    files = re.findall(r'(?:href|src)="(/static/[^"#]+)', page)
    assert files
    for file in files:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", file), "named after its content"
        assert get(file, **AS_PROXY).status == 200


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_static_file_is_compressed_and_kept_for_ever(
    image: Path, get: Callable[..., HTTPResponse], encoding: str
):
    [sheet] = (image / "static" / "collected").glob("app.????????????.css")
    answer = get(f"/static/{sheet.name}", Accept_Encoding=encoding, **AS_PROXY)
    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == encoding
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert answer.headers["Content-Type"].startswith("text/css")
    assert int(answer.headers["Content-Length"]) < sheet.stat().st_size / 3


def test_another_host_and_the_demos_doors_are_refused(get: Callable[..., HTTPResponse]) -> None:
    assert get("/", **AS_PROXY | {"Host": "evil.example"}).status == 400
    assert get("/demo", **AS_PROXY).status == 404


# --- Settings ------------------------------------------------------------------------------------


@pytest.fixture
def read_settings(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """The settings as a process of the composition reads them, with some variables set otherwise (None: not at all)."""

    def read(**otherwise: str | None) -> dict[str, Any]:
        given = environment(services()["mail"], GIVEN) | {"STATIC_FROM_FINDERS": "0"} | otherwise
        with monkeypatch.context() as patched:
            for name in os.environ:
                patched.delenv(name)
            for name, value in given.items():
                if value is not None:
                    patched.setenv(name, value)
            return runpy.run_path(str(ROOT / "fractional" / "settings.py"))

    return read


def test_settings_of_the_composition_are_those_of_production(
    read_settings: Callable[..., dict[str, Any]],
) -> None:
    read = read_settings()
    assert (read["DEBUG"], read["DEMO"]) == (False, False)
    assert read["ALLOWED_HOSTS"] == [HOST, "localhost"]
    assert read["CSRF_TRUSTED_ORIGINS"] == [read["SITE_URL"]] == [f"https://{HOST}"]
    assert (read["SESSION_COOKIE_NAME"], read["CSRF_COOKIE_NAME"]) == ("__Host-sessionid", "__Host-csrftoken")
    assert all(read[f"{cookie}_COOKIE_SECURE"] for cookie in ("SESSION", "CSRF", "LANGUAGE"))
    assert read["SECURE_SSL_REDIRECT"]
    assert read["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
    assert (read["EMAIL_HOST"], read["EMAIL_PORT"], read["EMAIL_USE_TLS"]) == (GIVEN["EMAIL_HOST"], 587, True)
    assert (read["EMAIL_HOST_USER"], read["EMAIL_HOST_PASSWORD"]) == ("user", "password")
    assert "Manifest" in read["STORAGES"]["staticfiles"]["BACKEND"]
    assert read["DATABASES"]["default"]["PASSWORD"] == GIVEN["DATABASE_PASSWORD"]


@pytest.mark.parametrize("secret", [None, "", "short"])
def test_no_process_starts_without_a_secret(
    read_settings: Callable[..., dict[str, Any]], secret: str | None
) -> None:
    with pytest.raises(environ.ImproperlyConfigured):
        read_settings(SECRET_KEY=secret)
