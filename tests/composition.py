"""docker-compose.yml and Dockerfile, as tests read them and as `docker compose` would."""

import json
import re
import shlex
from functools import cache
from typing import Any

import yaml

from fractional.local.folders import ROOT

Service = dict[str, Any]

# ${NAME}, ${NAME:?} refused without a value, ${NAME:-instead}; $$ is a dollar for the container's own shell.
_VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<kind>[?-])(?P<instead>[^}]*))?\}|(?P<dollar>\$\$)")


@cache
def composition() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def services() -> dict[str, Service]:
    return composition()["services"]


def product() -> dict[str, Service]:
    """The services that run our own image."""
    return {name: service for name, service in services().items() if is_ours(service)}


def is_ours(service: Service) -> bool:
    return service["image"].startswith("fractional:")


def command(service: Service) -> list[str]:
    """What runs: the service's own command, or that of our image."""
    if "command" in service:
        return service["command"]
    [line] = [text for keyword, text in instructions() if keyword == "CMD"]
    return json.loads(line)


def own_environment() -> dict[str, str]:
    """What the image itself sets."""
    lines = [text for keyword, text in instructions() if keyword == "ENV"]
    return dict(pair.split("=", 1) for line in lines for pair in shlex.split(line))


def environment(service: Service, given: dict[str, str]) -> dict[str, str]:
    """The variables of the service's containers, `given` being the operator's. LookupError when one is missing."""
    values = service.get("environment", {})
    return {name: filled_in(str(value), given) for name, value in values.items()}


def filled_in(text: str, given: dict[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        if found["dollar"]:
            return "$"
        if not given.get(found["name"]):
            if found["kind"] != "-":
                raise LookupError(f"{found['name']} is not set")
            return found["instead"]
        return given[found["name"]]

    return _VARIABLE.sub(value, text)


def variables() -> dict[str, bool]:
    """What the operator may set, and whether they must."""
    text = (ROOT / "docker-compose.yml").read_text()
    needed = {found["name"]: False for found in _VARIABLE.finditer(text) if found["name"]}
    return needed | {found["name"]: True for found in _VARIABLE.finditer(text) if found["kind"] == "?"}


@cache
def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's, each as (keyword, rest), continued lines joined."""
    lines = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [tuple(line.split(maxsplit=1)) for line in joined.splitlines() if line.strip()]  # type: ignore[misc]  # two words on each line
