"""Invented people and companies: names drawn from lists, combined by a fixed seed. Nobody here exists."""

import json
from pathlib import Path

_LISTS = json.loads(Path(__file__).with_suffix(".json").read_text())

FIRST_NAMES: list[str] = _LISTS["first_names"]
LAST_NAMES: list[str] = _LISTS["last_names"]
COMPANIES: list[dict] = _LISTS["companies"]
SEGMENTS: list[dict] = _LISTS["segments"]
"""What the CTOs of the crowd did: headline, sector, part of code, nature."""
ZONES: list[list[str]] = _LISTS["zones"]
TAGS: list[list[str]] = _LISTS["tags"]
