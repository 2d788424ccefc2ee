"""The image and the composition agree with settings, code and docs. No engine is needed: their schema and the
Dockerfile's rules are checked by `make check`, the image's own steps are taken by test_production."""

import re
import shlex
from typing import Any

import pytest
from celery.bin.base import CLIContext
from celery.bin.beat import beat
from celery.bin.worker import worker
from django.core.management import get_commands
from django.db import connection
from gunicorn.config import Config

from fractional.celery import app
from fractional.local.folders import ROOT
from tests.composition import (
    Service,
    command,
    composition,
    environment,
    filled_in,
    instructions,
    is_ours,
    own_environment,
    product,
    services,
    variables,
)

SETTINGS = (ROOT / "fractional" / "settings.py").read_text()
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
# The demo's own, never set in production.
OF_THE_DEMO = {"DEBUG", "DEMO", "MAIL_SINK_DIR"}
# Read by gunicorn itself.
OF_GUNICORN = {"WEB_CONCURRENCY"}
# A repository's name without a host, and at least two numbers of a version.
PINNED = re.compile(r"[a-z]+(/[a-z]+)?:\d+\.\d+(\.\d+)?-[a-z]+(-[a-z]+)?[\d.]*")
GIVEN = {
    "DOMAIN": "fractional.example",
    "SECRET_KEY": "k" * 60,
    "DATABASE_PASSWORD": "p" * 32,
    "EMAIL_HOST": "smtp.fractional.example",
    "EMAIL_HOST_USER": "user",
    "EMAIL_HOST_PASSWORD": "password",
    "DEFAULT_FROM_EMAIL": "Fractional <bonjour@fractional.example>",
}

every_service = pytest.mark.parametrize("service", services().values(), ids=services().keys())
every_product = pytest.mark.parametrize("service", product().values(), ids=product().keys())


def read_by_settings() -> dict[str, bool]:
    """The variables that settings read, and whether they are needed."""
    found = re.findall(r'env\.\w+\(\s*"(\w+)"(,\s*default=)?', SETTINGS)
    return {name: not default for name, default in found}


def started(given: dict[str, str]) -> list[dict[str, str]]:
    return [environment(service, given) for service in services().values()]


def workers() -> dict[str, Service]:
    return {name: service for name, service in product().items() if "worker" in command(service)}


def option(argv: list[str], name: str) -> str:
    return argv[argv.index(name) + 1]


# --- Services lean on each other ---------------------------------------------------------------


@every_service
def test_what_a_service_waits_for_exists_and_can_be_waited_for(service: Service) -> None:
    for name, wish in service.get("depends_on", {}).items():
        awaited = services()[name]
        if wish["condition"] == "service_healthy":
            assert "healthcheck" in awaited
        else:
            assert wish["condition"] == "service_completed_successfully"
            assert awaited["restart"] == "no"


@every_service
def test_a_service_that_stays_tells_its_health_and_comes_back(service: Service) -> None:
    if service["restart"] == "no":
        return
    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert {"interval", "timeout", "retries", "start_period"} <= service["healthcheck"].keys()


def test_nobody_works_on_the_tables_before_they_are_those_of_this_version() -> None:
    for name, service in product().items():
        assert name == "migrate" or "migrate" in service["depends_on"]


def test_volumes_and_networks_are_declared_and_used() -> None:
    mounts = [mount.split(":") for service in services().values() for mount in service.get("volumes", [])]
    named = {source for source, *_ in mounts if not source.startswith(".")}
    assert named == composition()["volumes"].keys()
    for source, _, *mode in (mount for mount in mounts if mount[0].startswith(".")):
        assert (ROOT / source).is_file()
        assert mode == ["ro"]
    joined = {name for service in services().values() for name in service["networks"]}
    assert joined == composition()["networks"].keys()


def test_the_data_of_the_database_lie_where_its_image_writes_them() -> None:
    # From 18 on one folder per major version below this one; a mount any deeper is refused at the start.
    assert "database:/var/lib/postgresql" in services()["database"]["volumes"]


@every_service
def test_a_service_has_no_more_rights_than_it_needs(service: Service) -> None:
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", service["user"])
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service


def test_only_the_web_is_published_and_only_to_this_machine() -> None:
    published = {name: service["ports"] for name, service in services().items() if "ports" in service}
    assert published.keys() == {"web"}
    assert all(port.startswith("127.0.0.1:") for port in published["web"])


def test_the_database_and_the_broker_are_reached_by_the_product_alone() -> None:
    assert composition()["networks"]["inside"]["internal"] is True
    assert all(services()[name]["networks"] == ["inside"] for name in ("database", "broker"))
    assert all("inside" in service["networks"] for service in product().values())
    assert all("outside" in services()[name]["networks"] for name in ("mail", "beat")), (
        "mails leave from here"
    )


# --- Images -------------------------------------------------------------------------------------


def test_images_are_pinned_and_name_no_host() -> None:
    bases = [text.split()[0] for keyword, text in instructions() if keyword == "FROM"]
    others = [service["image"] for service in services().values() if not is_ours(service)]
    assert [name for name in [*bases, *others] if not PINNED.fullmatch(name)] == []
    assert len(set(bases)) == 1, "what was built runs where it was built"


def test_the_image_is_built_once_and_never_fetched() -> None:
    assert [name for name, service in product().items() if "build" in service] == ["web"]
    assert len({service["image"] for service in product().values()}) == 1
    assert all(service["pull_policy"] == "never" for service in product().values())


def test_the_image_installs_what_the_lock_says_with_the_uv_of_the_makefile() -> None:
    runs = "\n".join(text for keyword, text in instructions() if keyword == "RUN")
    makefile = (ROOT / "Makefile").read_text()
    assert "--require-hashes" in runs
    assert re.search(r"uv==(\S+)", runs)[1] == re.search(r"UV := (\S+)", makefile)[1]
    assert f"-p {re.search(r'python:(3[.]11)', (ROOT / 'Dockerfile').read_text())[1]} " in makefile


def test_the_image_drops_exactly_what_stands_in_for_its_neighbours() -> None:
    _, _, local = (ROOT / "requirements.in").read_text().partition("# Embedded servers")
    [dropped] = [text for keyword, text in instructions() if text.startswith("uv pip uninstall")]
    assert set(dropped.split()[3:]) == set(re.findall(r"^([\w-]+)==", local, re.MULTILINE))


def test_the_image_compresses_static_files_while_it_is_built_and_serves_those() -> None:
    runs = [text for keyword, text in instructions() if keyword == "RUN"]
    [build] = [text for text in runs if "collectstatic" in text]
    assert re.search("fractional.local assets.* STATIC_FROM_FINDERS=0 .*collectstatic", build)
    assert own_environment()["STATIC_FROM_FINDERS"] == "0"


def test_the_image_runs_as_a_number_and_owns_nothing() -> None:
    [user] = [text for keyword, text in instructions() if keyword == "USER"]
    assert {service["user"] for service in product().values()} == {user}
    assert not any("--chown" in text for _, text in instructions())


def test_nothing_enters_the_image_but_the_product() -> None:
    lines = (ROOT / ".dockerignore").read_text().split("\n")
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    allowed = {rule[1:] for rule in rules if rule.startswith("!")}
    assert all((ROOT / name).exists() for name in allowed)
    code = {"fractional", "missions", "matching"}
    assert allowed == code | {"templates", "locale", "static", "manage.py", "requirements.txt"}


# --- Variables ----------------------------------------------------------------------------------


@every_product
def test_every_variable_that_settings_need_is_passed(service: Service) -> None:
    needed = {name for name, is_needed in read_by_settings().items() if is_needed}
    assert needed >= {"SECRET_KEY", "DATABASE_URL"}
    assert needed <= service["environment"].keys()


def test_every_variable_of_settings_is_passed_or_the_demos() -> None:
    passed = own_environment().keys() | {name for each in product().values() for name in each["environment"]}
    assert read_by_settings().keys() - passed == OF_THE_DEMO
    assert passed & OF_THE_DEMO == set()


@every_product
def test_no_variable_is_passed_that_nobody_reads(service: Service) -> None:
    assert service["environment"].keys() <= read_by_settings().keys() | OF_GUNICORN


def test_the_services_differ_by_what_they_say_alone() -> None:
    kept = {"DATABASE_OPTIONS", "WEB_CONCURRENCY"}
    common = [
        {name: value for name, value in service["environment"].items() if name not in kept}
        for service in product().values()
    ]
    assert all(each == common[0] for each in common)


def test_what_must_be_given_is_refused_when_missing() -> None:
    assert {name for name, needed in variables().items() if needed} == GIVEN.keys()
    for name in GIVEN:
        with pytest.raises(LookupError, match=name):
            started({**GIVEN, name: ""})


def test_secrets_come_from_outside() -> None:
    for service in services().values():
        for name, value in service.get("environment", {}).items():
            if re.search("SECRET|PASSWORD", name):
                assert re.fullmatch(r"\$\{\w+:\?\}", value)
    address = services()["web"]["environment"]["DATABASE_URL"]
    assert "${DATABASE_PASSWORD:?}@database:" in address


def test_every_variable_is_told_in_the_docs_with_whether_it_is_needed() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (yes|`[^`]*`) \|", OPERATIONS, re.MULTILINE)
    told = {name: default == "yes" for name, default in rows}
    assert told == variables()
    defaults = dict(re.findall(r"\$\{(\w+):-([^}]*)\}", (ROOT / "docker-compose.yml").read_text()))
    assert {name: default.strip("`") for name, default in rows if default != "yes"} == defaults


def test_the_example_in_the_docs_starts_everything() -> None:
    [example] = re.findall(r"```ini\n(.*?)```", OPERATIONS, re.DOTALL)
    given = dict(line.strip().split("=", 1) for line in example.splitlines() if line.strip())
    assert given.keys() == GIVEN.keys()
    started(given)


# --- Processes ----------------------------------------------------------------------------------


def test_each_queue_has_one_worker_as_on_a_developers_machine() -> None:
    served = [option(command(service), "-Q") for service in workers().values()]
    assert sorted(",".join(served).split(",")) == sorted(queue.name for queue in app.conf.task_queues)
    demo = (ROOT / "fractional" / "local" / "demo.py").read_text()
    assert sorted(served) == sorted(re.findall(r'services\.worker\("([\w,]+)"\)', demo))


def test_every_command_and_every_option_exists() -> None:
    for service in product().values():
        program, *arguments = command(service)
        if program == "gunicorn":
            assert Config().parser().parse_args(arguments).args == ["fractional.wsgi:application"]
        elif program == "celery":
            assert arguments[:2] == ["-A", "fractional"]
            known: Any = {"worker": worker, "beat": beat}[arguments[2]]
            known.make_context(arguments[2], arguments[3:], obj=CLIContext(app, no_color=True, workdir=None))
        else:
            assert [program, arguments[0]] == ["python", "manage.py"]
            assert arguments[1] in get_commands()


def test_a_worker_is_asked_for_its_health_by_its_own_name() -> None:
    for service in workers().values():
        [kind, check] = service["healthcheck"]["test"]
        assert kind == "CMD-SHELL"
        assert filled_in(check, {}).startswith('celery -b "$REDIS_URL" inspect ping ')
        assert option(shlex.split(check), "-d") == option(command(service), "-n")
        assert "@" in option(command(service), "-n")


def test_a_process_that_is_asked_to_stop_is_given_the_time_it_takes() -> None:
    graceful = int(option(command(services()["web"]), "--graceful-timeout"))
    assert int(services()["web"]["stop_grace_period"].rstrip("s")) > graceful
    for service in workers().values():
        assert int(service["stop_grace_period"].rstrip("s")) > app.conf.worker_soft_shutdown_timeout


def test_commands_named_in_the_docs_exist() -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", OPERATIONS))
    assert named
    assert named <= get_commands().keys()
    addressed = re.findall(
        r"docker compose (?:exec|run|stop|logs|restart)(?: -\S+| 1h)* ([a-z ]+)", OPERATIONS
    )
    assert addressed
    assert all(line.split()[0] in services() for line in addressed)


@pytest.mark.django_db
def test_the_database_needs_no_superuser() -> None:
    """Extensions that its owner may create: the role of deploy/database.sql is no more than that."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extname FROM pg_extension JOIN pg_available_extension_versions"
            " ON name = extname AND version = extversion WHERE NOT trusted AND extname <> 'plpgsql'"
        )
        assert cursor.fetchall() == []
